"""What an archive says of itself -> a page in Chinese for whoever opens it years later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LEDGERS = {
    "未随附": "台账和逐行的核验表没有随附，只有它们的 SHA-256；拿到原台账的人可以逐个比对，再重新计算。",
    "随附": "台账和逐行的核验表在包内 data_raw/ 和 out/tables/ 中。",
    "加密随附": "台账和逐行的核验表在“台账（加密）.zip”中（AES-256），可用 7-Zip 或 WinRAR 凭密码打开；密码不在包内。",
}


def explained(index: Mapping[str, Any]) -> str:
    """The text of 说明.txt: what is in the archive, how to verify it, with which fingerprint."""
    edition = index["edition"]
    lines = [
        f"《{index['title']}》归档包",
        "",
        f"期次：{edition}    状态：{index['state']}",
        *_finality(index),
        "",
        "一、指纹（请与单位发文登记簿中的记录比对）",
        f"SHA-256  {index['fingerprint']['sha256']}",
        f"SM3      {index['fingerprint']['sm3']}",
        "",
        "二、包内文件",
        f"reports/{edition}/out/  Word 报告、数据点、图表、执行过的笔记本和运行清单",
        f"reports/{edition}/      期次文件和本期口径",
        "reports/templates/、notebooks/  模板和笔记本",
        "lib/taizhang/           程序源码和通用口径；uv.lock 等锁定运行环境",
        "pack.json               每个文件的 SHA-256",
        _LEDGERS[index["ledgers"]],
        "",
        "三、怎样核验",
        "在装有 taizhang 的电脑上运行：",
        "    taizhang verify 本归档包.zip",
        f"    taizhang verify 本归档包.zip --fingerprint {index['fingerprint']['sha256'][:8]}…（登记簿中的全部 64 位）",
        "没有安装时：装好 Python 3.11，解压本包，在解压出的文件夹中运行",
        "    pip install --require-hashes -r requirements.txt，再 pip install --no-deps .",
        f"有台账时，taizhang verify {edition} --full 从台账起全部重新计算。",
        "",
    ]
    return "\r\n".join(lines)


def _finality(index: Mapping[str, Any]) -> list[str]:
    said = ["本期已定稿：不再生成，只能核验；改动须另建修订期次。"] if index["final"] else []
    if index["revises"]:
        said.append(f"本期修订并代替 {index['revises']}。原因：{index['revision_reason']}")
    return said
