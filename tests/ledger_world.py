"""Small raw ledgers for tests, written here so that every expected value can be read off the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from shared_definitions import definitions
from taizhang.ledger import Finding, Import, import_collection

CATALOGUE = definitions()
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def person(serial: int, area: str = "159901", born: str = "19500101") -> str:
    """An id of an area that no county has, with the right check digit."""
    head = f"{area}{born}{serial:03d}"
    return (
        head
        + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(head, _WEIGHTS, strict=True)) % 11]
    )


OLD_AGE = "序号,所属旗区,老人姓名,身份证号码,发放月份,发放金额（元）"


def old_age(
    rows: Sequence[str], total: str | None = None, header: str = OLD_AGE, title: str = "高龄津贴发放名册"
) -> str:
    """A roll of the old-age allowance: title, unit line, header in row 3, data from row 4, total, footer."""
    lines = [title, "填报单位：某民政局,,,,,", header, *rows]
    if total is not None:
        lines.append(f"合计,,,,,{total}")
    return "\n".join([*lines, "制表人：社会福利股,,审核人：某"]) + "\n"


def row(serial: int, place: str = "东胜区", month: str = "2021-03", amount: str = "100.00") -> str:
    """One person paid once."""
    return f"{serial},{place},某甲,{person(serial)},{month},{amount}"


def write(folder: Path, name: str, text: str | bytes, encoding: str = "gb18030") -> Path:
    """A file of a collection; the folder gets the sources.yml that makes the synthetic ids valid."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    if not (folder / "sources.yml").exists():
        (folder / "sources.yml").write_text('valid_id_areas: ["1599"]\n', encoding="utf-8")
    return path


def book(folder: Path, name: str, rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> Path:
    """A workbook with one sheet; numbers are written as numbers."""
    path = write(folder, name, b"")
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, ["" if cell is None else cell for cell in cells])
    return path


def read(folder: Path, cache: Path | None = None) -> Import:
    """Import a folder in this process."""
    return import_collection(folder, CATALOGUE, cache=cache or folder.parent / "cache", workers=1)


def table(imported: Import, ledger: str) -> list[dict[str, object]]:
    """The accepted rows of a ledger."""
    import pyarrow.parquet as pq

    return [line for path in imported.tables.get(ledger, ()) for line in pq.read_table(path).to_pylist()]


def found(imported: Import, code: str) -> list[Finding]:
    """The findings of one code."""
    return [one for one in imported.findings if one.code == code]
