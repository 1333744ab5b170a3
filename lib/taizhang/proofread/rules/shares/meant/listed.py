"""因病12人，因残20人，其他8人。因残占50% -> a share of a list that leaves nothing out, where no figure is its whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import own_name
from taizhang.proofread.rules.shares.ways import Reader, amounts_before
from taizhang.proofread.words import pattern

_NAME = 2


def of_listed(reading: Reading, claim: Claim, said: str) -> Reader | None:
    """The one member that the share goes by over the whole list; None where a figure near may be the whole."""
    amounts = [other for other in amounts_before(reading, claim, 2) if other.start < claim.start]
    own = own_name(reading, claim)
    last = amounts[-1] if amounts else None
    if last is None or len(own) < _NAME or claim.sentence - last.sentence > 1:
        return None
    row = _row(reading, [other for other in amounts if other.sentence == last.sentence])
    named = [other for other in row if own in other.lead]
    if len(row) < _NAME or len(named) != 1 or not _is_all(reading, row, said):
        return None
    added = total(other.span for other in row)
    if any(other.span.high >= added.low for other in amounts if roles.same_measure(other, last)):
        return None
    return Reader((named[0],), named[0], tuple(other for other in row if other is not named[0]))


def _row(reading: Reading, amounts: Sequence[Claim]) -> Sequence[Claim]:
    """The amounts, where they are a plain list: of one measure, each by a name of its own, nothing of it in another."""
    listed = all(
        roles.same_measure(one, other)
        and re.fullmatch(r"[，、；和及][^，；。□(]{2,}", reading.between(one, other))
        for one, other in pairwise(amounts)
    )
    return amounts if listed and not any(re.match("其[中内]", other.lead) for other in amounts) else ()


def _is_all(reading: Reading, row: Sequence[Claim], said: str) -> bool:
    """其他 closes the list; or its heading is what the share is said to be of (项目支出中，…占项目支出的)."""
    if re.match(pattern("rest"), row[-1].lead):
        return True
    heading = reading.text[reading.sentences[row[0].sentence][0] : row[0].outer_start].rpartition("，")[0]
    return len(said) >= _NAME and heading.endswith((f"{said}中", f"{said}里", f"{said}包括", f"{said}构成"))
