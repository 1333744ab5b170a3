"""Rules on words: totals that only ledgers may give, and labels that only declarations may carry."""

from __future__ import annotations

import ast
import csv
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import yaml

from architecture.findings import PACKAGE, Breach, sources

DEMO = PACKAGE / "demo"
WHAT_A_BUILD_OR_A_PERSON_WRITES = ("out", "人工稿", "手工")
ZIPPED = {".docx", ".dotx", ".xlsx"}
UNREADABLE = {".png", ".svg", ".jpg", ".pyc", ".parquet"}
SHORT_LABEL = 4

NUMBER = re.compile(r"(?<![\d.])\d[\d,_，]*(?:\.\d+)?")
SCALES = {"万元": (0, 4, 6), "元": (0, 2)}  # as printed, in yuan, in fen


def long_totals(golden: Path) -> frozenset[str]:
    """The values of ``golden`` with five or more digits; money also in 元 and in 分."""
    with golden.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    values = (
        _plain(Decimal(row["value"]).scaleb(power))
        for row in rows
        if len(row["value"].replace(".", "")) >= 5
        for power in SCALES.get(row["unit"], (0,))
    )
    return frozenset(values)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def golden_totals(root: Path, golden: Path) -> list[Breach]:
    """A golden total of five or more digits stands in lib (outside demo), notebooks or reports."""
    totals = long_totals(golden)
    return [
        Breach(where, f"{number} is a total that only ledgers may give")
        for where, text in _texts(root)
        for number in sorted(_numbers(text) & totals)
    ]


def _numbers(text: str) -> set[str]:
    found = (re.sub(r"[,_，]", "", match) for match in NUMBER.findall(text))
    return {_plain(Decimal(number)) for number in found}


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for folder in ("lib", "notebooks", "reports"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and not _left_out(path.relative_to(root)):
                yield str(path.relative_to(root)), _text(path)


def _left_out(path: Path) -> bool:
    written = path.parts[0] == "reports" and any(
        part in WHAT_A_BUILD_OR_A_PERSON_WRITES or part.startswith(".") for part in path.parts
    )
    return written or path.is_relative_to(DEMO) or path.suffix in UNREADABLE


def _text(path: Path) -> str:
    if path.suffix not in ZIPPED:
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as parts:
        xml = (parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml"))
        # A number may be split over runs; attributes hold sizes, not figures.
        return "\n".join(
            re.sub(r"<[^>]*>", "", re.sub(r"</w:p>|</w:tc>|</c>|</si>", "\n", text)) for text in xml
        )


def labels(root: Path) -> frozenset[str]:
    """Every indicator's label in the shared definitions and in the editions' own."""
    files = [
        *(root / PACKAGE / "definitions" / "indicators").rglob("*.yml"),
        *(root / "reports").glob("*/definitions/**/*.yml"),
    ]
    found = (
        label for path in files for label in _labels_in(yaml.safe_load(path.read_text(encoding="utf-8")))
    )
    return frozenset(found)


def _labels_in(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("label"), str):
            yield node["label"]
        for value in node.values():
            yield from _labels_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _labels_in(value)


def labels_in_python(root: Path) -> list[Breach]:
    """An indicator's label stands in Python outside demo, or in a notebook's code."""
    known = labels(root)
    return [
        Breach(where, f"{label} is an indicator's label: it belongs in YAML")
        for where, constant in _constants(root)
        for label in sorted(known)
        if _says(constant, label)
    ]


def _says(constant: str, label: str) -> bool:
    # Short labels are everyday words (公墓): they count only when they stand alone.
    return constant == label or (len(label) > SHORT_LABEL and label in constant)


def _constants(root: Path) -> Iterator[tuple[str, str]]:
    for source in sources(root):
        if not source.path.is_relative_to(DEMO):
            yield from _strings(str(source.path), source.text)
    for notebook in sorted((root / "notebooks").glob("*.ipynb")):
        for number, code in _logic(notebook):
            yield from _strings(f"notebooks/{notebook.name} cell {number}", code)


def _logic(notebook: Path) -> Iterable[tuple[int, str]]:
    """The code cells but the parameters: a reader's choice is no logic."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    for number, cell in enumerate(cells, start=1):
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", []):
            yield number, "".join(cell["source"])


def _strings(where: str, code: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield f"{where}:{node.lineno}", node.value
