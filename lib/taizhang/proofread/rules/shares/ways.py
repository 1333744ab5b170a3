"""The amounts around a share -> every way to read it as this over that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read a share: this over that."""

    part: tuple[Claim, ...]
    whole: Claim
    rest: tuple[Claim, ...] = ()
    """Where no figure is the whole: what else belongs to it, beside ``whole``."""

    @property
    def value(self) -> Interval | None:
        """The share in percent."""
        ratio = total(claim.span for claim in self.part).over(
            total(claim.span for claim in (self.whole, *self.rest))
        )
        return ratio.scaled(100) if ratio else None

    @property
    def claims(self) -> list[Claim]:
        """All claims in the reading."""
        return list(dict.fromkeys([*self.part, self.whole, *self.rest]))


def amounts_before(reading: Reading, claim: Claim, back: int) -> list[Claim]:
    """The plain amounts of the sentence and of so many before it."""
    return [
        other
        for other in reading.window(claim, back)
        if roles.is_level(other, reading) and other.span.low >= 0 and other.span.bounded and not other.weak
    ]


def readings(reading: Reading, claim: Claim, said: str | None) -> Iterator[Reader]:
    """Every pair near the share; then sums of neighbours over a whole."""
    amounts = list(dict.fromkeys([*amounts_before(reading, claim, 2), *amounts_of(reading, claim)]))
    pairs = [
        Reader((part,), whole)
        for whole in amounts
        for part in amounts
        if part is not whole and roles.same_measure(part, whole) and part.span.low <= whole.span.high
    ]
    yield from sorted(
        pairs, key=lambda way: abs(way.part[0].start - claim.start) + abs(way.whole.start - claim.start)
    )
    yield from _summed(amounts)
    yield from (
        Reader((part,), part, (other,))
        for part in amounts
        for other in amounts
        if part is not other and roles.same_measure(part, other)
    )


def _summed(amounts: Sequence[Claim]) -> Iterator[Reader]:
    near = amounts[-7:]
    for whole in near:
        alike = [claim for claim in near if claim is not whole and roles.same_measure(claim, whole)]
        for count in (2, 3):
            for parts in combinations(alike, count):
                if total(part.span for part in parts).low <= whole.span.high:
                    yield Reader(parts, whole)


def amounts_of(reading: Reading, claim: Claim) -> list[Claim]:
    """The plain amounts of the share's own sentence, after it too."""
    return [
        other
        for other in reading.of_sentence(claim.sentence)
        if roles.is_level(other, reading) and not other.weak
    ]


def list_of(reading: Reading, claim: Claim) -> list[Claim]:
    """The figures said in one breath with this one: 34.0%和38.0%."""
    claims = reading.of_sentence(claim.sentence)
    found = [claim]
    for other in reversed(claims[: claims.index(claim)]):
        if other.kind is not claim.kind or not re.fullmatch(
            r"\s*(?:和|、|及|与)\s*", reading.between(other, found[0])
        ):
            break
        found.insert(0, other)
    return found
