"""三次，时间分别为3月5日、6月12日、9月20日 -> whether as many days are named as are said."""

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


def checks(reading: Reading) -> Iterator[Check]:
    """Every small count with the days of each."""
    for found in _LISTED.finditer(reading.text):
        days = re.findall(_DAY, found["days"])
        said = number(found["said"])
        reason = f"文中说{found['said']}{found['unit']}，列出{len(days)}个日期（{'、'.join(days)}）；请核对是漏列还是数错。"
        yield remark(reading, (found.start(), found.end("unit")), reason, said, len(days))
