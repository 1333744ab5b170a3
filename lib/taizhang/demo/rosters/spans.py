"""Heads -> first and last month of each entry, and steering of sums to an exact total."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ..people import Flags, Ints, age_in_months
from ..targets import Span

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class Roster:
    """One monthly roll: an entry is a person (for disability, a person and a kind).

    ``start`` and ``end`` are month numbers, both paid. ``money`` and ``states`` map a column to a matrix
    entries x months (money in 分, -1 where the cell stays empty); ``fixed`` to one small number an entry.
    """

    person: Ints
    start: Ints
    end: Ints
    banner: Ints
    money: dict[str, Ints] = field(default_factory=dict)
    states: dict[str, Ints] = field(default_factory=dict)
    fixed: dict[str, Ints] = field(default_factory=dict)

    def active(self, month: int) -> Flags:
        """Entries paid in that month number."""
        return (self.start <= month) & (month <= self.end)

    def staying(self, months: int) -> Ints:
        """Entries still paid in the last month."""
        return np.flatnonzero(self.end == months - 1)


def draw_spans(rng: np.random.Generator, span: Span, months: int) -> tuple[Ints, Ints]:
    """First and last month number of ``span.now`` entries that stay, then of those that leave."""
    start = np.zeros(span.now + span.left, dtype=np.int64)
    end = np.full(span.now + span.left, months - 1, dtype=np.int64)
    late = rng.choice(span.now, span.entered, replace=False)
    start[late] = rng.integers(1, months, span.entered)
    end[span.now :] = rng.integers(0, months - 1, span.left)
    return start, end


def apportion(total: int, weights: Ints) -> Ints:
    """Whole numbers in proportion to the weights that add up to ``total`` (largest remainders)."""
    exact: Ints = weights * total
    share: Ints = exact // weights.sum()
    rest = exact - share * weights.sum()
    order = np.argsort(-rest, kind="stable")
    share[order[: total - int(share.sum())]] += 1
    return share


def deal(total: int, weights: Ints) -> Ints:
    """The index of a weight for each of ``total`` items, in blocks."""
    return np.repeat(np.arange(len(weights)), apportion(total, weights))


def deal_span(span: Span, weights: Ints) -> Ints:
    """Like ``deal`` for those who stay and, after them, those who leave."""
    return np.concatenate([deal(span.now, weights), deal(span.left, weights)])


def born(age_days: Ints, reference: date) -> Ints:
    """Birth days (since 1970) of those who are so many days old at ``reference``."""
    return reference.toordinal() - EPOCH - age_days


def active_matrix(roster: Roster, months: int) -> Flags:
    """Entries x months: who is paid when."""
    clock = np.arange(months)
    return (roster.start[:, None] <= clock) & (clock <= roster.end[:, None])


def whole_year(roster: Roster, first: int, months: int) -> Ints:
    """Entries paid in every month from ``first`` to the last."""
    return np.flatnonzero((roster.start <= first) & (roster.end == months - 1))


def raise_months(matrix: Ints, entries: Ints, count: int, value: int, first: int) -> None:
    """Set ``count`` entry-months to ``value``: whole years first, then the last months of one more entry."""
    span = matrix.shape[1] - first
    full, rest = divmod(count, span)
    matrix[entries[:full], first:] = value
    if rest:
        matrix[entries[full], -rest:] = value


def old_from(birth: Ints, periods: tuple[tuple[int, int], ...], age: int) -> Ints:
    """The first month number in which each person has reached ``age`` (len(periods) when in none)."""
    reached = np.stack([age_in_months(birth, y, m) >= age * 12 for y, m in periods])
    first: Ints = reached.argmax(axis=0)
    return np.where(reached.any(axis=0), first, len(periods))
