"""A share of several figures, or one of a list of shares -> their part and whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.meant.wholes import holds_figure, named_whole, whole_list, without_sum
from taizhang.proofread.rules.shares.names import fits, name_of, own_name
from taizhang.proofread.rules.shares.ways import (
    Reader,
    amounts_of,
    run_of,
)
from taizhang.proofread.words import pattern

_NEARLY_ALL = 10
SEVERAL = re.compile(
    r"([两二三四五])[项者类种个部方][^，□]{0,4}$|(?:合计|总和|之和|合|共|相加)(?:金额|人数|户数)?$"
)
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def together(
    reading: Reading,
    claim: Claim,
    said: str,
    count: str | None,
    amounts: Sequence[Claim],
    before: Sequence[Claim],
) -> Reader | None:
    """助学a、助医b，两项合计占总支出的59.4%: so many of the last amounts, or all of a list, over what is named."""
    if len(whole_list(reading, claim)) > 1:
        return None  # 三者占比依次为60.2%、27.9%、12.0%
    holds = holds_figure(reading, claim, said, before)
    near = list(before[:-1] if holds else before)
    if not near or (count is None and re.search(pattern("totals"), near[-1].lead)):
        return None
    alike = [other for other in near if roles.same_measure(other, near[-1])]
    names = re.split("[、和与及]", own_name(reading, claim)) if count is None else []
    size = _COUNTS[count] if count else len(names)
    parts = alike[-size:] if size > 1 else run_of(reading, near[-1], alike)
    if len(parts) < max(2, size) or not all(
        any(name[:2] in name_of(reading, part) for part in parts) for name in names[:-1]
    ):
        return None
    wholes = [
        other
        for other in dict.fromkeys([*amounts, *amounts_of(reading, claim)])
        if other not in parts and other.start < claim.start and roles.same_measure(other, parts[-1])
    ]
    whole = before[-1] if holds else named_whole(reading, wholes, max(parts, key=lambda one: one.value), said)
    return Reader(tuple(parts), whole) if whole is not None else None


def beside_whole(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """5120万元，占全部收入6400万元的80%: the whole stands in the share's own words; of several shares each has
    the part in its place, and a name that no part has (获奖项目) is that of the list before it."""
    whole, listed = before[-1], whole_list(reading, claim)
    parts = without_sum([other for other in before[:-1] if roles.same_measure(other, whole)], len(listed))
    if len(parts) < len(listed) or not parts:
        return None
    own = own_name(reading, claim)
    run = run_of(reading, parts[-1], parts)
    if len(listed) == 1 and len(run) > 1 and len(own) > 1 and not fits(reading, own, parts[-1]):
        return Reader(tuple(run), whole)
    return Reader((parts[-len(listed) :][listed.index(claim)],), whole)


def portion_of_all(reading: Reading, claim: Claim, before: Sequence[Claim]) -> Reader | None:
    """分别为2100人和1400人，各占60%和45%: as many shares as amounts, nearly all together, so of their sum."""
    listed = whole_list(reading, claim)
    parts = [
        other for other in before if other.start < listed[0].start and roles.same_measure(other, before[-1])
    ]
    nearly_all = abs(sum((share.value for share in listed), Decimal(0)) - 100) <= _NEARLY_ALL
    if len(listed) < 2 or len(parts) != len(listed) or not nearly_all:
        return None
    part = parts[listed.index(claim)]
    return Reader((part,), part, tuple(other for other in parts if other is not part))


def of_run(reading: Reading, claim: Claim, said: str, part: Claim, before: Sequence[Claim]) -> Reader | None:
    """中央补助a、省级补助b、市县配套c，中央补助占总额的60%: of the list that the part stands in."""
    alike = [other for other in before if roles.same_measure(other, part)]
    run = run_of(reading, alike[-1], alike) if alike else []
    if part not in run or len(run) < 2 or not re.fullmatch(rf"(?:{pattern('whole_words')})?", said):
        return None
    return Reader((part,), part, tuple(other for other in run if other is not part))
