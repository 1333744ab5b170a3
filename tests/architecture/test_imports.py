"""The rooms' order and the heavy libraries' rooms hold, and a breach is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from architecture.conftest import Write
from architecture.findings import report
from architecture.rules_imports import heavy_libraries, layering


def test_no_room_imports_a_higher_one(root: Path) -> None:
    assert not (breaches := layering(root)), report(breaches)


def test_heavy_libraries_stay_in_their_rooms(root: Path) -> None:
    assert not (breaches := heavy_libraries(root)), report(breaches)


def test_a_tree_that_keeps_the_rules_has_no_breach(tmp_path: Path, write: Write) -> None:
    assert layering(tmp_path) == []
    assert heavy_libraries(tmp_path) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("declare/specs.py", "import taizhang.run"),
        ("declare/specs.py", "from taizhang import present"),
        ("declare/specs.py", "from taizhang.ledger.read import rows"),
        ("declare/specs.py", "from .. import ledger"),
        ("document/word/late.py", "def f():\n    from ...run import stages"),
        ("errors.py", "from .declare import spec"),
        ("__init__.py", "from taizhang.cli import main"),
        ("demo/people.py", "from taizhang.declare import spec"),
        ("run/stages.py", "from taizhang import demo"),
        ("run/stages.py", "from taizhang.demo.people import names"),
        ("shortcuts.py", "X = 1"),
    ],
)
def test_an_import_against_the_order_is_seen(tmp_path: Path, write: Write, path: str, line: str) -> None:
    write(f"lib/taizhang/{path}", line)
    assert [breach.where.split(":")[0] for breach in layering(tmp_path)] == [f"lib/taizhang/{path}"]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("run/stages.py", "import yaml"),
        ("analysis/facts.py", "import pyarrow.parquet as pq"),
        ("analysis/trend.py", "from ibis import _"),
        ("document/read.py", "from docx import Document"),
        ("cli.py", "def f():\n    import papermill"),
        ("present/book.py", "import openpyxl"),
    ],
)
def test_a_heavy_library_outside_its_room_is_seen(tmp_path: Path, write: Write, path: str, line: str) -> None:
    write(f"lib/taizhang/{path}", line)
    assert [breach.where.split(":")[0] for breach in heavy_libraries(tmp_path)] == [f"lib/taizhang/{path}"]
