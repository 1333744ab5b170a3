"""What goes into a rendering besides facts, and what comes out of it besides the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

FACTS_NAMESPACE = "urn:taizhang:facts:1"

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
    table cells included; ``where`` says the same to a person.
    """

    tag: str
    source: str
    text: str
    bookmark: str
    control: int
    part: str
    paragraph: int
    where: str


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What a rendering did: every placeholder once, and every anchor in document order."""

    placeholders: tuple[Placeholder, ...]
    anchors: tuple[Anchor, ...]
