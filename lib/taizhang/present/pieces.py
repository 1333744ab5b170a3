"""The vocabulary between facts and a document: text whose numbers know their source, tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that came from one source: a fact id, or ``task:…``, ``definition:…``, ``ledger:…``.

    In Word it becomes one content control tagged with ``source``. ``form`` names how the source was put
    into words (同比, 万元, 表, 口径 …): the same source and form give the same text within one build.
    """

    text: str
    source: str
    form: str = ""


Rich = tuple[str | Piece, ...]
"""A line of text: plain strings and sourced pieces, in order."""


def plain(rich: Rich) -> str:
    """The text of ``rich`` without its sources."""
    return "".join(part.text if isinstance(part, Piece) else part for part in rich)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``style`` is a key of the document's style profile (body, heading2, caption, note …)."""

    text: Rich
    style: str = "body"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with a caption above it; ``header`` may have several rows; ``align`` is one of l, c, r a column."""

    caption: Rich
    header: tuple[tuple[Rich, ...], ...]
    rows: tuple[tuple[Rich, ...], ...]
    align: str
    widths: tuple[float, ...]  # relative widths, one a column
    note: Rich = ()


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A chart with its caption below it and an alternative text for readers that show no pictures."""

    caption: Rich
    png: Path
    alt: str
    width_mm: float = 150.0


Block = Paragraph | TableBlock | PictureBlock


@dataclass(frozen=True, slots=True)
class Answer:
    """What a placeholder turns into: inline ``text``, or ``blocks`` that take the place of its paragraph."""

    text: Rich = ()
    blocks: tuple[Block, ...] = field(default_factory=tuple)
