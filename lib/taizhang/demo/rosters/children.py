"""Orphans and children whom nobody in fact brings up -> one roster."""

from __future__ import annotations

import numpy as np

from ..geography import index_of, weights
from ..people import Flags, Ints, Registry
from ..standards import MONTHLY
from ..targets import Targets
from .spans import Roster, born, deal_span, draw_spans

KINDS = ("collective", "scattered", "unattended")


def roster(rng: np.random.Generator, registry: Registry, targets: Targets) -> Roster:
    """All three kinds of children as one roll."""
    share = weights(targets.banners, "rural")
    spans = targets.rolls.children
    banner = np.concatenate([deal_span(span, share) for span in spans])
    times = [draw_spans(rng, span, len(targets.periods)) for span in spans]
    kind = np.repeat(np.arange(len(spans)), [len(start) for start, _ in times])
    ages = (rng.uniform(3, 17.5, len(banner)) * 365.25).astype(np.int64)
    person = registry.add(banner, born(ages, targets.reporting))
    table = np.array([[MONTHLY[key, year] for year, _ in targets.periods] for key in KINDS])
    start, end = (np.concatenate(column) for column in zip(*times, strict=True))
    return Roster(person, start, end, banner, {"amount": table[kind]}, {}, {"kind": kind})


def paid(out: Roster, targets: Targets, month: int) -> Flags:
    """Who is paid in that month number; one banner had nobody to pay in one month."""
    active = out.active(month)
    hole = targets.rolls.hole
    if hole and targets.periods[month] == hole[1:]:
        active = active & (out.banner != index_of(hole[0]))
    return active


def order(out: Roster, chosen: Flags) -> Ints:
    """Entries in the order of the list: banner by banner, kind by kind."""
    found: Ints = np.flatnonzero(chosen)
    return found[np.lexsort((out.fixed["kind"][found], out.banner[found]))]
