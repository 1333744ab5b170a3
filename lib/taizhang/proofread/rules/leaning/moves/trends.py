"""今年37人、去年46人，呈上升态势; 年初16.6元，到年末涨至14.8元 -> whether the two figures go as the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.moments import precedes
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.words import pattern

RULE = "增减方向"
_PAIR = 2


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every sentence with exactly two figures of one thing at two times, of which nothing was said yet."""
    held = {place for check in found if check.rule == RULE for place in check.figures}
    for number in range(len(reading.sentences)):
        levels = [claim for claim in reading.of_sentence(number) if _is_level(reading, claim)]
        for one in levels:
            both = [one, *(claim for claim in levels if claim is not one and alike(one, claim))]
            first = one is min(both, key=lambda claim: claim.start)
            if len(both) == _PAIR and first and not {(claim.start, claim.end) for claim in both} & held:
                yield from _directed(reading, both)


def _is_level(reading: Reading, claim: Claim) -> bool:
    return (
        claim.kind in LEVELS and not claim.weak and bool(claim.unit) and not roles.is_change(claim, reading)
    )


def _directed(reading: Reading, both: Sequence[Claim]) -> Iterator[Check]:
    """The earlier first; a figure with 不低于, or a target of a plan, is no level of a time."""
    one, other = both
    former, now = (one, other) if precedes(reading, one, other) else (other, one)
    if not precedes(reading, former, now) or any(claim.qualifier for claim in both):
        return
    said = roles.arrow(now) or _told(reading, other)
    rose, fell = now.span.low > former.span.high, now.span.high < former.span.low
    beside = re.search(r"[高低多少]于|超过|不及", one.lead + other.lead)  # 仅高于2022年的1.37万对
    if re.search(pattern("planned"), now.lead + former.lead) or beside or not said:
        return
    if (said > 0 and fell) or (said < 0 and rose):
        word = "升、增" if said > 0 else "降、减"
        reason = f"文中说是{word}，但数由{former.text}到{now.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [former, now], reason)


def _told(reading: Reading, last: Claim) -> int:
    """The direction in the clause right behind both figures."""
    said = _trend().match(reading.blanked[last.outer_end :])
    return 0 if not said else 1 if said["up"] else -1


@cache
def _trend() -> re.Pattern[str]:
    return re.compile(
        rf"[^，；。□]{{0,4}}，(?:{pattern('trend_of_it')})?{pattern('trend_told')}"
        rf"(?:(?P<up>{pattern('trend_up')})|(?P<down>{pattern('trend_down')}))(?:态势|趋势|势头|走势|的|[，；。]|$)"
    )
