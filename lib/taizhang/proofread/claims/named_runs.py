"""一季度、上半年、全年增速分别为a、b和c -> the name of each figure of such a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from taizhang.proofread.claims.reading import Reading
from taizhang.proofread.model import Claim

_LIST = re.compile(
    r"((?:[^，。；：:、\n]{1,14}(?:、|和|及|与|以及))+[^，。；：:、\n]{1,24}?)(?:分别|依次)(?:约|已|各)?[一-鿿]{0,5}$"
)
_FAR = 120
_JOINED = re.compile(r"\s*(?:、|和|及|与|以及)\s*")


def rows(reading: Reading, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Figures of one unit in one breath: a、b和c."""
    row = list(claims[:1])
    for before, claim in pairwise(claims):
        alike = claim.kind is before.kind and claim.measure == before.measure
        if alike and _JOINED.fullmatch(reading.between(before, claim)):
            row.append(claim)
            continue
        yield row
        row = [claim]
    if row:
        yield row


def names(reading: Reading, row: Sequence[Claim]) -> list[str]:
    """The names in order, the last with what they all are; empty where there are not as many as figures."""
    if len(row) < 2:
        return []
    start = max(reading.sentences[row[0].sentence][0], row[0].outer_start - _FAR)
    said = re.split(r"[，；。]", reading.text[start : row[0].outer_start])[-1]
    found = _LIST.search(said) if re.search("分别|依次", said) else None
    named = re.split(r"、|以及|和|及|与", found[1]) if found else []
    return named if len(named) == len(row) else []


def called(reading: Reading, claims: Sequence[Claim]) -> Mapping[int, str]:
    """The name that a row gives each of its figures, by the place where the figure starts."""
    return {
        claim.start: name
        for row in rows(reading, claims)
        for claim, name in zip(row, names(reading, row), strict=False)
    }
