"""The theme a docx is expected to carry; no style of ours refers to it."""

from __future__ import annotations

from taizhang.document.ooxml import Node, el, serialise
from taizhang.document.word.style import FANGSONG, LATIN

_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F3A5F", "lt2": "EEEEEE", "accent1": "2F6DA8",
    "accent2": "C0392B", "accent3": "5B8C3E", "accent4": "D68910", "accent5": "6C4A9E", "accent6": "2A8C82",
    "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip


def theme() -> bytes:
    """``word/theme/theme1.xml``: plain colours and fills, the document's own fonts."""
    colors = [el(f"a:{name}", None, el("a:srgbClr", {"val": color})) for name, color in _COLORS.items()]
    elements = el(
        "a:themeElements",
        None,
        el("a:clrScheme", {"name": "taizhang"}, *colors),
        el("a:fontScheme", {"name": "taizhang"}, _fonts("a:majorFont"), _fonts("a:minorFont")),
        _formats(),
    )
    return serialise(el("a:theme", {"name": "taizhang"}, elements))


def _fonts(name: str) -> Node:
    faces = (("a:latin", LATIN), ("a:ea", FANGSONG), ("a:cs", LATIN))
    return el(name, None, *(el(face, {"typeface": font}) for face, font in faces))


def _fill() -> Node:
    return el("a:solidFill", None, el("a:schemeClr", {"val": "phClr"}))


def _formats() -> Node:
    widths = (6350, 12700, 19050)
    return el(
        "a:fmtScheme",
        {"name": "taizhang"},
        el("a:fillStyleLst", None, *(_fill() for _ in widths)),
        el("a:lnStyleLst", None, *(el("a:ln", {"w": width}, _fill()) for width in widths)),
        el("a:effectStyleLst", None, *(el("a:effectStyle", None, el("a:effectLst")) for _ in widths)),
        el("a:bgFillStyleLst", None, *(_fill() for _ in widths)),
    )
