"""A docx -> its numbers, each with the anchor that says what it is: control, bookmark or the text around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from taizhang.document import embedded
from taizhang.document.anchoring.matching.match import written
from taizhang.document.anchoring.model import BOOKMARK, CONTEXT, CONTROL, Examined, Number
from taizhang.document.anchoring.resolve import Resolver
from taizhang.document.anchoring.visible import Bit, Shown, Span, pictures, shown, shown_part
from taizhang.document.embedded import Embedded

__all__ = [
    "BOOKMARK",
    "CONTEXT",
    "CONTROL",
    "Bit",
    "Examined",
    "Number",
    "Shown",
    "Span",
    "examine",
    "examine_shown",
    "numbers",
    "pictures",
    "shown",
    "shown_part",
]


def examine(docx: Path | bytes, record: Embedded | None = None, phrases: Sequence[str] = ()) -> Examined:
    """Every number of the accepted state with its anchor, and the anchors that are gone.

    ``record`` is what another docx of the same report carries, where this one lost its own; ``phrases``
    are set phrases whose digits need no source. ReportError when it is no docx.
    """
    return examine_shown(shown(docx), record or embedded.read(docx), phrases)


def examine_shown(lines: Sequence[Shown], record: Embedded, phrases: Sequence[str] = ()) -> Examined:
    """The same for paragraphs that were read already."""
    return Resolver(lines, written(record), phrases).examine()


def numbers(docx: Path | bytes, record: Embedded | None = None) -> list[Number]:
    """Every number of the accepted state, in the order of the document."""
    return list(examine(docx, record).numbers)
