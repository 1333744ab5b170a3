"""覆盖率要达到95%，基期值72%，需提高23个百分点; 城市高于农村14个百分点，分别为96%和82% -> the points between the two rates.

Only for points that no other rule has held against figures, and only where the words leave no other rate to be meant:
what they are measured against is one of the two, or they tell of a way still to go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

RULE, DIRECTION = "百分点", "增减方向"
_PAIR = 2
_AGAINST = re.compile(
    r"(?:(?:(?<![同环])比|较|与|同)(?!比)(?P<than>[^，；□]{2,12}?)(?:相比)?(?:高|低|多|少|提高|下降|提升|上升|增加|减少|差|快|慢)"
    r"|(?:高于|低于|高出|多于|少于|领先于?|落后于?|超过|超出)(?P<over>[^，；□]{2,12}?))(?:出|了|约|近|达)*$"
)


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every such difference, where the sentence has exactly two rates."""
    held = {place for check in found for place in check.figures}
    for gap in reading.claims:
        if gap.kind is not Kind.POINTS or gap.qualifier or (gap.start, gap.end) in held:
            continue
        own = reading.of_sentence(gap.sentence)
        rates = [claim for claim in own if claim.kind is Kind.RATE and not roles.is_change(claim, reading)]
        lone = sum(claim.kind is Kind.POINTS for claim in own) == 1
        if beside := _beside(reading, gap, rates):
            yield _judged(reading, gap, beside)
        elif len(rates) == _PAIR and lone and _meant(reading, gap, rates):
            yield _judged(reading, gap, rates)


def _beside(reading: Reading, gap: Claim, rates: Sequence[Claim]) -> list[Claim]:
    """从52.0%提高至60.5%，较目标值55%高出5.5个百分点: the base right before the points, and what was reached."""
    before = [rate for rate in rates if rate.start < gap.start][-_PAIR:]
    if len(before) < _PAIR or not (roles.is_target(before[0]) or len(rates) == _PAIR):
        return []
    based = re.search(
        r"(?:比|较|高于|低于|快于|慢于|超过|领先|落后)[^，；□]{2,12}\(?$", reading.before(before[1])
    )
    behind = re.fullmatch(
        r"\)?(?:高出?|低|快|慢|提高|多|少|超过)?(?:了|约|近)?", reading.between(before[1], gap)
    )
    return before if based and behind else []


def _meant(reading: Reading, gap: Claim, rates: Sequence[Claim]) -> bool:
    before = reading.before(gap)
    against = _AGAINST.search(before)
    if against is None:
        goal = any(re.search(pattern("goal_side"), rate.lead) for rate in rates)
        return re.search(rf"{pattern('to_go') if goal else '相差|差距为?'}[^，]{{0,8}}$", before) is not None
    base = against["than"] or against["over"]
    if re.fullmatch("前者|后者|目标值?|要求|规划目标", base):
        return True
    shared = re.match(r"[，,]\s*(?:两者|二者)?分别", reading.blanked[gap.outer_end :])
    if re.match(r"\d", base):
        return bool(shared) or _of_its_year(base, rates)
    return bool(shared) or any(base[:2] in rate.lead for rate in rates) or _of_its_year(base, rates)


def _of_its_year(base: str, rates: Sequence[Claim]) -> bool:
    """比2020年: one of the two is of that time."""
    time = re.search(rf"{pattern('former')}|(?:19|20)\d\d年", base)
    return time is not None and any(time[0] in rate.lead for rate in rates)


def _turned(reading: Reading, gap: Claim, rates: Sequence[Claim]) -> bool:
    """低于全省平均1.6个百分点, 93.8% here and 92.2% there: the one that is named as the base is the lower one."""
    against = _AGAINST.search(reading.before(gap))
    name = against and (against["than"] or against["over"])
    bases = [rate for rate in rates if name and name[:2] in rate.lead]
    if against is None or len(bases) != 1:
        return False
    now = next(rate for rate in rates if rate is not bases[0])
    less = re.search(pattern("less_than"), against[0].replace(str(name), "", 1)) is not None
    return now.value > bases[0].value if less else now.value < bases[0].value


def _judged(reading: Reading, gap: Claim, rates: Sequence[Claim]) -> Check:
    low, high = sorted(rates, key=lambda rate: rate.value)
    off = high.span.minus(low.span)
    involved = [*rates, gap]
    if verdicts.agrees(gap, off) and _turned(reading, gap, rates):
        reason = f"{high.text}高于{low.text}，文中所写的方向相反；请核对。"
        return verdicts.check(reading, DIRECTION, Status.DOUBTFUL, involved, reason, focus=gap)
    if verdicts.agrees(gap, off):
        reason = f"{rates[0].text}与{rates[1].text}相差{gap.text}，相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=gap)
    value = verdicts.said(off.middle, gap)
    reason = f"{rates[0].text}与{rates[1].text}相差{value}，文中为{gap.text}；如所比的另有所指，请写明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=gap, expected=value)
