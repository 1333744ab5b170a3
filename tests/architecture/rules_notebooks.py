"""Rules on notebooks: they show, the library computes."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from architecture.findings import Breach

Cell = dict[str, Any]
ROW_ITERATORS = {"iterrows", "itertuples", "to_pylist", "fetchall", "to_dict", "to_batches", "to_records"}
HAN = re.compile(r"[\u4e00-\u9fff]")
LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)


def cells_of(path: Path) -> list[Cell]:
    """The notebook's cells, each source as one text."""
    cells: list[Cell] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in cells]


def notebooks(root: Path) -> list[Breach]:
    """A notebook lacks its one parameters cell or Chinese text, defines, loops over rows or keeps outputs."""
    return [
        Breach(f"notebooks/{path.name}", why)
        for path in sorted((root / "notebooks").glob("*.ipynb"))
        for why in _breaches(cells_of(path))
    ]


def _breaches(cells: list[Cell]) -> Iterator[str]:
    marked = sum("parameters" in cell["metadata"].get("tags", []) for cell in cells)
    if marked != 1:
        yield f"{marked} cells are tagged parameters, not one"
    if not any(cell["cell_type"] == "markdown" for cell in cells):
        yield "there is no text"
    for number, cell in enumerate(cells, start=1):
        judge = _text_breaches if cell["cell_type"] == "markdown" else _code_breaches
        yield from (f"cell {number} {why}" for why in judge(cell))


def _text_breaches(cell: Cell) -> Iterator[str]:
    if not HAN.search(cell["source"]):
        yield "is text without Chinese"


def _code_breaches(cell: Cell) -> Iterator[str]:
    if cell.get("outputs") or cell.get("execution_count"):
        yield "keeps its output"
    for node in ast.walk(ast.parse(cell["source"])):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            yield "defines what belongs in the library"
        elif isinstance(node, ast.While) or (isinstance(node, LOOPS) and _over_rows(node.iter)):
            yield "loops over rows"


def _over_rows(iterated: ast.expr) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in ROW_ITERATORS for node in ast.walk(iterated))
