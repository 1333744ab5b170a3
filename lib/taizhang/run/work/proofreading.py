"""90_report: the document that was written -> what a proofreader would say of its figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from taizhang.document import review
from taizhang.indicators import FactBook
from taizhang.proofread import Result, proofread, table
from taizhang.run import proofreading
from taizhang.run.desk import OpenDesk
from taizhang.run.work.report import Written
from taizhang.run.work.shown import Table

PRODUCT = "校核.json"
COLUMNS = ["结论", "规则", "原文", "应为", "理由"]


def check(desk: OpenDesk, book: FactBook, written: Written) -> Table:
    """Proofread the document, its facts and the edition's known exceptions at hand; writes 校核.json.

    A remark is for a person to look at and stops nothing.
    """
    result = proofread(
        review.text(written.path),
        facts=proofreading.of_facts(book, desk.edition.place),
        exceptions=proofreading.beside(desk.edition.folder / written.path.name),
        name=written.path.name,
    )
    desk.write(PRODUCT, proofreading.as_json(result))
    return shown(result)


def of_files(*paths: str) -> Table:
    """Any reports, proofread and held against each other: what a notebook shows of them."""
    found = proofreading.proofread_files([Path(path) for path in paths])
    rows = [(one.path.name, *row) for one in found.files for row in _rows(one.result)]
    return Table(pd.DataFrame(rows, columns=["文件", *COLUMNS]))


def shown(result: Result) -> Table:
    """A row a remark and a known exception, then the counts."""
    return Table(pd.DataFrame(_rows(result), columns=COLUMNS))


def _rows(result: Result) -> list[tuple[str, ...]]:
    rows = [(one.status.value, one.rule, one.text, one.expected, one.reason) for one in result.remarks]
    rows += [
        ("例外", part.check.rule, part.check.text, "", part.exception.reason) for part in result.excepted
    ]
    rows += [("例外未用到", part.rule, part.fragment, "", part.reason) for part in result.unused]
    return [*rows, ("小结", "", table.summary(result), "", "")]
