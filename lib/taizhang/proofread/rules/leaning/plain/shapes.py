"""应缴费人数4.5万，实缴3.6万人，缴费率85% -> a rate of any name right beside two figures that nearly give it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around, common, told_earlier
from taizhang.proofread.words import pattern

RULE = "占比"
UNLESS = "如分子、分母另有所指，请写明"
_WHOLE, _A_SLIP = Decimal(100), Decimal("1.3")
_LETTERS, _CLAUSES, _NAME = 2, 3, 3


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A rate that no rule has held against anything, over the only two figures beside it, where they nearly give it."""
    if not _is_portion(reading, claim):
        return
    row = [
        other for other in reading.of_sentence(claim.sentence) if other is claim or _counts(other, reading)
    ]
    index = row.index(claim)
    last = row[max(0, index - 1) : index]
    for pair in (
        row[max(0, index - 2) : index],
        last + [other for other in row[index + 1 : index + 2] if not re.search(pattern("newly"), other.lead)],
        _former(reading, claim, last),
    ):
        if len(pair) != _LETTERS or not _one_time(reading, claim, pair) or _several(row, pair):
            continue
        if side_by_side(reading, pair) or not _named(reading, claim, pair):
            continue
        found = _value(reading, claim, pair)
        if found:
            value, sums = found
            yield verdicts.judged(reading, RULE, pair, claim, value, sums, UNLESS)
            return


def _former(reading: Reading, claim: Claim, last: list[Claim]) -> list[Claim]:
    """在前者中占20%: the figure right before, and the only larger one of its measure in the sentences before it."""
    if not last or "前者" not in claim.lead:
        return []
    wholes = [
        other
        for other in around(reading, claim, 2, 0)
        if other.start < last[0].start and _counts(other, reading) and roles.same_measure(other, last[0])
    ]
    return [*wholes, *last] if len(wholes) == 1 else []


def is_misprint(claim: Claim, value: Decimal) -> bool:
    """Whether a percentage may be the value with a slip of the pen: nearly it, one digit other, or digits turned."""
    if claim.span.middle <= 0 or value <= 0:
        return False
    if 1 / _A_SLIP <= claim.span.middle / value <= _A_SLIP:
        return True
    if claim.step > 1 or (claim.kind is Kind.RATE and "%" not in claim.text):
        return False
    stated, meant = (re.sub(r"\D", "", str(one.quantize(claim.step))) for one in (claim.value, value))
    others = sum(one != other for one, other in zip(stated, meant, strict=False))
    return len(stated) == len(meant) > 1 and (others == 1 or sorted(stated) == sorted(meant))


def _is_portion(reading: Reading, claim: Claim) -> bool:
    if re.match(rf"{pattern('added_up')}[^，]*占", claim.lead):
        return False  # 两项合计占全部机构的90%: of both together
    if re.search(r"(?:分别|依次|各)[^□]{0,2}占", claim.lead):
        return False  # 1260人，本科240人，分别占总数的21%和4%: each has its own part, and all is not told
    if claim.kind is not Kind.RATE or "‰" in claim.text or not 0 < claim.value < _WHOLE or claim.depth:
        return False
    words = reading.before(claim).split("□")[-1]
    if claim.qualifier in ("at_least", "at_most") or roles.is_change(claim, reading):
        return False
    if re.search(pattern("former", "over_several", "goal_names"), words) or roles.is_from(claim, reading):
        return False
    return bool(_sign().search(words)) or claim.tail.startswith("的")


@cache
def _sign() -> re.Pattern[str]:
    of_all = rf"(?:为|是|相当于|达到?|约)[^，□]{{0,6}}{pattern('whole_words', 'goal_told', 'portion_wholes')}[^，□]{{0,6}}的"
    done = r"(?:好|完|掉|去|成|出|上|下|回|到)了?|了"
    return re.compile(rf"(?:{pattern('portion_signs')}[^，□]{{0,8}}|{of_all}|{done})$")


@roles.asked_once
def _counts(claim: Claim, reading: Reading) -> bool:
    """A figure of any time that something may be divided by; a rate stands between."""
    if claim.weak or claim.depth or not claim.span.bounded or claim.value <= 0:
        return False
    if claim.kind is not Kind.AMOUNT:
        return claim.kind is Kind.RATE
    of_some = claim.lead.endswith(("的", "的有"))
    return not claim.per and bool(roles.measure(claim)) and (of_some or not roles.is_change(claim, reading))


