"""Names of the demo's places -> banners with their townships and shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

CITY = "鄂尔多斯市"
PROVINCE = "内蒙古自治区"


@dataclass(frozen=True, slots=True)
class Banner:
    """One banner or district; ``urban`` and ``rural`` are its weights among all of them."""

    number: int
    code: str
    name: str
    urban: int
    rural: int
    townships: tuple[str, ...]


BANNERS = (
    Banner(
        1,
        "150602",
        "东胜区",
        17,
        8,
        tuple(
            (
                "交通街道 公园街道 林荫街道 建设街道 富兴街道 天骄街道 诃额伦街道 巴音门克街道 "
                "幸福街道 纺织街道 兴胜街道 民族街道 泊尔江海子镇 罕台镇 铜川镇 "
                "鄂尔多斯高新技术产业开发区"
            ).split()
        ),
    ),
    Banner(
        2,
        "150603",
        "康巴什区",
        4,
        1,
        tuple(("哈巴格希街道 青春山街道 滨河街道 康新街道 鄂尔多斯市高新技术产业园区").split()),
    ),
    Banner(
        3,
        "150621",
        "达拉特旗",
        20,
        24,
        tuple(
            (
                "工业街道 昭君街道 锡尼街道 白塔街道 西园街道 平原街道 树林召镇 吉格斯太镇 白泥井镇 "
                "王爱召镇 昭君镇 恩格贝镇 中和西镇 风水梁镇 展旦召苏木 达拉特经济开发区 "
                "鄂尔多斯市生态示范区"
            ).split()
        ),
    ),
    Banner(
        4,
        "150622",
        "准格尔旗",
        19,
        21,
        tuple(
            (
                "兴隆街道 迎泽街道 蓝天街道 友谊街道 薛家湾镇 沙圪堵镇 大路镇 纳日松镇 龙口镇 "
                "准格尔召镇 魏家峁镇 暖水乡 十二连城乡 布尔陶亥苏木 准格尔经济开发区"
            ).split()
        ),
    ),
    Banner(
        5,
        "150623",
        "鄂托克前旗",
        6,
        7,
        tuple(("敖勒召其镇 上海庙镇 城川镇 昂素镇 上海庙经济开发区").split()),
    ),
    Banner(
        6,
        "150624",
        "鄂托克旗",
        10,
        10,
        tuple(("乌兰镇 棋盘井镇 蒙西镇 木凯淖尔镇 苏米图苏木 阿尔巴斯苏木 内蒙古鄂托克经济开发区").split()),
    ),
    Banner(
        7,
        "150625",
        "杭锦旗",
        9,
        14,
        tuple(
            (
                "锡尼镇 巴拉贡镇 吉日嘎朗图镇 独贵塔拉镇 呼和木独镇 伊和乌素苏木 内蒙古鄂尔多斯杭锦经济开发区"
            ).split()
        ),
    ),
    Banner(
        8,
        "150626",
        "乌审旗",
        7,
        9,
        tuple(("嘎鲁图镇 乌审召镇 图克镇 乌兰陶勒盖镇 无定河镇 苏力德苏木 苏里格经济开发区").split()),
    ),
    Banner(
        9,
        "150627",
        "伊金霍洛旗",
        8,
        10,
        tuple(
            (
                "阿勒腾席热镇 札萨克镇 乌兰木伦镇 纳林陶亥镇 苏布尔嘎镇 红庆河镇 伊金霍洛镇 "
                "鄂尔多斯蒙苏经济开发区 鄂尔多斯空港物流园区"
            ).split()
        ),
    ),
)


def weights(codes: tuple[str, ...], kind: str) -> npt.NDArray[np.int64]:
    """Weights of all banners (``urban``, ``rural`` or ``all``), zero for those not in ``codes``."""
    values = [
        {"urban": item.urban, "rural": item.rural, "all": item.urban + item.rural}[kind]
        if item.code in codes
        else 0
        for item in BANNERS
    ]
    return np.array(values, dtype=np.int64)


def index_of(code: str) -> int:
    """The position of a banner's code in ``BANNERS``."""
    return next(number for number, item in enumerate(BANNERS) if item.code == code)
