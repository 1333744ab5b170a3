"""Leavers and some others -> the cremations of two years, with a few people paid after theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from ..geography import weights
from ..people import Ints, Registry
from ..targets import Targets
from .spans import Roster, born, deal

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Deaths:
    """One cremation a person; ``day`` is days since 1970."""

    person: Ints
    day: Ints


def cremations(
    rng: np.random.Generator, registry: Registry, targets: Targets, gone: list[Roster], late: Ints
) -> Deaths:
    """Leavers of ``gone`` a month after their last payment, ``late`` people in the middle of being paid, others."""
    parts = [_leavers(rng, targets, roster) for roster in gone]
    year = targets.reporting.year
    for number, count in enumerate(targets.affairs.other_cremations):
        banner = deal(count, weights(targets.banners, "all"))
        birth = born((rng.uniform(32, 74, count) * 365.25).astype(np.int64), targets.reporting)
        last = date(year, 12, 9) if number else date(year - 1, 12, 31)
        parts.append((registry.add(banner, birth), _between(rng, date(year - 1 + number, 1, 2), last, count)))
    parts.append((late, _between(rng, date(year, 3, 5), date(year, 9, 20), len(late))))
    person, day = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((person, day))
    return Deaths(person[order], day[order])


def _between(rng: np.random.Generator, first: date, last: date, count: int) -> Ints:
    return rng.integers((first - EPOCH).days, (last - EPOCH).days + 1, count)


def _leavers(rng: np.random.Generator, targets: Targets, roster: Roster) -> tuple[Ints, Ints]:
    months = len(targets.periods)
    left = np.flatnonzero(roster.end < months - 1)
    chosen = left[rng.random(len(left)) < 0.55]
    starts = np.array([_next_month(y, m) for y, m in targets.periods])
    return roster.person[chosen], starts[roster.end[chosen]] + rng.integers(1, 27, len(chosen))


def _next_month(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - EPOCH).days
