"""The demo as a command uses it: names, folders, bytes, and the small committed sample."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from stdnum.cn import ric, uscc

from demo_reading import definitions, money, names, read
from taizhang import demo
from taizhang.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "data_raw/sample"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "sample"
    demo.write("sample", folder)
    return folder


@pytest.fixture(scope="module")
def tables(sample):
    return read(sample)


def contents(folder: Path) -> dict[str, object]:
    """What each file says; members of a zip one by one, since compression may differ between platforms."""
    found: dict[str, object] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as box:
                found[name] = {item.filename: box.read(item) for item in box.infolist()}
        else:
            found[name] = path.read_bytes()
    return found


def test_an_unknown_name_is_refused_and_the_known_ones_are_named(tmp_path):
    with pytest.raises(UsageError) as refused:
        demo.write("ordos2021", tmp_path / "x")
    assert "最接近的是 ordos-2021" in refused.value.do
    assert all(name in refused.value.do for name in demo.NAMES)
    assert not (tmp_path / "x").exists()


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path):
    other = tmp_path / "真实台账.csv"
    other.write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"真实台账\.csv"):
        demo.write("sample", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["真实台账.csv"]


def test_a_file_put_among_the_demo_s_is_refused_too(tmp_path):
    folder = tmp_path / "sample"
    demo.write("sample", folder)
    (folder / "社会救助/新增.csv").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"社会救助/新增\.csv"):
        demo.write("sample", folder)


def test_writing_again_mends_what_was_lost_and_changed(sample, tmp_path):
    folder = tmp_path / "again"
    demo.write("sample", folder)
    (folder / "sources.yml").unlink()
    (folder / "说明.txt").write_text("别的话", encoding="utf-8")
    demo.write("sample", folder)
    assert contents(folder) == contents(sample)
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_a_folder_that_cannot_be_made_is_a_user_s_error(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="写不进去"):
        demo.write("sample", tmp_path / "file" / "sample")


def test_the_returned_paths_are_the_files_there(tmp_path):
    paths = demo.write("sample", tmp_path / "sample")
    there = sorted(p for p in (tmp_path / "sample").rglob("*") if p.is_file() and p.name != ".demo.json")
    assert sorted(paths) == there


def test_progress_ends_at_the_end(tmp_path):
    told: list[tuple[int, int, str]] = []
    demo.write("sample", tmp_path / "sample", progress=lambda *step: told.append(step))
    done, of, _ = told[-1]
    assert done == of > 10
    assert [step[0] for step in told] == sorted(step[0] for step in told)


def test_another_time_zone_hash_seed_and_folder_give_the_same_bytes(sample, tmp_path):
    folder = tmp_path / "别的 文件夹" / "sample"
    code = f"from pathlib import Path; from taizhang import demo; demo.write('sample', Path({str(folder)!r}))"
    setting = {
        **os.environ,
        "TZ": "Asia/Shanghai",
        "PYTHONHASHSEED": "12345",
        "PYTHONPATH": str(ROOT / "lib"),
    }
    subprocess.run([sys.executable, "-c", code], env=setting, check=True, cwd=tmp_path)
    names = sorted(p.relative_to(sample) for p in sample.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    assert [name for name in names if (sample / name).read_bytes() != (folder / name).read_bytes()] == []


def test_the_committed_sample_is_what_the_demo_writes(sample):
    assert contents(COMMITTED) == contents(sample)


def test_every_declared_ledger_is_there_but_the_published_one(tables):
    main = {name for name, spec in definitions().items() if not spec.get("supplementary")}
    assert {table.ledger for table in tables} == main - {"national_annual"}


def test_every_required_column_is_there(tables):
    known = definitions()
    for table in tables:
        columns = known[table.ledger]["columns"]
        there = {names(columns).get(head) for head in table.heads}
        assert [key for key, one in columns.items() if one.get("required") and key not in there] == [], (
            table.path.name
        )


def test_every_category_word_is_a_declared_one(tables):
    known = definitions()
    odd = set()
    for table in tables:
        for key, column in known[table.ledger]["columns"].items():
            if column["type"] != "category" or key not in table.keys:
                continue
            words = {word for value, others in column["values"].items() for word in (value, *others)}
            odd |= {(table.ledger, row[key]) for row in table.rows if row[key] is not None} - {
                (table.ledger, word) for word in words
            }
    assert odd == set()


def test_every_total_of_the_sample_is_the_sum_of_its_column(tables):
    known = definitions()
    sums = [
        (money(table.totals[column]), sum(money(row[column]) for row in table.rows))
        for table in tables
        for column in known[table.ledger].get("totals", ())
    ]
    assert len(sums) > 60
    assert all(total == of for total, of in sums)


def test_ids_have_an_area_that_no_county_has(tables):
    ids = {str(row["id_number"]) for table in tables for row in table.rows if row.get("id_number")}
    counties = (ROOT / "lib/taizhang/data/gbt2260.csv").read_text(encoding="utf-8")
    assert {number[:4] for number in ids} == {"1599"}
    assert "\n1599" not in counties
    assert yaml.safe_load((COMMITTED / "sources.yml").read_text(encoding="utf-8")) == {
        "valid_id_areas": ["1599"]
    }


def test_check_digits_are_right_but_for_two_people(tables):
    ids = {str(row["id_number"]) for table in tables for row in table.rows if row.get("id_number")}
    assert sum(ric.calc_check_digit(number) != number[17] for number in ids) == 2


def test_unified_codes_are_valid(sample):
    import openpyxl

    sheet = openpyxl.load_workbook(sample / "基层治理/社会组织台账.xlsx").active
    codes = [row[4] for row in sheet.iter_rows(min_row=5, values_only=True) if row[4]]
    assert len(codes) > 20
    assert all(uscc.is_valid(code) and code[2:6] == "1599" for code in codes)


def test_targets_of_tasks_name_declared_indicators(tables):
    folder = ROOT / "lib/taizhang/definitions/indicators"
    labels = {
        item["label"]
        for path in folder.glob("*.yml")
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]
    }
    named = {row["indicator"] for table in tables if table.ledger == "tasks" for row in table.rows} - {None}
    assert len(named) >= 12
    assert named <= labels
