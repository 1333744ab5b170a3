"""三次，时间分别为3月5日、6月12日; 三次督查：1月查资金，4月查安全，7月查作风 -> whether as many days are named as are said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check
from taizhang.proofread.rules.wording.listed.points import number, remark

_DAY = r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|份|[上中下]旬|[初底])?"
_AND = r"(?:、|和|及|与|以及)"
_LISTED = re.compile(
    rf"(?<![第每\d至到~-])(?P<said>[两二三四五六七八九]|[2-9])(?P<unit>[次场批轮])(?P<of>[^。；\d\n]{{0,24}}?)"
    rf"(?:分别|依次)(?:是|为|于|在|定在|安排在)(?P<days>{_DAY}(?:{_AND}{_DAY})+)(?![、等至到-])"
)

_TOLD = re.compile(
    r"(?<![第每各\d至到~-])(?P<said>[两二三四五六七八九]|[2-9])(?P<unit>[次场批轮])(?P<of>[^，。；：:、□\d\n]{0,12})"
    r"[:：，(](?P<days>\d{1,2}月[^。\n]{4,160})[。\n]"
)
_BEGINS = re.compile(rf"(?:^|[，；、])(?:{_DAY})(?![、至到~—-]|以[来前后]|[底末]?(?:前|之前))")
_OPEN = re.compile(
    r"等|其中|其余|首[次场批轮]|第[一二三四]|[两二三四五六七八九\d][次场批轮]|最近|又|月[、和及与至到~—-]"
)
_FAR, _LEAST = 2, 2


def checks(reading: Reading) -> Iterator[Check]:
    """Every small count with the days of each."""
    for found in _LISTED.finditer(reading.text):
        days = re.findall(_DAY, found["days"])
        said = number(found["said"])
        reason = f"文中说{found['said']}{found['unit']}，列出{len(days)}个日期（{'、'.join(days)}）；请核对是漏列还是数错。"
        yield remark(reading, (found.start(), found.end("unit")), reason, said, len(days))
    yield from _told(reading)


def _told(reading: Reading) -> Iterator[Check]:
    """两次集中调整：3月调低保，7月调特困，10月调孤儿: one clause a month, none of them of more than one."""
    for found in _TOLD.finditer(reading.text):
        days, said = _BEGINS.findall(found["days"]), number(found["said"])
        if len(days) < _LEAST or abs(len(days) - said) > _FAR or _OPEN.search(found["days"] + found["of"]):
            continue
        reason = f"文中说{found['said']}{found['unit']}，后面分{len(days)}个时间说明；请核对是漏列还是数错。"
        yield remark(reading, (found.start(), found.end("unit")), reason, said, len(days))
