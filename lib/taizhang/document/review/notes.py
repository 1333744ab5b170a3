"""The parts of a docx -> its footnotes and endnotes by their reference in the body."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.document.ooxml import Node, parse, qn

Notes = Mapping[tuple[str, str], Node]
"""By the reference's tag and number."""

REFERENCES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_PARTS = (
    ("word/footnotes.xml", "w:footnote", REFERENCES[0]),
    ("word/endnotes.xml", "w:endnote", REFERENCES[1]),
)


def read_notes(parts: Mapping[str, bytes]) -> Notes:
    """The notes of an unpacked docx; separators, which nothing refers to, among them."""
    return {
        (reference, note.get(qn("w:id")) or ""): note
        for name, tag, reference in _PARTS
        if name in parts
        for note in parse(parts[name]).iter(qn(tag))
    }
