"""A report as another build would print it: every figure another one, everything else the same."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from taizhang.document import embedded, package
from taizhang.document.anchoring import record
from taizhang.document.model import Anchor
from taizhang.document.ooxml import parse, qn, serialise

BODY = "word/document.xml"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TURNED = {"增长": "下降", "下降": "增长", "增加": "减少", "减少": "增加"}


def renumbered(report: bytes, seed: int) -> bytes:
    """The report with other figures; one source and form has one text, as in a real build."""
    chance = random.Random(seed)
    listed = embedded.read(report).anchors
    said: dict[tuple[str, str], str] = {}
    for anchor in listed:
        if "@" in anchor.source:
            said.setdefault((anchor.source, anchor.form), _other(anchor.text, chance))
    anchors = [replace(one, text=said.get((one.source, one.form), one.text)) for one in listed]
    parts = package.unpack(report)
    finished, _ = record.complete({**parts, BODY: _retyped(parts[BODY], anchors)}, anchors)
    return package.repack(finished)


def _other(text: str, chance: random.Random) -> str:
    text = _NUMBER.sub(lambda found: _digits(found[0], chance), text)
    word = next((word for word in _TURNED if word in text), "")
    return text.replace(word, _TURNED[word]) if word and chance.random() < 0.5 else text


def _digits(number: str, chance: random.Random) -> str:
    whole, point, rest = number.partition(".")
    head = str(chance.randint(1, 9)) + "".join(str(chance.randint(0, 9)) for _ in whole[1:])
    return head + point + "".join(str(chance.randint(0, 9)) for _ in rest)


def _retyped(body: bytes, anchors: list[Anchor]) -> bytes:
    texts = {str(anchor.control): anchor.text for anchor in anchors if anchor.part == BODY}
    root = parse(body)
    for control in root.iter(qn("w:sdt")):
        (text,) = control.iter(qn("w:t"))
        text.text = texts[control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val"))]
    return serialise(root)
