"""A docx <-> everything that travels inside it, and whether any of it was altered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang.document import package
from taizhang.document.embedded import anchors as anchor_part
from taizhang.document.embedded import canonical, manifest, parts
from taizhang.document.embedded import facts as fact_part
from taizhang.document.embedded.facts import PrintedFact
from taizhang.document.model import Anchor, WrittenLine, WrittenPicture

_NAMES = {"anchors": (anchor_part.ROOT, "数字出处"), "facts": (fact_part.ROOT, "数据点")}
_MANIFEST_NAME = "清单"


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a docx carries: anchors in order, facts by id, the manifest (None when it is not there).

    ``lines`` and ``pictures`` are the whole document as it was written, against which it is verified.
    """

    anchors: tuple[Anchor, ...]
    facts: Mapping[str, PrintedFact]
    manifest: Mapping[str, Any] | None
    lines: tuple[WrittenLine, ...] = ()
    pictures: tuple[WrittenPicture, ...] = ()


def read(docx: Path | bytes) -> Embedded:
    """The parts inside a docx; empty where one is missing. ReportError when it is no docx."""
    found = package.unpack(docx)
    listed, printed = parts.find(found, anchor_part.ROOT), parts.find(found, fact_part.ROOT)
    made = parts.find(found, manifest.ROOT)
    return Embedded(
        () if listed is None else tuple(anchor_part.from_tree(listed)),
        {} if printed is None else fact_part.from_tree(printed),
        None if made is None else manifest.from_tree(made),
        () if listed is None else tuple(anchor_part.lines_of(listed)),
        () if listed is None else tuple(anchor_part.pictures_of(listed)),
    )


def embed(
    docx: Path | bytes,
    facts: Iterable[PrintedFact],
    about: Mapping[str, Any],
    anchors: Sequence[Anchor] | None = None,
) -> bytes:
    """The docx with facts and manifest in it; ``anchors`` replace those it has, when given.

    ``about`` says what made the document; the hashes of the other parts are added to it here.
    """
    changed = package.unpack(docx)
    if anchors is not None:
        changed = parts.put(changed, anchor_part.ROOT, anchor_part.to_xml(list(anchors)))
    changed = parts.put(changed, fact_part.ROOT, fact_part.to_xml(facts))
    whole = {**about, manifest.PARTS: _hashes(changed)}
    changed = parts.put(changed, manifest.ROOT, manifest.to_xml(whole))
    return package.repack(changed)


def problems(docx: Path | bytes) -> list[str]:
    """What is missing or was altered among the parts, as Chinese sentences; none when all agree."""
    found = package.unpack(docx)
    root = parts.find(found, manifest.ROOT)
    if root is None:
        return [f"文档内没有随附的{_MANIFEST_NAME}：可能不是由 taizhang 生成，或已被删去。"]
    written = manifest.from_tree(root)
    if written is None or not isinstance(written.get(manifest.PARTS), dict):
        return [f"文档内随附的{_MANIFEST_NAME}已被改动，无法读取。"]
    now = _hashes(found)
    return [
        f"文档内随附的{said}部分{'不见了' if name not in now else '与清单不符，已被改动'}。"
        for name, (_, said) in _NAMES.items()
        if now.get(name) != written[manifest.PARTS].get(name)
    ]


def _hashes(found: Mapping[str, bytes]) -> dict[str, str]:
    trees = {name: parts.find(found, root) for name, (root, _) in _NAMES.items()}
    return {
        name: hashlib.sha256(canonical.of_xml(tree)).hexdigest()
        for name, tree in trees.items()
        if tree is not None
    }
