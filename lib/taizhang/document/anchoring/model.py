"""What anchoring finds: each number of a document, and what says what it is."""

from __future__ import annotations

from dataclasses import dataclass

CONTROL, BOOKMARK, CONTEXT = "control", "bookmark", "context"


@dataclass(frozen=True, slots=True)
class Number:
    """One number text of a document as a reader sees it.

    ``source`` is the fact (or task, definition, …) it was written from, empty for plain text; ``anchor``
    says what told so: control, bookmark or context, empty when nothing did. ``part``, ``paragraph`` (from
    1), ``start`` and ``end`` (characters of the paragraph's accepted text) say where; ``where`` says it to
    a person. ``expected`` is the text as written; ``note`` what else is no longer as written; ``index``
    the anchor's place in the embedded part, -1 where there is none.
    """

    text: str
    source: str
    anchor: str
    part: str
    paragraph: int
    start: int
    end: int
    where: str
    expected: str = ""
    note: str = ""
    index: int = -1

    @property
    def known(self) -> bool:
        """Whether the document was written with it: from a source, or as plain text such as a date."""
        return bool(self.anchor)

    @property
    def fixed(self) -> bool:
        """Plain text as written: a date, the number of a heading, a set phrase."""
        return self.known and not self.source

    @property
    def edited(self) -> bool:
        """Whether a reader is told something else than what was written."""
        return self.known and (self.text != self.expected or bool(self.note))


@dataclass(frozen=True, slots=True)
class Examined:
    """All numbers in order, and the anchors (by index) whose text is nowhere in the document any more."""

    numbers: tuple[Number, ...]
    gone: tuple[int, ...]
