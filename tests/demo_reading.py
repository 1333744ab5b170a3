"""The demo's files -> rows by plain Python: an independent reader that shares no code with the library."""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import openpyxl
import yaml

LEDGERS = Path(__file__).resolve().parents[1] / "lib/taizhang/definitions/ledgers"
BY_NAME = {
    "城市低保发放": "urban_dibao",
    "农村牧区低保发放": "rural_dibao",
    "特困人员": "special_hardship",
    "残疾人两项补贴": "disability",
    "高龄津贴": "old_age",
    "事实无人抚养": "children",
    "意外伤害保险": "insurance",
    "位次台账": "lottery_rank",
    "福利彩票销售台账": "lottery_sales",
    "养老机构": "elder_institutions",
    "社区养老服务设施": "elder_facilities",
    "社区综合服务设施": "communities",
    "社会组织": "social_organisations",
    "社会工作人才": "social_workers",
    "社会工作项目": "social_work_projects",
    "社工站": "social_work_stations",
    "殡葬设施": "funeral_facilities",
    "婚姻登记": "marriages",
    "火化": "cremations",
    "人口": "population",
    "政策标准": "policy_standards",
    "慈善": "charity",
    "会议活动": "meetings",
    "重点任务": "tasks",
}
EXTRA = {"序号", "备注"}
UNREAD = {"name", "bank_account", "township", "uscc"}
CODES = {
    "东胜": "150602",
    "康巴什": "150603",
    "达拉特": "150621",
    "准格尔": "150622",
    "鄂托克前": "150623",
    "鄂托克": "150624",
    "杭锦": "150625",
    "乌审": "150626",
    "伊金霍洛": "150627",
}


@dataclass
class Table:
    """One sheet: its rows by column id, its 合计 row, its header cells."""

    path: Path
    sheet: str
    ledger: str
    heads: list[str]
    keys: list[str]
    cells: list[tuple[object, ...]] = field(default_factory=list)
    totals: dict[str, object] = field(default_factory=dict)

    @property
    def rows(self) -> Iterator[dict[str, object]]:
        """Rows by column id; millions of them are kept as tuples."""
        return (dict(zip(self.keys, cells, strict=True)) for cells in self.cells)


def definitions() -> dict[str, dict]:
    """The ledger definitions as plain YAML."""
    found = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(LEDGERS.glob("*.yml"))]
    return {item["id"]: item for item in found}


def read(folder: Path) -> list[Table]:
    """Every ledger sheet of a collection."""
    known = definitions()
    tables = []
    gc.disable()  # millions of tuples and no cycles among them
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".csv":
            tables.append(_table(path, "", _csv_rows(path), known))
        elif path.suffix == ".xlsx" and not path.name.startswith("~$"):
            book = openpyxl.load_workbook(path, read_only=True)
            tables += [
                _table(path, sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)], known)
                for sheet in book
            ]
            book.close()
    gc.freeze()
    gc.enable()
    return tables


def _csv_rows(path: Path) -> list[list[object]]:
    with path.open(encoding="gb18030", newline="") as lines:
        return [[cell if cell != "" else None for cell in row] for row in csv.reader(lines)]


def _table(path: Path, sheet: str, rows: list[list[object]], known: dict[str, dict]) -> Table:
    ledger = "facility_coverage" if sheet == "覆盖社区" else _ledger(path)
    top = next(n for n, row in enumerate(rows) if row and row[0] == "序号")
    deep = rows[top + 1][0] is None
    heads = [str((rows[top + 1][k] if deep else None) or cell) for k, cell in enumerate(rows[top])]
    ways = names(known[ledger]["columns"])
    unknown = [head for head in heads if head not in ways and head not in EXTRA]
    assert not unknown, f"{path.name}: {unknown}"
    wanted = [(k, ways[h]) for k, h in enumerate(heads) if h in ways and ways[h] not in UNREAD]
    table = Table(path, sheet, ledger, heads, [key for _, key in wanted])
    same: dict[object, object] = {}
    for row in rows[top + (2 if deep else 1) :]:
        if str(row[0]).startswith("制表人"):
            continue
        cells = tuple(same.setdefault(row[k], row[k]) for k, _ in wanted)
        if row[0] == "合计":
            assert not table.totals
            table.totals = dict(zip(table.keys, cells, strict=True))
        else:
            assert len(row) == len(heads)
            table.cells.append(cells)
    return table


def names(columns: dict[str, dict]) -> dict[str, str]:
    """Column ids by every way of writing them: what any ledger may call them first, its own words last."""
    shared = yaml.safe_load((LEDGERS.parent / "wording" / "columns.yml").read_text(encoding="utf-8"))
    common = {}
    for key, column in columns.items():
        family = column.get("like", key)
        common |= dict.fromkeys(shared["names"].get(family, ()), key)
        for people in ("", *column.get("people", ()), *shared["people"]):
            common |= {f"{people}{way}": key for way in shared["of_persons"].get(family, ())}
    own = {
        name: key for key, column in columns.items() for name in (column["name"], *column.get("aliases", ()))
    }
    return {f"{name}（元）": key for name, key in common.items()} | common | own


def _ledger(path: Path) -> str:
    return next(ledger for word, ledger in BY_NAME.items() if word in path.name)


@lru_cache(maxsize=100_000)
def place(value: object) -> str:
    """A banner's code from any way of writing it; the city's for the city."""
    text = str(value).strip().removeprefix("内蒙古自治区").removeprefix("鄂尔多斯市")
    return "150600" if not text else text if text in CODES.values() else CODES[text.rstrip("区旗")]


@lru_cache(maxsize=100_000)
def month(value: object) -> str:
    """A month as YYYY-MM."""
    year, number = re.fullmatch(r"(\d{4})[-.年]?(\d{1,2})月?", str(value)).groups()
    return f"{year}-{int(number):02d}"


@lru_cache(maxsize=100_000)
def day(value: object) -> date | None:
    """A day from any way of writing it; None when blank; ValueError when no day."""
    if value is None or isinstance(value, datetime):
        return value.date() if value else None
    found = re.fullmatch(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?", str(value))
    if not found:
        raise ValueError
    return date(*map(int, found.groups()))


@lru_cache(maxsize=100_000)
def money(value: object) -> Decimal:
    """An amount; blank is 0."""
    return Decimal(str(value).replace(",", "")) if value is not None else Decimal(0)
