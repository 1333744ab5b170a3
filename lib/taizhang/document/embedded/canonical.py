"""An XML part or a plain value -> canonical bytes -> SHA-256 and SM3, whoever wrote the file last."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes

from taizhang.document.ooxml import Node


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Two hashes over the same bytes, as 64 lower-case hex digits each: SHA-256, and SM3 (GB/T 32905)."""

    sha256: str
    sm3: str

    def holds(self, text: str) -> bool:
        """Whether ``text``, as typed from a register (blanks, colons and capitals allowed), is one of the two."""
        plain = "".join(text.split()).replace(":", "").replace("：", "").lower()
        return plain in (self.sha256, self.sm3)


def of_value(value: object) -> bytes:
    """A JSON value -> the one text it has: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def of_xml(root: Node) -> bytes:
    """A tree -> bytes that prefixes, attribute order, declarations and indents have no part in."""
    return of_value(_plain(root))


def _plain(node: Node) -> list[object]:
    children = [_plain(child) for child in node if isinstance(child.tag, str)]
    # Between elements blanks are only indents; in a leaf they are text.
    text = (node.text or "") if not children else ""
    return [node.tag, dict(node.attrib), text, children]


def digests(data: bytes) -> Fingerprint:
    """Bytes -> their SHA-256 and SM3."""
    sm3 = hashes.Hash(hashes.SM3())  # hashlib has it only where the system's OpenSSL was built with it
    sm3.update(data)
    return Fingerprint(hashlib.sha256(data).hexdigest(), sm3.finalize().hex())
