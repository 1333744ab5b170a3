"""The two things that words around a figure can need: a turn, or a person's look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """Characters ``start`` to ``end`` are false now; ``new`` is true (empty: the words go)."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The sentence at ``start`` cannot be put right by rule; ``reason`` says why."""

    start: int
    reason: str


Told = Turn | Doubt
