"""Households on 低保 -> two rosters of members whose amount stands with the head."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..people import Ints, Registry, random_town
from ..standards import MONTHLY
from ..targets import Span, Targets
from .spans import Roster, born, deal_span, draw_spans

Reals = npt.NDArray[np.float64]

HEAD, SPOUSE, CHILD, PARENT, OTHER = range(5)
STEP = 10  # amounts are whole 角
LOW, HIGH = 0.46, 0.97  # a top-up as a share of the standard: always below it
SIZES = {"urban": (0.58, 0.26, 0.11, 0.04, 0.01), "rural": (0.39, 0.42, 0.12, 0.05, 0.02)}


@dataclass(frozen=True, slots=True)
class Households:
    """Households: size, banner and township, months, and the share of the standard they get a head."""

    size: Ints
    banner: Ints
    town: Ints
    start: Ints
    end: Ints
    share: Reals


def draw_households(
    rng: np.random.Generator, span: Span, persons: int, weights: Ints, months: int, kind: str
) -> Households:
    """Households of a roll; those that stay hold exactly ``persons`` members."""
    count = span.now + span.left
    sizes = rng.choice(np.arange(1, 6), count, p=SIZES[kind])
    sizes[: span.now] = _settle(rng, sizes[: span.now], persons)
    banner = deal_span(span, weights)
    start, end = draw_spans(rng, span, months)
    return Households(sizes, banner, random_town(rng, banner), start, end, rng.uniform(LOW, HIGH, count))


def _settle(rng: np.random.Generator, sizes: Ints, total: int) -> Ints:
    sizes = sizes.copy()
    while (gap := total - int(sizes.sum())) != 0:
        able = np.flatnonzero(sizes < 5 if gap > 0 else sizes > 1)
        chosen = rng.permutation(able)[: abs(gap)]
        sizes[chosen] += 1 if gap > 0 else -1
    return sizes


def amounts(homes: dict[str, Households], targets: Targets) -> dict[str, Ints]:
    """Monthly amounts (分) of each household; the last year adds up to the paid total where one is set."""
    standards = {kind: _standards(kind, targets) for kind in homes}
    scale = _scale(homes, standards, targets)
    out = {kind: _floored(home, standards[kind] * scale) for kind, home in homes.items()}
    if targets.rolls.dibao_paid:
        _steer(homes, out, targets)
    return out


def _standards(kind: str, targets: Targets) -> Reals:
    return np.array([MONTHLY[f"{kind}_dibao", year] for year, _ in targets.periods], dtype=float)


def _floored(home: Households, standard: Reals) -> Ints:
    exact = (home.share * home.size)[:, None] * standard[None, :]
    return (exact // STEP).astype(np.int64) * STEP


def _paid(home: Households, months: int) -> Ints:
    clock = np.arange(months)
    return ((home.start[:, None] <= clock) & (clock <= home.end[:, None])).astype(np.int64)


def _scale(
    homes: dict[str, Households],
    standards: dict[str, Reals],
    targets: Targets,
) -> float:
    if not targets.rolls.dibao_paid:
        return 1.0
    first, months = len(targets.months), len(targets.periods)
    total = sum(
        float(((home.share * home.size)[:, None] * standards[kind] * _paid(home, months))[:, first:].sum())
        for kind, home in homes.items()
    )
    return targets.rolls.dibao_paid / total


def _steer(homes: dict[str, Households], out: dict[str, Ints], targets: Targets) -> None:
    """Hand the 角 that rounding down left over to households paid all year."""
    first, months = len(targets.months), len(targets.periods)
    paid = sum(int((out[k] * _paid(h, months))[:, first:].sum()) for k, h in homes.items())
    left = (targets.rolls.dibao_paid - paid) // STEP
    full = [
        (k, i) for k, h in homes.items() for i in np.flatnonzero((h.start <= first) & (h.end == months - 1))
    ]
    span = months - first
    each, left = divmod(left, span * len(full))
    for number, (kind, index) in enumerate(full):
        out[kind][index, first:] += (each + (1 if number < left // span else 0)) * STEP
    if left % span:
        kind, index = full[left // span]
        out[kind][index, -(left % span) :] += STEP


def roster(
    rng: np.random.Generator, registry: Registry, home: Households, amount: Ints, targets: Targets
) -> Roster:
    """The members of the households as one roll."""
    which = np.repeat(np.arange(len(home.size)), home.size)
    place = np.arange(len(which)) - np.repeat(np.cumsum(home.size) - home.size, home.size)
    relation = _relations(rng, place)
    male = rng.integers(0, 2, len(home.size))[which]
    male = np.where(
        relation == SPOUSE, 1 - male, np.where(relation == HEAD, male, rng.integers(0, 2, len(which)))
    )
    ages = _ages(rng, _head_ages(rng, len(home.size))[which], relation)
    birth = born((ages * 365.25).astype(np.int64), targets.reporting)
    person = registry.add(home.banner[which], birth, male=male, town=home.town[which])
    head = person[np.cumsum(home.size) - home.size][which]
    money = np.where((relation == HEAD)[:, None], amount[which], -1)
    fixed = {"relation": relation, "household": head, "members": home.size[which]}
    return Roster(
        person, home.start[which], home.end[which], home.banner[which], {"amount": money}, {}, fixed
    )


def _relations(rng: np.random.Generator, place: Ints) -> Ints:
    second = rng.choice([SPOUSE, CHILD, PARENT], len(place), p=[0.65, 0.25, 0.10])
    later = rng.choice([CHILD, PARENT, OTHER], len(place), p=[0.75, 0.10, 0.15])
    return np.where(place == 0, HEAD, np.where(place == 1, second, later))


def _head_ages(rng: np.random.Generator, count: int) -> Reals:
    old = np.minimum(75 + rng.exponential(6, count), 98)
    kind = rng.choice(3, count, p=[0.24, 0.36, 0.40])
    return np.where(
        kind == 0, old, np.where(kind == 1, rng.uniform(60, 75, count), rng.uniform(30, 60, count))
    )


def _ages(rng: np.random.Generator, head: Reals, relation: Ints) -> Reals:
    count = len(head)
    spouse = np.maximum(head + rng.normal(0, 3, count), 22)
    child = np.maximum(head - rng.uniform(22, 34, count), 3)
    parent = np.minimum(head + rng.uniform(20, 30, count), 97)
    other = rng.uniform(5, 80, count)
    ages: Reals = np.select(
        [relation == SPOUSE, relation == CHILD, relation == PARENT, relation == OTHER],
        [spouse, child, parent, other],
        head,
    )
    capped: Reals = np.minimum(ages, 98.5)
    return capped
