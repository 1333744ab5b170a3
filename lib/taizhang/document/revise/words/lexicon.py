"""definitions/wording/refresh.yml -> the words that a changed figure can make false, and what to say then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from taizhang.declare import read_checked
from taizhang.declare.problems import raise_all

_FILE = Path(__file__).parents[3] / "definitions" / "wording" / "refresh.yml"
UP, SAME, DOWN = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that say how a value lies to a limit (``holds``), and the words for when it does not."""

    words: tuple[str, ...]
    holds: str
    otherwise: str

    def true(self, value: Decimal, limit: Decimal) -> bool:
        """Whether the words are right about a value."""
        order = (value > limit) - (value < limit)
        return {"above": order > 0, "at_least": order >= 0, "below": order < 0, "at_most": order <= 0}[
            self.holds
        ]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The declared words, ready to be looked for."""

    directions: tuple[tuple[str, str], ...]
    points: tuple[str, str, str]
    same: str
    leads: tuple[tuple[str, str], ...]
    comparisons: tuple[Claim, ...]
    rate: str
    goals: tuple[str, ...]
    claims: tuple[Claim, ...]
    share: str
    half: tuple[str, ...]
    double: tuple[str, ...]
    fixed: tuple[str, ...]
    negations: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]

    @property
    def moving(self) -> re.Pattern[str]:
        """Any direction word."""
        return any_of([word for pair in self.directions for word in pair])

    def sign(self, text: str) -> int | None:
        """UP, DOWN or SAME as a piece says it by word or by sign; None where it says nothing."""
        if self.same in text:
            return SAME
        found = self.moving.search(text)
        if found:
            return self.way(found[0])
        return {"+": UP, "-": DOWN, "−": DOWN}.get(text.strip()[:1])

    def way(self, word: str) -> int:
        """UP or DOWN of a direction word."""
        return UP if word in {up for up, _ in self.directions} else DOWN

    def moves(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """Direction words between two characters, but for those inside a fixed phrase."""
        fixed = [match.span() for match in any_of(self.fixed).finditer(text)]
        found = self.moving.finditer(text, start, end)
        return [m for m in found if not any(low <= m.start() and m.end() <= high for low, high in fixed)]

    def like(self, unit: str) -> tuple[str, ...]:
        """Units that count the same things as this one: 人, 名, 位."""
        return next((group for group in self.units if unit in group), (unit,))

    def turned(self, word: str, after: str) -> str:
        """The opposite of a direction word; ``after`` is the new piece, whose unit may ask for another."""
        unit, up, down = self.points
        if unit in after:
            return up if self.way(word) == DOWN else down
        pairs = dict(self.directions)
        return pairs[word] if word in pairs else next(up for up, down in self.directions if down == word)


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for the words, longer ones first."""
    return re.compile("|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))))


@cache
def lexicon() -> Lexicon:
    """The shared words. Raises DefinitionError."""
    document, problems = read_checked(_FILE, "wording")
    raise_all(problems)
    assert document is not None
    return _read(document.value)


def _read(raw: Any) -> Lexicon:
    completion, derived, points = raw["completion"], raw["derived"], raw["points"]
    return Lexicon(
        directions=tuple((pair["up"], pair["down"]) for pair in raw["directions"]),
        points=(points["unit"], points["up"], points["down"]),
        same=raw["same"],
        leads=tuple((pair["moved"], pair["same"]) for pair in raw["leads"]),
        comparisons=tuple(map(_claim, raw["comparisons"])),
        rate=completion["rate"],
        goals=tuple(completion["goals"]),
        claims=tuple(map(_claim, completion["claims"])),
        share=derived["share"],
        half=tuple(derived["half"]),
        double=tuple(derived["double"]),
        fixed=tuple(raw["fixed"]),
        negations=tuple(raw["negations"]),
        units=tuple(tuple(group) for group in raw["units"]),
    )


def _claim(raw: Any) -> Claim:
    return Claim(tuple(raw["words"]), raw["holds"], raw["otherwise"])
