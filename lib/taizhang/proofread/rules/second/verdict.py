"""Remarks -> those that stay: none where other figures of the text explain what does not agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules.changes.bonds.joined import joined
from taizhang.proofread.rules.second import cautions, changes, flows, parts, quotients, statements, sums

_EXPLAINED: tuple[Callable[[Reading, Check, Sequence[Claim], Claim], bool], ...] = (
    quotients.explained,
    changes.explained,
    statements.explained,
    sums.explained,
    parts.explained,
    flows.explained,
)

_TABLES = "表格合计"


def look(reading: Reading, found: Sequence[Check]) -> list[Check]:
    """Every check once more: dropped where another reading of its figures holds, 存疑 instead of 错误 where the
    sentence speaks of a second base, scope or view."""
    places = {(claim.start, claim.end): claim for claim in reading.claims}
    given = [
        set(check.figures) for check in found if check.status is Status.RIGHT and check.rule in sums.SHARES
    ]
    moved = [
        set(check.figures) for check in found if check.status is Status.RIGHT and check.rule in changes.RULES
    ]
    added = sums.held(found, places)
    columns = {check.focus for check in found if check.status is Status.RIGHT and check.rule == _TABLES}
    kept: list[Check] = []
    for check in found:
        claims = [places[place] for place in check.figures if place in places]
        focus = places.get(check.focus)
        if check.status is Status.RIGHT or focus is None or len(claims) != len(check.figures):
            kept.append(check)
        elif _is_joined(reading, check, claims, focus) or not (
            (check.rule == _TABLES and check.focus in columns)  # the total of its column, so not of its row
            or any(rule(reading, check, claims, focus) for rule in _EXPLAINED)
            or sums.is_share_of_its_own(reading, check, claims, given)
            or sums.is_in_a_sum(check, claims, added)
            or changes.is_told(check, moved)
        ):
            kept.append(_lowered(reading, check, claims))
    return kept


def _is_joined(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """A change whose ends the words bind to it: no other reading explains it."""
    ends = [claim for claim in claims if claim is not focus]
    return check.rule in changes.RULES and joined(reading, focus, ends)


def _lowered(reading: Reading, check: Check, claims: Sequence[Claim]) -> Check:
    said = cautions.told(reading, check.rule, claims) if check.status is Status.WRONG else ""
    if not said:
        return check
    reason = f"{check.reason.rstrip('。')}；句中有“{said}”，请核对口径、范围或时点。"
    return replace(check, status=Status.DOUBTFUL, reason=reason)
