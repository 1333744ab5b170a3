"""Old people -> the old-age allowance, and everyone insured against accidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from ..geography import weights
from ..people import Ints, Registry, age_in_months, calendar
from ..standards import MONTHLY
from ..targets import Targets
from .spans import Roster, apportion, born, deal, old_from

TAIL = 7.2  # mean years beyond 75
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Insured:
    """One policy a person: the day (since 1970) and the premium in 分."""

    person: Ints
    banner: Ints
    day: Ints
    premium: Ints


def allowance(rng: np.random.Generator, registry: Registry, targets: Targets, known: Ints) -> Roster:
    """The old-age roll: ``known`` people of 75 and over, new ones, and those who have left."""
    total = targets.rolls.old_age
    shares = apportion(total, weights(targets.banners, "all"))
    known = _old_enough(registry, targets, known, 75)
    here = np.bincount(registry.banners()[known], minlength=len(shares))
    banner = np.repeat(np.arange(len(shares)), shares - here)
    fresh = registry.add(banner, born(_days(rng, len(banner), targets), targets.reporting))
    left_banner = deal(targets.rolls.old_age_left, weights(targets.banners, "all"))
    ages = ((77.2 + rng.exponential(TAIL, len(left_banner)).clip(0, 21)) * YEAR).astype(np.int64)
    left = registry.add(left_banner, born(ages, targets.reporting))
    return _roll(rng, registry, targets, np.concatenate([known, fresh]), left)


def _old_enough(registry: Registry, targets: Targets, persons: Ints, age: int) -> Ints:
    year, month = targets.periods[-1]
    return persons[age_in_months(registry.births()[persons], year, month) >= age * 12]


def _days(rng: np.random.Generator, count: int, targets: Targets) -> Ints:
    beyond = rng.exponential(TAIL, count)
    while (far := beyond >= 24.5).any():
        beyond[far] = rng.exponential(TAIL, int(far.sum()))
    oldest = rng.choice(count, min(targets.rolls.centenarians, count), replace=False)
    beyond[oldest] = rng.uniform(25.2, 31, len(oldest))
    return ((75 + beyond) * YEAR).astype(np.int64) + 45


def _roll(rng: np.random.Generator, registry: Registry, targets: Targets, stay: Ints, left: Ints) -> Roster:
    months = len(targets.periods)
    person = np.concatenate([stay, left])
    birth = registry.births()[person]
    start = old_from(birth, targets.periods, 75)
    end = np.full(len(person), months - 1)
    end[len(stay) :] = rng.integers(0, months - 1, len(left))
    ages = np.stack([age_in_months(birth, y, m) // 12 for y, m in targets.periods], axis=1)
    year = targets.reporting.year
    rates = np.array([MONTHLY[key, year] for key in ("75", "80", "100")])
    amount = rates[(ages >= 80).astype(np.int64) + (ages >= 100)]
    return Roster(person, start, end, registry.banners()[person], {"amount": amount}, {"age": ages})


def insured(
    rng: np.random.Generator, registry: Registry, targets: Targets, old: Ints, known: Ints
) -> Insured:
    """Everyone insured: all on the old-age roll, ``known`` people from 60, and new ones to the total."""
    shares = apportion(targets.rolls.insured, weights(targets.banners, "all"))
    births, homes = registry.births(), registry.banners()
    year = targets.reporting.year
    young = np.setdiff1d(known[age_in_months(births[known], year - 1, 12) >= 720], old)
    both = np.concatenate([old, young])
    need = shares - np.bincount(homes[both], minlength=len(shares))
    if int(need.min()) < 0:
        raise AssertionError("more old people on the rolls than are insured")
    banner = np.repeat(np.arange(len(shares)), need)
    ages = (61.2 + 13.6 * rng.random(len(banner)) ** 1.2) * YEAR
    fresh = registry.add(banner, born(ages.astype(np.int64), targets.reporting))
    person = np.concatenate([both, fresh])
    return _policies(rng, registry, targets, person)


def _policies(rng: np.random.Generator, registry: Registry, targets: Targets, person: Ints) -> Insured:
    year = targets.reporting.year
    born_year, _, _ = calendar(registry.births()[person])
    price = np.where(year - born_year >= 80, MONTHLY["premium_80", year], MONTHLY["premium_60", year])
    opening = (date(year, 3, 1) - date(1970, 1, 1)).days
    return Insured(person, registry.banners()[person], opening + rng.integers(0, 60, len(person)), price)
