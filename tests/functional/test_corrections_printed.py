"""An edition's corrections stand in the report's appendix, in the notebook and in ledgers.json, without a value."""

from __future__ import annotations

import json

import docx
import pytest
from docx.oxml.ns import qn

from functional.conftest import REPORT

pytestmark = pytest.mark.slow

FILE = "东胜区_2021年10月_残疾人两项补贴发放花名册.csv"
WRITTEN = "6215990001013632384"
CORRECTION = f"""corrections:
- match: {{file: "*{FILE}", row: 4}}
  action: set
  column: place
  value: 东胜区
  reason: 地区写成了简称
  who: 社会福利科核对人员
"""
LINE = [f"*{FILE}", "全部", "1", "改写单元格：所属旗区", "地区写成了简称", "社会福利科核对人员"]


def _tables(path):
    """The texts of all cells, those inside content controls too."""
    return [
        [
            ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
            for row in table._tbl.iter(qn("w:tr"))
        ]
        for table in docx.Document(path).tables
    ]


def test_what_was_corrected_is_printed_and_no_cell_of_the_row_is(new_bench):
    bench = new_bench("勘误")
    (bench.edition / "corrections.yml").write_text(CORRECTION, encoding="utf-8")
    done = bench.run("build", "sample")
    assert done.returncode == 0, done.stderr
    report = bench.out / f"{REPORT}.docx"
    (table,) = [rows for rows in _tables(report) if rows[0][0] == "文件" and "处理" in rows[0]]
    assert table[1:] == [LINE]
    shown = (bench.out / "notebooks" / "00_ledgers.ipynb").read_text(encoding="utf-8")
    assert "地区写成了简称" in shown
    findings = json.loads((bench.out / "问题清单.json").read_text(encoding="utf-8"))["findings"]
    assert [one["row"] for one in findings if one["code"] == "CORRECTED"] == [4]
    assert WRITTEN not in shown + json.dumps(findings)
