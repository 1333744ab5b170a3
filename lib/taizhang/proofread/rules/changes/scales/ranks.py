"""第3位，比上年的第7位上升4位 -> whether the places moved are those between the two ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.ends import Pair
from taizhang.proofread.rules.changes.judging import PLACES, judge
from taizhang.proofread.words import pattern


def checks(reading: Reading) -> Iterator[Check]:
    """Every sentence with the rank now, the rank before and the places between."""
    for number in range(len(reading.sentences)):
        claims = reading.of_sentence(number)
        ranks = [claim for claim in claims if claim.kind is Kind.RANK]
        if len(ranks) == 2 and not any(roles.is_from(rank, reading) for rank in ranks):
            yield from _sentence(reading, claims, ranks)


def _sentence(reading: Reading, claims: Sequence[Claim], ranks: Sequence[Claim]) -> Iterator[Check]:
    formers = [rank for rank in ranks if _earlier(reading, rank)]
    nows = [rank for rank in ranks if rank not in formers]
    moved = [claim for claim in claims if _moves(reading, claim)]
    if len(formers) == len(nows) == len(moved) == 1:
        yield from judge(reading, Pair(formers[0], nows[0], True), moved[0])


def _earlier(reading: Reading, rank: Claim) -> bool:
    said = re.split(r"[，；。]", reading.text[max(0, rank.start - 16) : rank.start])[-1]
    return bool(re.search(rf"{pattern('former')}|(?:比|较)[^，]*(?:19|20)\d\d年", said))


def _moves(reading: Reading, claim: Claim) -> bool:
    counted = claim.kind is Kind.AMOUNT and PLACES.match(claim.unit + claim.tail)
    return bool(counted) and roles.is_change(claim, reading)
