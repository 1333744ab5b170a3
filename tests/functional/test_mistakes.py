"""What a person does wrong: its exit code, three lines, and out/ as it was."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from functional.conftest import REPORT, Bench

pytestmark = pytest.mark.slow


@contextmanager
def changed(bench: Bench) -> Iterator[None]:
    """Put the ledgers back afterwards; out/ must not have changed in between."""
    kept = bench.root / "kept"
    shutil.copytree(bench.ledgers, kept)
    before = hashlib.sha256((bench.out / f"{REPORT}.docx").read_bytes()).hexdigest()
    try:
        yield
        assert hashlib.sha256((bench.out / f"{REPORT}.docx").read_bytes()).hexdigest() == before
        assert not (bench.edition / ".out-new").exists()
    finally:
        shutil.rmtree(bench.ledgers)
        kept.rename(bench.ledgers)


def roll(bench: Bench) -> Path:
    """A banner's October roll of urban 低保."""
    return next(
        path
        for path in sorted(bench.ledgers.rglob("*城市低保*.csv"))
        if "10月" in path.name and "2021" in path.name
    )


def edit(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    text = path.read_bytes().decode("gb18030")
    ends = "\r\n" if "\r\n" in text else "\n"
    path.write_bytes(ends.join(change(text.splitlines())).encode("gb18030") + ends.encode())


def test_a_deleted_ledger(bench: Bench) -> None:
    with changed(bench):
        next(bench.ledgers.rglob("*养老机构台账*")).unlink()
        lines = bench.lines_of_failure(11, "build", "sample")
        assert "养老机构台账" in lines[0]


def test_one_banners_roll_of_a_month_is_gone(bench: Bench) -> None:
    with changed(bench):
        roll(bench).unlink()
        lines = bench.lines_of_failure(12, "build", "sample")
        assert "城市低保发放台账" in "".join(lines)
        assert "2021-10" in lines[1]
        assert "00_ledgers.ipynb" in lines[0]


def test_a_roll_copied_by_the_browser(bench: Bench) -> None:
    with changed(bench):
        path = roll(bench)
        shutil.copy2(path, path.with_name(f"{path.stem} (1).csv"))
        lines = bench.lines_of_failure(12, "build", "sample")
        assert "(1)" in "".join(lines)


def test_a_misspelt_column(bench: Bench) -> None:
    with changed(bench):
        edit(roll(bench), lambda lines: [line.replace("户月保障金额", "户月保章金额") for line in lines])
        lines = bench.lines_of_failure(12, "build", "sample")
        assert "户月保障金额（元）" in lines[1]
        assert "户月保章金额" in lines[1]


def test_text_in_an_amount(bench: Bench) -> None:
    def spoil(lines: list[str]) -> list[str]:
        head = next(index for index, line in enumerate(lines) if "户月保障金额" in line)
        column = [name.strip('"') for name in lines[head].split(",")].index("户月保障金额（元）")
        for index in range(head + 1, len(lines)):
            cells = lines[index].split(",")
            if cells[column].strip('"').strip():
                cells[column] = "约五百"
                lines[index] = ",".join(cells)
                return lines
        raise AssertionError("no amount in the roll")

    with changed(bench):
        edit(roll(bench), spoil)
        lines = bench.lines_of_failure(12, "build", "sample")
        assert "行" in lines[0]


def test_an_emptied_file(bench: Bench) -> None:
    with changed(bench):
        roll(bench).write_bytes(b"")
        lines = bench.lines_of_failure(11, "build", "sample")
        assert roll(bench).name in lines[0]


def test_a_parameter_that_does_not_exist(bench: Bench) -> None:
    with changed(bench):
        assert "horizon" in bench.lines_of_failure(2, "build", "sample", "-p", "horizonn=3")[2]


def test_an_out_that_cannot_be_written(bench: Bench) -> None:
    with changed(bench):
        bench.out.chmod(0o555)
        try:
            assert "不能写入" in bench.lines_of_failure(14, "build", "sample")[1]
        finally:
            bench.out.chmod(0o755)


def test_an_unknown_placeholder_in_the_template(bench: Bench) -> None:
    from taizhang.document import write_template

    template = bench.root / "reports/templates/year-end.docx"
    kept = template.read_bytes()
    outline = bench.root / "outline.txt"
    outline.write_text("标题：试\n城市低保{{ 城市低保人口数 }}人。\n", encoding="utf-8")
    with changed(bench):
        try:
            write_template(outline, template)
            lines = bench.lines_of_failure(14, "build", "sample")
            assert "城市低保人口数" in lines[1]
            assert "城市低保人数" in lines[2]
        finally:
            template.write_bytes(kept)


def test_a_final_edition_is_never_rebuilt(bench: Bench) -> None:
    path = bench.edition / "edition.yml"
    kept = path.read_text(encoding="utf-8")
    with changed(bench):
        try:
            path.write_text(kept.replace("state: 草稿", "state: 定稿"), encoding="utf-8")
            assert "定稿" in bench.lines_of_failure(2, "build", "sample")[1]
        finally:
            path.write_text(kept, encoding="utf-8")


def test_an_accepted_case_that_matches_nothing(bench: Bench) -> None:
    path = bench.edition / "edition.yml"
    kept = path.read_text(encoding="utf-8")
    case = 'accepted:\n  - case: "MISSING_PLACE_MONTH:children:150602:2021-05"\n    reason: 试\n'
    with changed(bench):
        try:
            path.write_text(kept + case, encoding="utf-8")
            bench.lines_of_failure(10, "build", "sample")
        finally:
            path.write_text(kept, encoding="utf-8")


def test_a_charity_ledger_that_only_the_text_asks_for_is_missed_too(bench: Bench) -> None:
    with changed(bench):
        for name in ("慈善台账", "重点任务台账"):
            path = next(bench.ledgers.rglob(f"*{name}*"))
            content = path.read_bytes()
            path.unlink()
            assert name in bench.lines_of_failure(11, "build", "sample")[0]
            path.write_bytes(content)


def other_place(bench: Bench, name: str, place: str) -> None:
    """Write another place into the first data row of a workbook."""
    import openpyxl

    path = next(bench.ledgers.rglob(name))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == "所属旗区" for cell in row))
    column = next(cell.column for cell in head if cell.value == "所属旗区")
    row = next(row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[column - 1].value)
    row[column - 1].value = place
    book.save(path)


def test_a_row_of_another_city_is_not_lost_in_silence(bench: Bench) -> None:
    with changed(bench):
        other_place(bench, "*社会组织台账.xlsx", "内蒙古自治区呼和浩特市新城区")
        assert "新城区" in bench.lines_of_failure(12, "build", "sample")[1]


def test_a_row_of_the_whole_city_among_its_banners_is_not_added_again(bench: Bench) -> None:
    with changed(bench):
        other_place(bench, "*2021年*福利彩票*.xlsx", "鄂尔多斯市")
        bench.lines_of_failure(12, "build", "sample")


def test_months_before_the_first_roll_are_missed(bench: Bench) -> None:
    path = bench.edition / "edition.yml"
    kept = path.read_text(encoding="utf-8")
    with changed(bench):
        try:
            path.write_text(kept.partition("accepted:")[0], encoding="utf-8")
            lines = bench.lines_of_failure(12, "build", "sample")
            assert "2021-01" in lines[1]
        finally:
            path.write_text(kept, encoding="utf-8")


def test_a_forecast_over_no_period_is_refused(bench: Bench) -> None:
    with changed(bench):
        assert "horizon" in bench.lines_of_failure(2, "build", "sample", "-p", "horizon=0")[0]
