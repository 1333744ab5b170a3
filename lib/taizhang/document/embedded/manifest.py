"""The manifest that travels inside a docx <-> its custom XML part; its fingerprint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from taizhang.document import package
from taizhang.document.embedded import canonical, parts
from taizhang.document.embedded.canonical import Fingerprint
from taizhang.document.model import MANIFEST_NAMESPACE
from taizhang.document.ooxml import Node, serialise

ROOT = f"{{{MANIFEST_NAMESPACE}}}manifest"
PARTS = "parts"


def to_xml(manifest: Mapping[str, Any]) -> bytes:
    """A JSON object -> the part: one element with the canonical text."""
    root = etree.Element(ROOT, nsmap={None: MANIFEST_NAMESPACE})
    root.text = canonical.of_value(dict(manifest)).decode()
    return serialise(root)


def from_tree(root: Node) -> dict[str, Any] | None:
    """The part -> the object; None when its text is no longer one."""
    try:
        value = json.loads(root.text or "")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def of(manifest: Mapping[str, Any]) -> Fingerprint:
    """The fingerprint of a manifest, which itself holds the hashes of everything else."""
    return canonical.digests(canonical.of_value(dict(manifest)))


def fingerprint(docx: Path | bytes) -> Fingerprint | None:
    """The fingerprint of the manifest inside a docx; None when there is none or it is unreadable."""
    root = parts.find(package.unpack(docx), ROOT)
    manifest = None if root is None else from_tree(root)
    return None if manifest is None else of(manifest)
