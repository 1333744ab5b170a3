"""Two groups and who is in both (甲3286人、乙3157人，两项同时享受1102人) -> whether those in either are right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.verdicts import judged
from taizhang.proofread.words import pattern

SUM = "分项与合计"
_TWO = 2
_AS_WELL = r"既[^，。]{1,10}又"
_WITHOUT = re.compile(r"都[未没不]|均[未没不]|[未没不](?:重|有重)")


def checks(reading: Reading) -> Iterator[Check]:
    """Every figure of those in both that stands behind the two groups, with the figure of those in either."""
    for number in range(len(reading.sentences)):
        for both in reading.of_sentence(number):
            if both.kind is Kind.AMOUNT and not both.weak and _in_both(reading, both):
                yield from _of(reading, both)


def _in_both(reading: Reading, both: Claim) -> bool:
    said = _clause(reading, both)
    return bool(re.search(rf"{pattern('in_both')}|{_AS_WELL}", said)) and not _WITHOUT.search(said)


def _clause(reading: Reading, claim: Claim) -> str:
    """The words before a figure as written: 同时领取两项的 has a figure of its own."""
    start = reading.sentences[claim.sentence][0]
    return re.split(r"[，；。(、]", reading.text[start : claim.outer_start])[-1]


def _of(reading: Reading, both: Claim) -> Iterator[Check]:
    near = [
        claim
        for claim in reading.near(both, 1)
        if claim.paragraph == both.paragraph and _may_count(reading, claim, both)
    ]
    behind = [claim for claim in near if claim.start > both.start]
    groups = [claim for claim in near if claim.start < both.start]
    if not groups and len(behind) > _TWO:  # those in both are told first
        groups, behind = behind[:_TWO], behind[_TWO:]
    if not behind or not re.search(pattern("in_either"), behind[0].lead) or len(groups) < _TWO:
        return
    net = behind[0]
    ways = [groups[-_TWO:], groups] if len(groups) > _TWO else [groups]
    values = [_either(way, both) for way in ways]
    best = next((index for index, value in enumerate(values) if net.span.meets(value)), 0)
    way = ways[best]
    if all(both.value <= claim.value for claim in way):
        sums = "＋".join(claim.text for claim in way) + f"－{both.text}"
        yield judged(reading, SUM, [*way, both], net, values[best], sums, "如重复的另有其数，请写明")


def _either(groups: Sequence[Claim], both: Claim) -> Interval:
    return total(claim.span for claim in groups).minus(both.span)


def _may_count(reading: Reading, claim: Claim, both: Claim) -> bool:
    level = roles.is_level(claim, reading) or bool(re.search(pattern("in_either"), claim.lead))
    return claim is not both and level and not claim.weak and roles.same_measure(claim, both)
