"""A figure and the values known of it from elsewhere -> a check of it, or of the change said right after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.verdicts import agrees, check, said

LAST_YEAR = "last"


@dataclass(frozen=True, slots=True)
class Known:
    """A value from elsewhere: what may stand behind it, how it is printed, and how a reason names it."""

    span: Interval
    text: str
    named: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Where known values come from: the rule's name, the place as people say it, and what links it to a value."""

    rule: str
    source: str
    link: str


def held(reading: Reading, claim: Claim, known: Sequence[Known], behind: Behind) -> Check:
    """The figure against the values known of it."""
    if any(agrees(claim, other.span) for other in known):
        return check(reading, behind.rule, Status.RIGHT, [claim], f"与{behind.source}一致。")
    reason = f"{behind.source}{behind.link}{_named(known)}；请核对，或注明口径、时点不同。"
    return check(reading, behind.rule, Status.DOUBTFUL, [claim], reason, expected=known[0].text)


def changed(
    reading: Reading, level: Claim, known: Sequence[Known], behind: Behind, bases: Sequence[str]
) -> Iterator[Check]:
    """The change said right after a level, computed from the values known of the period it is measured against."""
    change = _change_after(reading, level, bases)
    if change is None or _other_scope().search(reading.text[slice(*reading.sentences[level.sentence])]):
        return
    expected = [found for other in known if (found := _expected(level, other, change)) is not None]
    if not expected:
        return
    stated = change.span.scaled(roles.direction(change, reading) if change.value >= 0 else 1)
    if any(stated.meets(part) for part in expected):
        yield check(reading, behind.rule, Status.RIGHT, [level, change], f"按{behind.source}计算一致。")
        return
    should = _signed(expected[0], change)
    reason = f"{behind.source}{behind.link}{_named(known)}，按此计算应为{should}；请核对，或注明可比口径。"
    yield check(reading, behind.rule, Status.DOUBTFUL, [level, change], reason, expected=should)


def bases(year: int | None, theirs: int | None) -> list[str]:
    """What a change since ``theirs`` may be measured against: that year by number, 上年 when it is the one before."""
    before = year is None or theirs is None or theirs == year - 1
    return [str(theirs), *([LAST_YEAR] if before else [])]


def _change_after(reading: Reading, level: Claim, measured: Sequence[str]) -> Claim | None:
    """The figure right after a level, when it says the change since one of these."""
    after = [claim for claim in reading.of_sentence(level.sentence) if claim.start > level.start][:1]
    for claim in after:
        since = roles.is_change(claim, reading) and roles.basis(claim) in measured
        if since and (claim.kind is Kind.RATE or roles.same_measure(claim, level)):
            return claim
    return None


@cache
def _other_scope() -> re.Pattern[str]:
    return re.compile(words.pattern("same_scope"))


def _expected(level: Claim, before: Known, change: Claim) -> Interval | None:
    if change.kind is not Kind.RATE:
        return level.span.minus(before.span)
    ratio = level.span.over(before.span)
    return None if ratio is None else ratio.minus(point(1)).scaled(100)


def _signed(expected: Interval, change: Claim) -> str:
    value = expected.middle
    return f"{'增长' if value >= 0 else '下降'}{said(abs(value), change)}"


def _named(known: Sequence[Known]) -> str:
    return "、".join(dict.fromkeys(one.named for one in known))
