"""The layouts, templates and forms beside the checkout -> the table of docs/layouts.md.

``python tests/layouts_table.py`` writes it anew.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEDGERS = ROOT.parent / "shared" / "data" / "ledgers"
PARTS = ("layouts", "xls-templates", "real-numbers")
PAGE = ROOT / "docs" / "layouts.md"
HEAD = """# 版式一览

公开材料中的空白表、导入模板和实有数字的表，逐一打开后的结果。由 `python tests/layouts_table.py` 生成，测试保证与程序一致。

- 识别依据是列名、标题用词和表头结构，不是文件名；`表头行` 是表头第一行的行号。
- 未识别的表，`taizhang check` 给出最接近的台账和一段可直接写入 sources.yml 的内容（`--json` 中为 `suggestion`）。
- 表内没有地区、月份列时，
  依次从标题行（含统计单位、统计时间）、工作表名、文件名、文件夹名取；取不到的，在 sources.yml 用 `values` 写明。
  导出时间、填报日期不作统计月份。
- 纵向合并的地区、月份、姓名等向下填充，金额、数量不填充；
  “同上”“〃”同样处理；其余空白照旧报告。并列多栏的表逐栏读取。

"""


def results() -> list[list[str]]:
    """One row a sheet: file, sheet, ledger, nearest, header row, rows."""
    from taizhang import declare
    from taizhang.ledger import import_collection

    catalogue = declare.load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "c"
        for part in PARTS:
            shutil.copytree(LEDGERS / part, folder / part, ignore=shutil.ignore_patterns("*.json"))
        imported = import_collection(folder, catalogue, cache=Path(scratch) / "cache", workers=1)
    labels = {name: spec.label for name, spec in catalogue.ledgers.items()}
    return [
        [
            sheet.path.replace("|", "／"),
            sheet.sheet,
            labels.get(sheet.ledger or "", "未识别"),
            labels.get(sheet.nearest or "", "—"),
            str(sheet.header_row or "—"),
            f"{sheet.accepted}/{sheet.rows}",
        ]
        for sheet in imported.files
    ]


def page() -> str:
    """The whole page."""
    rows = results()
    layouts = [row for row in rows if row[0].startswith("layouts/")]
    known = sum(row[2] != "未识别" for row in layouts)
    lines = [f"空白版式 {len(layouts)} 个，识别 {known} 个。", ""]
    lines += ["| 文件 | 工作表 | 台账 | 最接近 | 表头行 | 采用/数据行 |", "|---|---|---|---|---|---|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
