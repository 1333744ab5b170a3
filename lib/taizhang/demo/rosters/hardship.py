"""特困 heads -> one roster with basic living money and care by ability."""

from __future__ import annotations

import numpy as np

from ..geography import weights
from ..people import Ints, Registry
from ..standards import MONTHLY
from ..targets import Targets
from .spans import Roster, active_matrix, born, deal_span, draw_spans, raise_months, whole_year

URBAN, RURAL = 0, 1
ABLE, HALF, FULL = 0, 1, 2
CARE_STEP = 5_000  # both kinds of care are multiples of 50 元
HALF_STEPS, FULL_STEPS = 3, 7


def roster(rng: np.random.Generator, registry: Registry, targets: Targets) -> Roster:
    """Everyone on 特困; the last year adds up to the paid total where one is set."""
    parts = [_people(rng, registry, targets, area) for area in (URBAN, RURAL)]
    person, start, end, banner = (np.concatenate(column) for column in zip(*parts, strict=True))
    area = np.repeat([URBAN, RURAL], [len(part[0]) for part in parts])
    out = Roster(person, start, end, banner)
    out.fixed = {"area": area, "support": (rng.random(len(area)) < 0.31).astype(np.int64)}
    ability = rng.choice(3, len(area), p=[0.87, 0.08, 0.05]).astype(np.int64)
    out.states = {"ability": np.repeat(ability[:, None], len(targets.periods), axis=1)}
    out.money["basic"] = _basic(out, targets)
    if targets.rolls.hardship_paid:
        _steer(out, targets)
    _pay(out, targets)
    return out


def _people(rng: np.random.Generator, registry: Registry, targets: Targets, area: int) -> tuple[Ints, ...]:
    span = targets.rolls.hardship_urban if area == URBAN else targets.rolls.hardship_rural
    banner = deal_span(span, weights(targets.banners, "urban" if area == URBAN else "rural"))
    count = len(banner)
    ages = np.where(rng.random(count) < 0.82, 60 + rng.exponential(9, count), rng.uniform(20, 60, count))
    birth = born((np.minimum(ages, 98) * 365.25).astype(np.int64), targets.reporting)
    start, end = draw_spans(rng, span, len(targets.periods))
    return registry.add(banner, birth), start, end, banner


def _basic(out: Roster, targets: Targets) -> Ints:
    kinds = ("urban_hardship", "rural_hardship")
    table = np.array([[MONTHLY[kind, year] for year, _ in targets.periods] for kind in kinds])
    return table[out.fixed["area"]]


def _steer(out: Roster, targets: Targets) -> None:
    """Re-assess some people's ability so that the year's sum comes out exactly."""
    first, months = len(targets.months), len(targets.periods)
    _even_out(out, targets, first, months)
    _pay(out, targets)
    paid = int((out.money["amount"] * active_matrix(out, months))[:, first:].sum())
    steps, odd = divmod(targets.rolls.hardship_paid - paid, CARE_STEP)
    if odd or steps < 0:
        raise AssertionError("the paid total cannot be reached by care money")
    ability = out.states["ability"]
    full = [i for i in whole_year(out, first, months).tolist() if ability[i, 0] == ABLE]
    entire = steps % HALF_STEPS
    raise_months(ability, np.array(full[:1]), entire, FULL, first)
    raise_months(ability, np.array(full[1:]), (steps - entire * FULL_STEPS) // HALF_STEPS, HALF, first)


def _even_out(out: Roster, targets: Targets, first: int, months: int) -> None:
    """Let one person leave some months earlier, so that what care must make up is a multiple of 50 元."""
    short = targets.rolls.hardship_paid - int(
        (out.money["basic"] * active_matrix(out, months))[:, first:].sum()
    )
    unit = MONTHLY["rural_hardship", targets.reporting.year] % CARE_STEP
    earlier = next(k for k in range(5) if (short + k * unit) % CARE_STEP == 0)
    leavers = np.flatnonzero((out.end < months - 1) & (out.end >= first + 5) & (out.fixed["area"] == RURAL))
    out.end[leavers[0]] -= earlier


def _pay(out: Roster, targets: Targets) -> None:
    year = targets.reporting.year
    rates = np.array([0, MONTHLY["half", year], MONTHLY["full", year]])
    out.money["care"] = rates[out.states["ability"]]
    out.money["amount"] = out.money["basic"] + out.money["care"]
