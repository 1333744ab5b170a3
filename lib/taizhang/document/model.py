"""What goes into a rendering besides facts, and what comes out of it besides the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

FACTS_NAMESPACE = "urn:taizhang:facts:1"
MANIFEST_NAMESPACE = "urn:taizhang:manifest:1"

Key = tuple[str, str, str | None, tuple[str, ...]]
"""Kind, name, place and formats of a placeholder: what is asked for, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One ``{{ … }}`` of a template.

    ``kind`` is the text before a colon (表, 图, 任务, 附录 …) or 数 where there is none; ``place`` is what
    follows ``@``; ``formats`` are the parts after ``|``, an argument still attached (``以上：10``);
    ``where`` is readable Chinese for messages.
    """

    kind: str
    name: str
    place: str | None
    formats: tuple[str, ...]
    where: str

    @property
    def key(self) -> Key:
        """The same for two placeholders that ask for the same."""
        return (self.kind, self.name, self.place, self.formats)


@dataclass(frozen=True, slots=True)
class DocProperties:
    """The properties of a file: its title, who issues it, the day it is dated."""

    title: str
    creator: str
    created: dt.date
    subject: str = ""
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a sourced text stands in a docx.

    ``part`` is a part name (``word/document.xml``), ``paragraph`` counts its paragraphs from 1,
    table cells included; ``where`` says the same to a person. ``form`` is the piece's own: how the
    source was put into words; ``start`` counts the characters before it in its paragraph's text.
    """

    tag: str
    source: str
    text: str
    bookmark: str
    control: int
    part: str
    paragraph: int
    where: str
    form: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table: number of the table, of the row and of the column (from 1), columns it spans."""

    table: int
    row: int
    column: int
    span: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One paragraph as it was written; ``paragraph`` counts those of ``part`` from 1."""

    part: str
    paragraph: int
    text: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class WrittenPicture:
    """One picture as it was written: the SHA-256 of its file, and its text for readers without pictures."""

    part: str
    paragraph: int
    sha256: str
    alt: str


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What a rendering did: every placeholder once, and every anchor in document order."""

    placeholders: tuple[Placeholder, ...]
    anchors: tuple[Anchor, ...]
