"""人均, 平均每名护理员, 日均, 折算每人每月 -> over what an average is said to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang.proofread.model import Claim
from taizhang.proofread.words import counted_by, either, pattern

_MONTHLY = re.compile(r"月(?:人|户)?均|(?:人|户)(?:均)?月|月平均|平均每月|每月|每人每月|月人")
_OVER_TIME = re.compile(r"(?:月|年|日|周)均|平均[每一](?:个?月|年|天|日|周|季)|每(?:天|日|周)平均")


@dataclass(frozen=True, slots=True)
class Said:
    """Of what an average is one: ``by`` 人, 户, 家 … (empty: over time alone), ``name`` what it is called there."""

    by: str
    name: str
    monthly: bool
    words: str


def said_of(claim: Claim) -> Said | None:
    """What the words right before a figure say of its divisor; None where it is no average."""
    words = re.sub(pattern("class_sizes"), "班均", claim.lead.replace(" ", ""))
    if "标准" in words:
        return None
    found = _each().search(words)
    if found:
        by = next(
            group
            for group in (found["unit"], found["by"], found["each"], found["noun"], found["single"])
            if group
        )
        name = (found["mid"] or "") + words[found.end() :]
        if by == "个" and re.match(r"[^，]{0,3}户", name):
            by = "户"  # 平均每个家庭户
        return Said(by, name, bool(_MONTHLY.search(words)), words)
    if _OVER_TIME.search(words):
        return Said("", "", False, words)
    folded = re.search(pattern("mean_words"), words) if "人" in claim.per or "户" in claim.per else None
    if folded and claim.measure == "money":
        each = claim.per.split("·")[0]
        return Said(each, "", "月" in claim.per, words)
    return None


@cache
def _each() -> re.Pattern[str]:
    each = either(sorted(counted_by(), key=len, reverse=True))
    long = pattern("long_units")
    return re.compile(
        rf"(?P<unit>{long}|{each})均|[每一](?P<by>{each})(?P<mid>[^，均]{{0,6}}?)(?:平均|均摊|摊到|合(?!计|同|作|格|并))|(?P<noun>{pattern('averaged_places')})平均|单(?P<single>{pattern('single_ones')})(?!{pattern('no_single')})|平均(?:向|为|给|到)?[每一](?P<each>{long}|{each})(?!月|季|星期|工作日|小时)"
    )
