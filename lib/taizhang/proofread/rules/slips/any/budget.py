"""Relations that were tried -> each with the chance that is left to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from taizhang.proofread.rules.slips.relation import Relation

BUDGET = 0.02


def shared(relations: Sequence[Relation], budget: float = BUDGET) -> Iterator[Relation]:
    """The same relations, the budget divided among them: twice as many tries, half the chance for each."""
    for relation in relations:
        yield replace(relation, trust=budget / len(relations))
