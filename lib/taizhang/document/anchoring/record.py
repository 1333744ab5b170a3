"""A rendered package and its anchors -> the same with everything it shows on record inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from taizhang.document.anchoring.visible import Shown, pictures, shown
from taizhang.document.embedded import anchors as anchor_part
from taizhang.document.embedded import parts
from taizhang.document.model import Anchor, WrittenLine


def complete(
    package: Mapping[str, bytes], anchors: Sequence[Anchor]
) -> tuple[dict[str, bytes], list[Anchor]]:
    """Put the text and the pictures as written beside the anchors; the anchors learn where they begin."""
    seen = shown(package)
    placed = _placed(anchors, seen)
    lines = [
        WrittenLine(line.part, line.paragraph, line.text, line.cell) for line in seen if line.text.strip()
    ]
    blob = anchor_part.to_xml(placed, lines, pictures(package))
    return parts.put(package, anchor_part.ROOT, blob), placed


def _placed(anchors: Sequence[Anchor], seen: Sequence[Shown]) -> list[Anchor]:
    starts = {
        (line.part, line.paragraph, control.number): control.start
        for line in seen
        for control in line.controls
    }
    return [
        replace(anchor, start=starts[anchor.part, anchor.paragraph, anchor.control]) for anchor in anchors
    ]
