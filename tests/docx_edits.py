"""What people and programs do to a docx between its writing and its reading."""

from __future__ import annotations

import copy
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from taizhang.document import package
from taizhang.document.ooxml import el, parse, qn, run, serialise

BODY = "word/document.xml"
Node = Any
P = qn("w:p")
_CHANGE = {"w:id": 900, "w:author": "某人", "w:date": "2022-01-05T00:00:00Z"}


def edited(docx: Path | bytes, change: Callable[[Node], None], part: str = BODY) -> bytes:
    """The docx after ``change`` was done to one part's root."""
    parts = package.unpack(docx)
    root = parse(parts[part])
    change(root)
    return package.repack({**parts, part: serialise(root)})


def without_custom_parts(docx: Path | bytes) -> bytes:
    """As after pasting into another document: nothing of ours travels along but the text."""
    parts = package.unpack(docx)
    kept = {name: blob for name, blob in parts.items() if not name.startswith("customXml/")}
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        root = parse(kept[name])
        for node in list(root):
            if "customXml" in node.get("Target", "") + node.get("PartName", ""):
                root.remove(node)
        kept[name] = serialise(root)
    return package.repack(kept)


def strip_controls(root: Node) -> None:
    """Every control gone, what was in it kept."""
    for control in list(root.iter(qn("w:sdt"))):
        parent, at = control.getparent(), control.getparent().index(control)
        parent[at : at + 1] = list(control.find(qn("w:sdtContent")))


def strip_bookmarks(root: Node) -> None:
    """Every bookmark gone."""
    for node in list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        node.getparent().remove(node)


def controls(root: Node, tag: str) -> list[Node]:
    """The controls of a tag, in order."""
    return [
        control
        for control in root.iter(qn("w:sdt"))
        if (node := control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")) is not None
        and node.get(qn("w:val")) == tag
    ]


def control_with(root: Node, text: str) -> Node:
    """The first control that says ``text``."""
    return next(each for each in root.iter(qn("w:sdt")) if said(each) == text)


def said(node: Node) -> str:
    """All text below a node."""
    return "".join(each.text or "" for each in node.iter(qn("w:t")))


def paragraph_with(root: Node, text: str) -> Node:
    """The first paragraph that holds ``text``."""
    return next(each for each in root.iter(qn("w:p")) if text in said(each))


def say(node: Node, text: str) -> None:
    """Retype all text below a node: the first run says it, the others are empty."""
    texts = list(node.iter(qn("w:t")))
    for each in texts[1:]:
        each.text = ""
    texts[0].text = text
    texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def replace(node: Node, old: str, new: str) -> None:
    """Replace ``old``, which must stand once, in the text below a node, wherever runs end."""
    texts = list(node.iter(qn("w:t")))
    whole = "".join(each.text or "" for each in texts)
    start = whole.index(old)
    assert whole.find(old, start + 1) < 0, "the text to replace must be unique"
    at, first = 0, True
    for each in texts:
        text = each.text or ""
        low, high = max(start - at, 0), min(start + len(old) - at, len(text))
        if low < high:
            each.text = text[:low] + (new if first else "") + text[high:]
            each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            first = False
        at += len(text)


def through_libreoffice(docx: bytes, folder: Path) -> bytes | None:
    """The docx as LibreOffice saves it; None where it is not installed."""
    source = folder / "in.docx"
    source.write_bytes(docx)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/lo", "--headless", "--convert-to"]
    try:
        subprocess.run(
            [*command, "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    except FileNotFoundError:
        return None
    return (folder / "out" / "in.docx").read_bytes()


def copied(node: Node) -> Node:
    """The same once more."""
    return copy.deepcopy(node)


def typed(text: str) -> Node:
    """A run with a text that somebody typed."""
    return run(text)


def deleted(runs: Node) -> Node:
    """A run, struck out as a tracked change."""
    for text in runs.iter(qn("w:t")):
        text.tag = qn("w:delText")
    return el("w:del", _CHANGE, runs)


def inserted(runs: Node) -> Node:
    """A run, put in as a tracked change."""
    return el("w:ins", _CHANGE, runs)
