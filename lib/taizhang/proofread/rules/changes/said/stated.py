"""与上年持平, 有所上升, 由负转正 -> whether words without a figure agree with the two figures before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike, is_former
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.rules.changes.owners import names_a_thing
from taizhang.proofread.rules.changes.several import earlier
from taizhang.proofread.rules.shares.names import likeness, shares_words
from taizhang.proofread.words import pattern

RULE = "增减方向"
_EVEN, _NEARLY_EVEN = Decimal("0.005"), Decimal("0.03")
_LEVEL = re.compile(
    r"(?:与|同|和)(?:上年|去年|上年同期|去年同期|上期|同期)(基本|大体|总体)?(?:相比)?(?:基本)?持平$"
)
_TURNED = re.compile(r"由(?:(负转正|降转升|降转增|减转增)|(正转负|升转降|增转降|增转减))")
_PLAIN = r"(?:比上年同期|比去年同期|较上年同期|比上年|较上年|比去年|较去年|同比|与上年相比|与去年相比)"
_HOW = r"(?:有所|略有|明显|小幅|大幅|继续|持续|不断|进一步|呈现?|稳步|逐步|出现)"
_COUNTS = re.compile(r"(?:总)?(?:次数|人次|人数|户数|件数|家数|数量|数|量|额|规模|总)?$")
_NOT_ITSELF = re.compile(r"率|比重|占比|质量|水平|能力|力度|趋势|幅度|速|效")


def checks(reading: Reading) -> Iterator[Check]:
    """Every sentence with a figure of this year and one of last year, and words after both."""
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        yield from _turned(reading, number, claims)
        for pair, end in [*_pairs(reading, claims), *_with_the_sentence_before(reading, number, claims)]:
            yield from _worded(reading, pair, end)
            yield from _headed(reading, pair)
            yield from _against_before(reading, claims, pair, end)


def _pairs(reading: Reading, claims: Sequence[Claim]) -> Iterator[tuple[Pair, int]]:
    """Each figure now with the figure before beside it, and where the words about the two end."""
    levels = [claim for claim in claims if claim.kind in LEVELS]
    for index, (one, other) in enumerate(pairwise(levels)):
        both = (one, other)
        plain = not any(claim.qualifier or claim.per or roles.is_change(claim, reading) for claim in both)
        former = earlier(one, other) if plain and alike(*both) else None
        if former is None:
            continue
        third = [claim for claim in levels[:index] if alike(claim, one)]
        now = other if former is one else one
        if not third and former.value > 0:
            after = levels[index + 2].outer_start if index + 2 < len(levels) else _end(reading, one)
            yield Pair(former, now, True), after


def _with_the_sentence_before(
    reading: Reading, number: int, claims: Sequence[Claim]
) -> Iterator[tuple[Pair, int]]:
    """上年1020对。今年为960对，登记数有所下降."""
    here = [claim for claim in claims if claim.kind in LEVELS]
    before = [claim for claim in reading.of_sentence(number - 1) if not claim.weak] if number else []
    if len(here) != 1 or len(before) != 1 or not alike(here[0], before[0]):
        return
    levels = not any(roles.is_change(claim, reading) or claim.qualifier for claim in (here[0], before[0]))
    opened = re.match(r"今年|本年|当年|本期|到今年", here[0].lead)
    if levels and opened and is_former(before[0]) and before[0].value > 0:
        yield Pair(before[0], here[0], True), _end(reading, here[0])


def _end(reading: Reading, claim: Claim) -> int:
    return reading.sentences[claim.sentence][1]


def _worded(reading: Reading, pair: Pair, end: int) -> Iterator[Check]:
    following = reading.blanked[max(pair.former.outer_end, pair.now.outer_end) : end]
    clauses = re.split(r"[，；。]", following)
    for clause in clauses[1:] if end == _end(reading, pair.now) else clauses[1:-1]:
        if re.search(pattern("planned"), clause):
            continue  # 全年预计与上年持平: not of the figures so far
        if even := _LEVEL.search(clause.strip()):
            yield from _even(reading, pair, nearly="基本" in even[0] or "体" in even[0])
        elif said := _moved().fullmatch(clause.strip()):
            yield from _moved_that_way(reading, pair, said)


def _headed(reading: Reading, pair: Pair) -> Iterator[Check]:
    """信访量明显下降，2022年为320件，2023年为365件: the words stand right before the two figures."""
    first = min(pair.former, pair.now, key=lambda claim: claim.start)
    start = reading.sentences[first.sentence][0]
    clauses = re.split(r"[，；：]", reading.blanked[start : first.outer_start])
    said = _moved().fullmatch(clauses[-2].strip()) if len(clauses) > 1 and "□" not in clauses[-2] else None
    if said is None or not said["how"] or (_NOT_ITSELF.search(said["of"]) and pair.now.kind is not Kind.RATE):
        return
    name = trimmed(first.lead)
    if names_a_thing(name) and not shares_words(name, said["of"]):
        return
    rose, fell = pair.now.span.low > pair.former.span.high, pair.now.span.high < pair.former.span.low
    if (said["up"] and fell) or (said["down"] and rose):
        reason = f"文中写“{said[0]}”，但数由{pair.former.text}到{pair.now.text}；请核对。"
        yield _doubt(reading, pair, reason)


def _against_before(reading: Reading, claims: Sequence[Claim], pair: Pair, end: int) -> Iterator[Check]:
    """1.86万元，上年为2.04万元，低于上年0.18万元."""
    last = max(pair.former.start, pair.now.start)
    for claim in claims:
        said = re.fullmatch(rf"(?:(高于|多于|高出|超过)|(低于|少于)){pattern('former')}(?:水平)?", claim.lead)
        if said and last < claim.start <= end and not claim.qualifier:
            yield from judge(reading, pair, claim, 1 if said[1] else -1)


@cache
def _moved() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<of>[一-鿿]{{0,10}}?)(?P<plain>{_PLAIN}?(?P<how>{_HOW}?))(?:(?P<up>{pattern('up')}|再?创(?:历史)?新高)|(?P<down>{pattern('down')}|创(?:历史)?新低))"
    )


def _even(reading: Reading, pair: Pair, nearly: bool) -> Iterator[Check]:
    off = abs(pair.now.span.middle - pair.former.span.middle) / pair.former.span.middle
    if not pair.now.span.meets(pair.former.span) and off > (_NEARLY_EVEN if nearly else _EVEN):
        reason = f"文中写持平，但前后两个数是{pair.former.text}和{pair.now.text}；请核对。"
        yield _doubt(reading, pair, reason)


def _moved_that_way(reading: Reading, pair: Pair, said: re.Match[str]) -> Iterator[Check]:
    name = _COUNTS.sub("", said["of"])
    own = pair.now.lead + pair.now.subject + pair.now.tail + pair.former.lead + pair.former.tail
    if not (name or said["plain"]) or _NOT_ITSELF.search(said["of"]) or (name and likeness(name, own) < 1):
        return
    rose = pair.now.span.low > pair.former.span.high
    fell = pair.now.span.high < pair.former.span.low
    if (said["up"] and fell) or (said["down"] and rose):
        reason = f"文中写“{said[0]}”，但数由{pair.former.text}到{pair.now.text}；请核对。"
        yield _doubt(reading, pair, reason)


def _doubt(reading: Reading, pair: Pair, reason: str) -> Check:
    involved = [pair.former, pair.now]
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=pair.now)


def _turned(reading: Reading, number: int, claims: Sequence[Claim]) -> Iterator[Check]:
    """一季度下降2.1%，上半年增长1.3%，由负转正."""
    start, end = reading.sentences[number]
    said = _TURNED.search(reading.blanked, start, end)
    rates = [claim for claim in claims if claim.kind is Kind.RATE and roles.direction(claim, reading)]
    if said is None or len(rates) != 2 or rates[1].start > said.start():
        return
    before, now = (roles.direction(rate, reading) * (-1 if rate.value < 0 else 1) for rate in rates)
    if (before, now) != ((-1, 1) if said[1] else (1, -1)):
        reason = f"文中写“{said[0]}”，但前后两个数是{rates[0].lead[-2:]}{rates[0].text}、{rates[1].lead[-2:]}{rates[1].text}；请核对。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, rates, reason)