def _one_time(reading: Reading, claim: Claim, pair: list[Claim]) -> bool:
    """Two amounts of one measure and of one time, no list sign in between, close by."""
    one, other = pair
    if Kind.RATE in (one.kind, other.kind) or told_earlier(other) > told_earlier(one):
        return False
    sorts = {roles.measure(one), roles.measure(other)}
    in_beds = sorts == {"people", "beds"} and "床" in claim.lead + one.lead + other.lead
    if len(sorts) > 1 and not in_beds:
        return False
    first, last = min(one.start, claim.start), max(other.start, claim.start)
    apart = "；" in reading.text[first:last] or roles.is_from(one, reading) or roles.is_target(other)
    averages = roles.is_average(other) and not roles.is_average(one)
    return (
        not apart
        and not averages
        and (abs(claim.clause - one.clause) <= _CLAUSES or one.sentence < other.sentence)
    )


def side_by_side(reading: Reading, pair: list[Claim]) -> bool:
    """Two populations, what came in and what went out, two parts in a list: neither is part of the other."""
    one, other = pair
    flows, both = pattern("inflow", "outflow", "newly"), [claim.lead for claim in pair]
    listed = reading.between(one, other).split("□")[0].strip()
    return (
        all(re.search(pattern("population"), lead) for lead in both)
        or all(re.search(flows, lead) for lead in both)
        or re.match(r"[^，；。]{0,6}、", listed) is not None
        or _of_two_kinds(one, other)
    )


def _of_two_kinds(one: Claim, other: Claim) -> bool:
    """单独组建214个，联合组建63个: the same doing in two manners."""
    doing = other.lead[-_LETTERS:]
    first = one.lead.partition(doing)[0] if doing else ""
    manner = other.lead[:-_LETTERS]
    of_all = re.search(pattern("of_all", "goal_told", "totals", "totals_weak"), first)
    return len(manner) == len(first) == _LETTERS and doing in one.lead and manner != first and not of_all


def _named(reading: Reading, claim: Claim, pair: list[Claim]) -> bool:
    """Whether a share that says whose it is means the part: 老年人口占 is of no other."""
    told = re.search(r"(?P<name>[^，□]*?)的?(?:所?占|比重|份额)[^□]*$", reading.before(claim).split("□")[-1])
    name = re.sub(pattern("unnamed_share", "these"), "", told["name"]) if told else ""
    part = min(pair, key=lambda other: other.span.middle)
    return len(name) < _NAME or common(name, part.lead + part.tail) * 2 >= len(name)


def _several(row: list[Claim], pair: list[Claim]) -> bool:
    """Whether the sentence has more figures of that measure: which are meant is not said by the place."""
    return any(
        other not in pair and other.kind is Kind.AMOUNT and roles.same_measure(other, pair[0])
        for other in row
    )


def _value(reading: Reading, claim: Claim, pair: list[Claim]) -> tuple[Interval, str] | None:
    """The part over the whole, or what it leaves, where the rate is nearly that; None where it is of others."""
    part, whole = sorted(pair, key=lambda other: other.span.middle)
    ratio = part.span.over(whole.span)
    if ratio is None or ratio.middle >= 1:
        return None
    of_them = claim.tail.startswith("的") and not _sign().search(reading.before(claim))
    if of_them and common(claim.tail[1:5], part.lead + whole.lead + part.tail + whole.tail) < _LETTERS:
        return None
    share, sums = ratio.scaled(100), f"{part.text}÷{whole.text}"
    ways = [(share, sums)]
    if re.search(pattern("rest_signs"), claim.lead) or re.search(pattern("rest", "remaining"), part.lead):
        ways.append((point(_WHOLE).minus(share), f"1－{sums}"))
    held = next((way for way in ways if verdicts.agrees(claim, way[0])), None)
    exact = part.span.middle / whole.span.middle * _WHOLE
    points = (exact, _WHOLE - exact)
    near = [way for way, value in zip(ways, points, strict=False) if is_misprint(claim, value)]
    return held or (near[-1] if near else None)
