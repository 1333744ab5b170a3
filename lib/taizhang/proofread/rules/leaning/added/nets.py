"""发证1520本，注销186本，净增1344本; 新增372户，退出415户，一增一减，总数少了53户 -> what came less what went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.quantities.balances import Part, part_of
from taizhang.proofread.words import pattern

RULE = "净增减"
_UNLESS = "如还有其他增减，请写明"
_NET = re.compile(r"净(?:增|减|流入|流出|迁入|迁出|增加|减少)[一-鿿]{0,3}$")
_FEWEST = 2


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every net that nothing was held against, with the moves before it in its sentence."""
    held = {place for check in found for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for net in reading.claims:
        if (
            net.kind is not Kind.AMOUNT
            or net.per
            or (net.start, net.end) in held
            or not _is_net(reading, net)
        ):
            continue
        before = [
            claim
            for claim in reading.of_sentence(net.sentence)
            if claim.start < net.start and claim.unit == net.unit and not claim.depth and not claim.weak
        ]
        if not any((claim.start, claim.end) in told for claim in before):
            yield from _judge(reading, net, before)


def _is_net(reading: Reading, net: Claim) -> bool:
    """净增, or a change behind 一增一减."""
    start = reading.sentences[net.sentence][0]
    said = reading.blanked[start : net.outer_start].rsplit("□", 1)[-1]
    return bool(
        _NET.search(net.lead) or (re.search(pattern("set_off"), said) and roles.is_change(net, reading))
    )


def _new(claim: Claim) -> Part | None:
    """新招募志愿者, 出生: what is new before a net has come."""
    return (
        Part.CAME
        if re.search(rf"新[^区城村能型社，□]|{pattern('came_in', 'newly_come')}", claim.lead)
        else None
    )


def _judge(reading: Reading, net: Claim, before: Sequence[Claim]) -> Iterator[Check]:
    parts = [part_of(reading, claim) or _new(claim) for claim in before]
    came = [claim for claim, part in zip(before, parts, strict=True) if part is Part.CAME]
    went = [claim for claim, part in zip(before, parts, strict=True) if part is Part.WENT]
    if not came or not went or len(came) + len(went) != len(before) or len(before) < _FEWEST:
        return
    value = total(claim.span for claim in came).minus(total(claim.span for claim in went))
    size = value if value.middle >= 0 else Interval(-value.high, -value.low)
    if size.meets(point(0)):
        return
    shown = f"{verdicts.texts(came)}减{verdicts.texts(went, '－')}"
    yield verdicts.judged(reading, RULE, before, net, size, shown, _UNLESS)
