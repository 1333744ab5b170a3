"""What a refresh does to a document, in words for people and machines."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters ``start`` to ``end`` of a paragraph are to become ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure that was brought up to date; ``label`` says in words which one."""

    where: str
    fact: str
    old: str
    new: str
    anchor: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Flipped:
    """Words that the new figure made false, and what stands there now."""

    where: str
    old: str
    new: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """A sentence that a person has to look at."""

    where: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """A figure that was not touched, and why."""

    where: str
    text: str
    reason: str
    fact: str = ""


@dataclass(slots=True)
class Outcome:
    """Everything that was done and not done, in the order of the document.

    ``recognised`` counts the texts whose source is known, changed or not.
    """

    changed: list[Changed] = field(default_factory=list)
    flipped: list[Flipped] = field(default_factory=list)
    flagged: list[Flagged] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    recognised: int = 0
