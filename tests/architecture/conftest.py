"""A small tree that keeps every rule, to break one rule at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes one file of a small tree that keeps every rule: ``write(path, text)``."""

    def write_one(path: str, text: str) -> None:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    for path, text in KEPT.items():
        write_one(path, text)
    return write_one


def notebook(*cells: dict[str, object]) -> str:
    """A notebook's file text."""
    return json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def markdown(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: str, *, tags: tuple[str, ...] = (), outputs: tuple[object, ...] = ()) -> dict[str, object]:
    return {
        "cell_type": "code",
        "metadata": {"tags": list(tags)},
        "source": source,
        "outputs": list(outputs),
        "execution_count": None,
    }


PARAMETERS = code('edition = "某期次"', tags=("parameters",))
GOOD_NOTEBOOK = notebook(markdown("# 台账核验"), PARAMETERS, code("show(edition)"))

LABELS = """
indicators:
  - {id: a, label: 城市低保人数}
  - {id: b, label: 公墓}
"""

KEPT = {
    "lib/taizhang/__init__.py": '"""The package."""\n',
    "lib/taizhang/errors.py": '"""Errors."""\n',
    "lib/taizhang/declare/__init__.py": '"""Specs."""\nimport yaml\nfrom taizhang.errors import Wrong\n',
    "lib/taizhang/present/charts.py": '"""Charts."""\nimport matplotlib\nfrom ..declare import a\n',
    "lib/taizhang/document/word/save.py": '"""Saves."""\nimport docx\n',
    "lib/taizhang/demo/__init__.py": '"""Demo."""\nimport openpyxl\nX = "城市低保人数", 12310\n',
    "lib/taizhang/cli.py": '"""Commands."""\nfrom taizhang import demo, present\n',
    "lib/taizhang/definitions/indicators/a.yml": LABELS,
    "notebooks/00_ledgers.ipynb": GOOD_NOTEBOOK,
    "reports/x/edition.yml": "place: 150600\n",
    "reports/x/out/facts.csv": "fact,value\na,12310\n",
}
