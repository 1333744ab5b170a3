"""甲9360万元、乙3120万元、丙2520万元，甲占三项之和的62.4% -> whether it is that share of what the list adds up to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.rules.verdicts import judged
from taizhang.proofread.rules.wording.listed.points import number

RULE = "占比"
_OF_ALL = re.compile(
    r"(?P<own>[^，。；□]{0,20}?)占(?:上述|以上|这|前述|全部)?(?P<count>[两二三四五六])(?:大?[项类者种块部分级家]+)[^，。；□]{0,8}?(?:之和|合计数?|总和|总数|总额|总量|总计|总支出|总收入)的(?:比重为|比例为)?$"
)
_BOTH = re.compile(
    r"(?:^|[，；。])(?:全[市县区省])?(?P<one>[^，、。；□]{1,6})[、和](?P<other>[^，、。；□]{1,6}?)(?:两[级类项]|[^，、。；□]{0,10})分别[^，、。；□]{0,8}□+(?:、|和|及)□+，(?:其中)?(?P<own>[^，。；□]{1,8})占(?:比|比例)?(?:为|达)?$"
)
_NAMES = re.compile(r"((?:[^，、。；□]{1,10}[、和及])+[^，、。；□]{1,10}?)(?:分别|依次)[^，、。；□]{0,8}$")
_ALIKE = 0.5


def checks(reading: Reading) -> Iterator[Check]:
    """Every share of the sum of so many figures that stand before it in the sentence."""
    for claim in reading.claims:
        if claim.kind is not Kind.RATE or roles.is_change(claim, reading):
            continue
        yield from _of_both(reading, claim)
        start = claim.outer_start - len(reading.before(claim))
        told = _OF_ALL.search(reading.text[start : claim.outer_start])
        if told is None:
            continue
        parts = _listed(reading, claim, number(told["count"]))
        own = _own(reading, parts, told["own"])
        if own is None:
            continue
        value = own.span.over(total(part.span for part in parts))
        if value is not None:
            sums = f"{own.text}÷（{'＋'.join(part.text for part in parts)}）"
            yield judged(reading, RULE, parts, claim, value.scaled(100), sums, "如分母另有所指，请写明")


def _own(reading: Reading, parts: Sequence[Claim], name: str) -> Claim | None:
    """The part that goes by the name, in its own words or by its place in a list (甲、乙、丙分别支出…)."""
    if not parts:
        return None
    start = reading.sentences[parts[0].sentence][0]
    listed = _NAMES.search(reading.blanked[start : parts[0].outer_start])
    names = re.split(r"[、和及]", listed[1]) if listed else []
    if len(names) != len(parts):
        names = [part.lead + part.tail for part in parts]
    marks = [likeness(name, said) for said in names]
    return parts[marks.index(max(marks))] if max(marks) >= _ALIKE else None


def _of_both(reading: Reading, claim: Claim) -> Iterator[Check]:
    """市、县两级财政分别安排1200万元和1800万元，市级占40%: of both, where no larger figure is near."""
    near = [
        one for one in reading.window(claim, 2) if one.start < claim.start and roles.is_level(one, reading)
    ]
    start = reading.sentences[claim.sentence][0]
    told = _BOTH.search(reading.blanked[start : claim.outer_start])
    if told is None or len(near) < 2 or not roles.same_measure(*near[-2:]):
        return
    one, other = near[-2:]
    named = [name for name in (told["one"], told["other"]) if name[:2] in told["own"]]
    alike = [part for part in near[:-2] if roles.same_measure(part, one)]
    if len(named) != 1 or alike or one.weak or other.weak:
        return
    own = one if named[0] == told["one"] else other
    value = own.span.over(total((one.span, other.span)))
    if value is not None:
        sums = f"{own.text}÷（{one.text}＋{other.text}）"
        yield judged(reading, RULE, [one, other], claim, value.scaled(100), sums, "如分母另有所指，请写明")


def _listed(reading: Reading, claim: Claim, count: int) -> list[Claim]:
    """The last so many figures of one measure before the share; empty where there are fewer."""
    near = [
        other
        for other in reading.window(claim, 1)
        if other.start < claim.start and roles.is_level(other, reading) and not other.weak
    ]
    alike = [other for other in near if near and roles.same_measure(other, near[-1])][-count:]
    return alike if len(alike) == count else []
