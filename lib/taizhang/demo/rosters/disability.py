"""Disabled people -> one roster of the living subsidy and the nursing subsidy."""

from __future__ import annotations

import numpy as np

from ..geography import weights
from ..people import Ints, Registry
from ..standards import MONTHLY
from ..targets import Span, Targets
from .spans import Roster, active_matrix, born, deal_span, draw_spans, raise_months, whole_year

LIVING, NURSING = 0, 1
FIRST_GRADE = 0
FROM_DIBAO, FROM_LIVING, FROM_OLD = 0.35, 0.20, 0.22


def living(rng: np.random.Generator, registry: Registry, targets: Targets, dibao: Ints) -> Roster:
    """The living subsidy; ``dibao`` are people on 低保 some of whom get it too."""
    out = _entries(rng, registry, targets, targets.rolls.living, [(dibao, FROM_DIBAO)])
    out.fixed["kind"] = np.full(len(out.person), LIVING)
    grade = rng.choice(4, len(out.person), p=[0.15, 0.25, 0.35, 0.25])
    out.states["grade"] = np.repeat(grade[:, None], len(targets.periods), axis=1).astype(np.int64)
    rate = MONTHLY["living", targets.reporting.year]
    if targets.rolls.living_paid:
        _settle_months(out, targets, targets.rolls.living_paid // rate)
    out.money["amount"] = np.full((len(out.person), len(targets.periods)), rate)
    return out


def nursing(
    rng: np.random.Generator, registry: Registry, targets: Targets, alive: Roster, old: Ints
) -> Roster:
    """The nursing subsidy; some also get the living subsidy (same grade), some are ``old`` people."""
    severe = alive.person[(alive.end == len(targets.periods) - 1) & (alive.states["grade"][:, 0] < 2)]
    out = _entries(rng, registry, targets, targets.rolls.nursing, [(severe, FROM_LIVING), (old, FROM_OLD)])
    out.fixed["kind"] = np.full(len(out.person), NURSING)
    known = dict(zip(alive.person.tolist(), alive.states["grade"][:, 0].tolist(), strict=True))
    drawn = rng.choice(2, len(out.person), p=[0.5, 0.5]).tolist()
    grade = np.array([known.get(p, g) for p, g in zip(out.person.tolist(), drawn, strict=True)])
    out.states["grade"] = np.repeat(grade[:, None], len(targets.periods), axis=1).astype(np.int64)
    if targets.rolls.nursing_paid:
        _steer_grades(out, targets, known)
    year = targets.reporting.year
    out.money["amount"] = np.array([MONTHLY["nursing_1", year], MONTHLY["nursing_2", year]])[
        out.states["grade"]
    ]
    return out


def joined(one: Roster, two: Roster) -> Roster:
    """Both subsidies as one roll."""
    both = np.concatenate
    return Roster(
        both([one.person, two.person]),
        both([one.start, two.start]),
        both([one.end, two.end]),
        both([one.banner, two.banner]),
        {key: both([one.money[key], two.money[key]]) for key in one.money},
        {key: both([one.states[key], two.states[key]]) for key in one.states},
        {key: both([one.fixed[key], two.fixed[key]]) for key in one.fixed},
    )


def _entries(
    rng: np.random.Generator,
    registry: Registry,
    targets: Targets,
    span: Span,
    known: list[tuple[Ints, float]],
) -> Roster:
    """Entries of a subsidy: a share of those who stay are people known from other rolls of the same banner."""
    banner = deal_span(span, weights(targets.banners, "all"))
    person = np.full(len(banner), -1, dtype=np.int64)
    for pool, share in known:
        _take(rng, registry, person[: span.now], banner[: span.now], pool, share)
    fresh = np.flatnonzero(person < 0)
    ages = np.clip(rng.normal(52, 17, len(fresh)), 6, 95)
    birth = born((ages * 365.25).astype(np.int64), targets.reporting)
    person[fresh] = registry.add(banner[fresh], birth)
    start, end = draw_spans(rng, span, len(targets.periods))
    return Roster(person, start, end, banner)


def _take(
    rng: np.random.Generator, registry: Registry, person: Ints, banner: Ints, pool: Ints, share: float
) -> None:
    """Fill free places (in place) by people of ``pool``, banner by banner."""
    home = registry.banners()[pool]
    for number in np.unique(banner):
        free = np.flatnonzero((banner == number) & (person < 0))
        there = rng.permutation(pool[home == number])
        count = min(int(np.count_nonzero(banner == number) * share), len(there), len(free))
        person[rng.permutation(free)[:count]] = there[:count]


def _settle_months(out: Roster, targets: Targets, wanted: int) -> None:
    """Move first months of latecomers until the year's person-months are as wanted."""
    first, months = len(targets.months), len(targets.periods)
    gap = wanted - int(active_matrix(out, months)[:, first:].sum())
    while gap:
        late = np.flatnonzero((out.start > first) & (out.start < months - 1) & (out.end == months - 1))
        chosen = late[: abs(gap)]
        out.start[chosen] -= 1 if gap > 0 else -1
        gap -= len(chosen) if gap > 0 else -len(chosen)


def _steer_grades(out: Roster, targets: Targets, known: dict[int, int]) -> None:
    """Re-assess second-grade people as first-grade until the year's sum is exact."""
    first, months, year = len(targets.months), len(targets.periods), targets.reporting.year
    high, low = MONTHLY["nursing_1", year], MONTHLY["nursing_2", year]
    paid = np.array([high, low])[out.states["grade"]] * active_matrix(out, months)
    count, odd = divmod(targets.rolls.nursing_paid - int(paid[:, first:].sum()), high - low)
    if odd or count < 0:
        raise AssertionError("the paid total cannot be reached by grades")
    able = [
        i
        for i in whole_year(out, first, months).tolist()
        if out.states["grade"][i, 0] != FIRST_GRADE and int(out.person[i]) not in known
    ]
    raise_months(out.states["grade"], np.array(able), count, FIRST_GRADE, first)
