"""Two ends and the change between them -> right, wrong or doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import Pair

RULE = "增减"
POINTS_RULE = "百分点"


def any_pair(reading: Reading, change: Claim, pairs: Sequence[Pair]) -> Iterator[Check]:
    """The first pair that the change fits; else the nearest, certain only when there is no other."""
    held = [pair for pair in pairs if holds(pair, change, reading)]
    for pair in held[:1] or pairs[:1]:
        sure = Pair(pair.former, pair.now, pair.tight and len(pairs) == 1)
        yield from judge(reading, sure, change)


def holds(pair: Pair, change: Claim, reading: Reading) -> bool:
    """Whether a change fits its two ends."""
    expected = expected_change(pair, change, roles.direction(change, reading) or 1)
    return expected is not None and verdicts.agrees(change, expected)


def expected_change(pair: Pair, change: Claim, direction: int) -> Interval | None:
    """What the change should say, in its own kind; None where the earlier figure may be zero."""
    gap = pair.now.span.minus(pair.former.span)
    signed = gap if direction > 0 else gap.scaled(-1)
    if change.kind in (Kind.POINTS, Kind.AMOUNT):
        return signed
    ratio = signed.over(pair.former.span)
    if change.kind is Kind.RATE:
        return ratio.scaled(100) if ratio else None
    if change.unit == "番":
        return pair.now.span.over(pair.former.span)
    return ratio


def judge(reading: Reading, pair: Pair, change: Claim) -> Iterator[Check]:
    """One change between its two ends."""
    direction = roles.direction(change, reading) or _direction_of(pair)
    expected = expected_change(pair, change, direction)
    if expected is None or (not change.span.low.is_finite() and not change.span.high.is_finite()):
        return
    rule = POINTS_RULE if change.kind is Kind.POINTS else RULE
    involved = [pair.former, pair.now, change]
    sums = f"由{pair.former.text}到{pair.now.text}"
    if verdicts.agrees(change, expected):
        yield _held(reading, rule, pair, change, direction)
        return
    if pair.now.kind is Kind.RATE and (mixed := _points_for_rate(reading, pair, change, direction)):
        yield mixed
        return
    middle = expected.middle
    value = verdicts.said(abs(middle), change)
    turned = middle < 0
    reason = f"{sums}，应为{_word(-direction if turned else direction)}{value}，文中为{_word(direction)}{change.text}。"
    cut = verdicts.cut_off(change, expected)
    status = Status.DOUBTFUL if cut or not pair.tight else Status.WRONG
    reason += verdicts.CUT if cut else "" if pair.tight else "如口径不同，请注明。"
    yield verdicts.check(
        reading,
        rule,
        status,
        involved,
        reason,
        focus=change,
        expected=f"{_word(-direction)}{value}" if turned else value,
    )


def _held(reading: Reading, rule: str, pair: Pair, change: Claim, direction: int) -> Check:
    """Right, or only right because of what rounding may hide: points are taken from the printed rates."""
    involved = [pair.former, pair.now, change]
    sums = f"由{pair.former.text}到{pair.now.text}"
    printed = (pair.now.value - pair.former.value) * direction
    plain = change.kind is Kind.POINTS and not any(claim.qualifier for claim in involved)
    if (
        plain
        and printed != change.value
        and abs(printed - change.value) >= max(claim.step for claim in involved)
    ):
        value = verdicts.said(printed, change)
        reason = f"{sums}，按所印数字相差{value}，文中为{change.text}；如因四舍五入，不必改。"
        return verdicts.check(reading, rule, Status.DOUBTFUL, involved, reason, focus=change, expected=value)
    return verdicts.check(
        reading, rule, Status.RIGHT, involved, f"{sums}，{_word(direction)}{change.text}相符。", focus=change
    )


def _direction_of(pair: Pair) -> int:
    """超过目标值55%达2.5个百分点: the words stand before the reference."""
    if re.search(r"低于|落后于", pair.former.lead):
        return -1
    if re.search(r"超过|高于|超出|高出", pair.former.lead):
        return 1
    return 1 if pair.now.value >= pair.former.value else -1


def _word(direction: int) -> str:
    return "增长" if direction > 0 else "下降"


def _points_for_rate(reading: Reading, pair: Pair, change: Claim, direction: int) -> Check | None:
    """45%到52%: 提高7个百分点, not 提高7%."""
    gap = pair.now.span.minus(pair.former.span).scaled(direction)
    if change.kind is Kind.RATE and gap.meets(change.span):
        reason = (
            f"{pair.former.text}与{pair.now.text}相差的是百分点，应写“{change.text.rstrip('%')}个百分点”。"
        )
        expected = f"{change.text.rstrip('%')}个百分点"
        return verdicts.check(
            reading, POINTS_RULE, Status.WRONG, [pair.former, pair.now, change], reason, focus=change, expected=expected
        )  # fmt: skip
    return None
