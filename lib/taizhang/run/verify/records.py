"""An edition's out/ -> what its build recorded: hashes of inputs and outputs, parameters, the document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang.document import embedded
from taizhang.document.embedded import Embedded, Fingerprint
from taizhang.errors import ReportError

CRATE = "ro-crate-metadata.json"
_OUTSIDE = "arcp:"
_INPUTS = ("data_raw/", "reports/")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a build wrote down of itself, in the crate beside the document and in the document."""

    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    document: str
    embedded: Embedded
    fingerprint: Fingerprint | None

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters by name, as one would type them behind -p."""
        chosen = (self.embedded.manifest or {}).get("parameters", {})
        return {
            name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for values in chosen.values()
            for name, value in values.items()
        }

    @property
    def library(self) -> str:
        """Version and code hash of the library that built it."""
        return str((self.embedded.manifest or {}).get("library", ""))


def read(folder: Path) -> Recorded:
    """The records of an edition's folder. ReportError when it was not built, or its records are gone."""
    out = folder / "out"
    if not out.is_dir():
        raise ReportError(
            f"期次 {folder.name}", "还没有生成过，没有可核验的结果", f"先运行 taizhang build {folder.name}。"
        )
    files, read_by = _crate(out)
    document = next((name for name in sorted(files) if name.endswith(".docx") and "/" not in name), "")
    path = out / document
    inside = embedded.read(path) if document and path.is_file() else Embedded((), {}, None)
    manifest = inside.manifest or {}
    # Where both know a file, the one inside the document counts: the fingerprint holds it.
    outputs = {**files, **manifest.get("outputs", {})}
    print_of = embedded.fingerprint(path) if inside.manifest else None
    return Recorded(manifest.get("inputs", read_by), outputs, document, inside, print_of)


def _crate(out: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What the crate lists, path -> SHA-256: everything below out/, and everything the build read."""
    try:
        graph: list[dict[str, Any]] = json.loads((out / CRATE).read_text(encoding="utf-8"))["@graph"]
        parts = [(str(part["@id"]), str(part["name"]), part["sha256"]) for part in graph if "sha256" in part]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReportError(
            f"期次 {out.parent.name}",
            f"out/ 中的清单 {CRATE} 不见了或读不出来",
            "重新生成，或从备份恢复 out/。",
        ) from error
    below = {name: digest for key, name, digest in parts if not key.startswith(_OUTSIDE)}
    outside = {name: digest for key, name, digest in parts if key.startswith(_OUTSIDE)}
    return below, {name: digest for name, digest in outside.items() if name.startswith(_INPUTS)}
