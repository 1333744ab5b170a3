"""Notebooks show and the library computes, and a breach is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from architecture.conftest import PARAMETERS, Write, code, markdown, notebook
from architecture.findings import report
from architecture.rules_notebooks import notebooks

TITLE = markdown("# 台账核验")


def test_notebooks_are_thin(root: Path) -> None:
    assert not (breaches := notebooks(root)), report(breaches)


def test_a_thin_notebook_has_no_breach(tmp_path: Path, write: Write) -> None:
    assert notebooks(tmp_path) == []


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ((TITLE, code("x = 1")), "0 cells are tagged"),
        ((TITLE, PARAMETERS, PARAMETERS), "2 cells are tagged"),
        ((PARAMETERS,), "there is no text"),
        ((TITLE, PARAMETERS, markdown("Results")), "cell 3 is text without Chinese"),
        ((TITLE, PARAMETERS, code("def f(): pass")), "cell 3 defines"),
        ((TITLE, PARAMETERS, code("class C: pass")), "cell 3 defines"),
        ((TITLE, PARAMETERS, code("f = lambda: 1")), "cell 3 defines"),
        ((TITLE, PARAMETERS, code("for row in table.itertuples(): show(row)")), "cell 3 loops"),
        ((TITLE, PARAMETERS, code("[row for row in table.to_pylist()]")), "cell 3 loops"),
        ((TITLE, PARAMETERS, code("while True: pass")), "cell 3 loops"),
        ((TITLE, PARAMETERS, code("x", outputs=({"output_type": "stream"},))), "cell 3 keeps its output"),
    ],
)
def test_a_notebook_that_does_more_than_show_is_seen(
    tmp_path: Path, write: Write, cells: tuple[dict[str, object], ...], why: str
) -> None:
    write("notebooks/00_ledgers.ipynb", notebook(*cells))
    assert [breach.why[: len(why)] for breach in notebooks(tmp_path)] == [why]


def test_a_loop_over_a_few_charts_is_no_loop_over_rows(tmp_path: Path, write: Write) -> None:
    cells = (TITLE, PARAMETERS, code("for chart in charts: show(chart)"))
    write("notebooks/00_ledgers.ipynb", notebook(*cells))
    assert notebooks(tmp_path) == []
