"""两成半即80人, 占32.5%的是…：…, 每人每月100元 and 每月共 -> whether part, whole and portion agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import likeness, name_of
from taizhang.proofread.rules.verdicts import judged

SHARE = "占比"
PRODUCT = "单项与总量"
_LEAST_ALIKE = 0.5
_THAT_IS = re.compile(r"(?:即|也就是|共|共计|合|约合|计|折合)(?:有|为)?约?$")
_STRETCH = re.compile(r"每([月年天日])(?:共|合计|总共|总计|需|要|一共|支出|发放|拨付|列支)[^，□]{0,8}$")
_PERSONS = re.compile(r"人|者|员|老|童|孤|户")


def checks(reading: Reading) -> Iterator[Check]:
    """Every such phrase of the text."""
    for claim in reading.claims:
        if claim.kind is Kind.RATE and not roles.is_change(claim, reading):
            yield from _that_is(reading, claim)
            yield from _named_later(reading, claim)
        elif claim.kind is Kind.AMOUNT and claim.measure == "money":
            yield from _each_time(reading, claim)


def _amounts(reading: Reading, claim: Claim) -> list[Claim]:
    return [
        other
        for other in reading.of_sentence(claim.sentence)
        if roles.is_level(other, reading) and not other.weak and other.value > 0 and other.span.bounded
    ]


def _that_is(reading: Reading, claim: Claim) -> Iterator[Check]:
    """320人，其中两成半即80人; 480件中，四分之三涉及物业，共360件."""
    if claim.value >= 100 or re.search(r"[率比]|[增减升降涨跌]|占(?!$)", claim.lead):
        return
    if claim.lead.endswith("占") and not re.search(r"□中", reading.sentence_text(claim.sentence)):
        return  # 1250人次中，省外人员占三成，计375人次: the whole is said first
    amounts = _amounts(reading, claim)
    before = [other for other in amounts if other.start < claim.start]
    after = [other for other in amounts if other.start > claim.start]
    if not before or not after or not roles.same_measure(before[-1], after[0]):
        return
    whole, part = before[-1], after[0]
    between = reading.between(claim, part)
    near = _THAT_IS.search(between) or (part.qualifier == "about" and between.endswith("，"))
    if len(between) > 12 or not near or "□" in between or part.value >= whole.value:
        return
    value = whole.span.times(_exactly(claim)).scaled(Decimal("0.01"))
    value = Interval(value.low - 1, value.high + 1) if part.measure != "money" else value
    sums = f"{whole.text}的{claim.text}"
    others = [one for one in amounts if one not in (whole, part) and roles.same_measure(one, part)]
    if not part.span.meets(value) and any(
        part.span.meets(one.span.times(_exactly(claim)).scaled(Decimal("0.01"))) for one in others
    ):
        return  # 补助60%，即1440万元，配套40%，即960万元，总投资2400万元
    yield judged(reading, SHARE, [whole, claim], part, value, sums, "如分母另有所指，请写明")


def _exactly(claim: Claim) -> Interval:
    """两成半, 四分之三 are meant as said when the amount stands right beside them; 25.3% was rounded."""
    spelt = re.search("成|分之", claim.text) and not claim.qualifier
    return Interval(claim.value, claim.value) if spelt else claim.span


def _named_later(reading: Reading, claim: Claim) -> Iterator[Check]:
    """占32.5%的是低保学生：全校1200人，低保学生390人."""
    named = re.match(
        r"(?:的)?(?:是|为|系)([^，。：:；、□]{2,12})[，：:；]", reading.blanked[claim.outer_end :]
    )
    amounts = _amounts(reading, claim)
    later = [other for other in amounts if other.start > claim.start]
    if named is None or len(later) != 2 or len(amounts) != 2 or not roles.same_measure(*later):
        return
    part, whole = sorted(later, key=lambda other: other.value)
    alike = likeness(named[1], name_of(reading, part)) >= _LEAST_ALIKE
    value = part.span.over(whole.span)
    if alike and value is not None and likeness(named[1], name_of(reading, whole)) < 1:
        sums = f"{part.text}÷{whole.text}"
        yield judged(reading, SHARE, [part, whole], claim, value.scaled(100), sums, "如分母另有所指，请写明")


def _each_time(reading: Reading, whole: Claim) -> Iterator[Check]:
    """老人每月100元，2500人，每月共发放25万元."""
    found = _STRETCH.search(reading.before(whole))
    if found is None:
        return
    near = reading.of_sentence(whole.sentence)
    eaches = [
        other
        for other in near
        if other.measure == "money" and other is not whole and other.start < whole.start
    ]
    counts = [other for other in near if other.measure in ("people", "household") and not other.weak]
    if (
        len(eaches) != 1
        or len(counts) != 1
        or found[1] not in eaches[0].per
        or roles.is_change(eaches[0], reading)
    ):
        return
    each, count = eaches[0], counts[0]
    fits = not each.qualifier and each.value > 0 and _PERSONS.search(each.lead)
    if fits and not re.search(r"共|合计|总", each.lead) and count.span.bounded:
        value = count.span.scaled(each.value)
        sums = f"{each.text}×{count.text}"
        yield judged(reading, PRODUCT, [each, count], whole, value, sums, "如人数、标准有变动，请注明")
