"""What is wrong with a file, a sheet, a row: one finding each, in words that carry no personal value."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

HINT, WARNING, ERROR = "提示", "警告", "错误"

STOPPING = (
    "UNREADABLE_FILE",
    "SECTIONS",
    "MISSING_COLUMN",
    "AMBIGUOUS_COLUMN",
    "UNIT_CONFLICT",
    "OTHER_LIST",
    "UNRECOGNISED_LEDGER",
    "NOT_PAID",
    "CONTROL_TOTAL",
    "GRAIN_AMOUNT",
    "DUPLICATE_FILE",
    "MISSING_PLACE",
    "MISSING_MONTH",
    "MISSING_PLACE_MONTH",
)
"""Codes of severity 错误, in the order in which a person should mend them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``row`` is the 1-based row of the sheet, ``column`` the header as it stands there.

    ``case`` names the finding so that an edition can accept it; it stays the same from run to run.
    """

    code: str
    severity: str
    message: str
    path: str = ""
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    ledger: str | None = None
    case: str = ""

    def as_json(self) -> dict[str, object]:
        """The finding as ``check --json`` shows it."""
        shown: dict[str, object] = {"code": self.code, "severity": self.severity}
        shown |= {"row": self.row, "column": self.column, "message": self.message}
        return shown | ({"case": self.case} if self.case else {})


_SAFE_WORDS = frozenset(
    "不详 待补 待定 待查 待核 未知 无 暂无 见备注 同上 〃 — - / ? ？ #REF! #DIV/0! #N/A #VALUE! #NAME? #NUM! #NULL! "
    "#ERROR! #公式无结果".split()
)
_SHORT_NUMBER = re.compile(r"[-+0-9０-９.,，．:：/年月日号 元万亿%¥￥eE]{1,14}")
_SHOWN = 16
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦马苗凤方俞任袁柳唐罗薛伍余米贝"
    "姚孟顾尹江钟徐邱骆高夏蔡田樊胡凌霍虞万柯昝管卢莫经房裘缪干解应宗丁宣邓杭洪包左石崔吉龚程邢裴陆荣翁荀羊甄曲封储靳段富巫焦谷车侯"
    "宓蓬全班仰仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶司黎薄印宿白怀蒲从鄂索赖卓蔺屠蒙池乔阴胥苍双闻党翟谭贡劳姬申扶堵冉宰雍桑桂"
    "牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广阙东欧沃利蔚越隆师巩聂晁勾敖融冷辛阚"
    "那简饶空曾沙丰关相查游竺权盖益桓公额其巴敖斯布哈乌阿萨娜"
)
_ALIKE = 0.6
_NAME_LENGTHS = range(2, 5)


def describe(value: str) -> str:
    """A received cell for a message: shown when it is short and cannot be personal, else its shape only."""
    text = value.strip()
    if not text:
        return "空白"
    if text in _SAFE_WORDS or (len(text) <= _SHOWN and _SHORT_NUMBER.fullmatch(text)):
        return f"“{text}”"
    return f"一段 {len(text)} 个字符的文字"


def describe_word(value: str, known: Iterable[str]) -> str:
    """A received word of a list: shown only when it is near a ``known`` one and no person's name or number.

    A word that resembles nothing that is declared may have slipped in from any column, a name's too.
    """
    text = value.strip()
    nameless = not any(_like_a_name(part) for part in (text, *_beside_known(text, known)))
    short = text and len(text) <= _SHOWN and not re.search(r"[0-9０-９]{6}", text)
    if short and nameless and _near(text, known):
        return f"“{text}”"
    return describe(text)


def _like_a_name(text: str) -> bool:
    return len(text) in _NAME_LENGTHS and text[0] in _SURNAMES


def _beside_known(text: str, known: Iterable[str]) -> list[str]:
    """What is left of a text before or after a known word: 临河区 with a name behind it shows the name."""
    words = known if isinstance(known, Container) else tuple(known)
    cuts = range(1, len(text))
    return [text[cut:] for cut in cuts if text[:cut] in words] + [
        text[:cut] for cut in cuts if text[cut:] in words
    ]


def _near(text: str, known: Iterable[str]) -> bool:
    signs = set(text)
    alike = (word for word in known if len(signs.intersection(word)) * 2 >= len(signs))
    return any(SequenceMatcher(None, text, word).ratio() >= _ALIKE for word in alike)
