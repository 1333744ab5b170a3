"""A second import reads only what changed, and never trusts a damaged entry."""

from __future__ import annotations

from ledger_world import CATALOGUE, old_age, read, row, table, write
from taizhang.ledger import as_json, import_collection, write_tables


def test_only_a_changed_file_is_read_again(tmp_path):
    folder = tmp_path / "c"
    write(folder, "a.csv", old_age([row(1)]))
    write(folder, "b.csv", old_age([row(2, "达拉特旗")]))
    assert read(folder).reused == 0
    write(folder, "b.csv", old_age([row(3, "达拉特旗")]))
    again = read(folder)
    assert again.reused == 1
    assert sorted(line["_file"] for line in table(again, "old_age")) == ["a.csv", "b.csv"]
    assert as_json(read(folder)) == as_json(again)


def test_what_sources_yml_says_is_part_of_the_entry(tmp_path):
    folder = tmp_path / "c"
    write(folder, "a.csv", old_age([row(1)]))
    assert read(folder).reused == 0
    (folder / "sources.yml").write_text("valid_id_areas: []\n", encoding="utf-8")
    again = read(folder)
    assert again.reused == 0
    assert [one.code for one in again.findings] == ["ID_AREA"]


def test_a_damaged_entry_or_table_is_made_again(tmp_path):
    folder = tmp_path / "c"
    write(folder, "a.csv", old_age([row(1), row(2)]))
    first = as_json(read(folder))
    for pattern in ("*.json", "*.parquet"):
        (path,) = (tmp_path / "cache").rglob(pattern)
        path.write_bytes(path.read_bytes()[:-3] + b"xxx")
        again = read(folder)
        assert (again.reused, as_json(again)) == (0, first)
        assert len(table(again, "old_age")) == 2


def test_tables_are_the_same_bytes_from_another_folder_and_another_cache(tmp_path):
    bytes_of = []
    for name in ("one", "two"):
        write(tmp_path / name / "c", "b/a.csv", old_age([row(1), row(2)]))
        write(tmp_path / name / "c", "a.csv", old_age([row(3, "达拉特旗")]))
        imported = read(tmp_path / name / "c")
        bytes_of.append(write_tables(imported.tables, tmp_path / name / "out")["old_age"].read_bytes())
    assert bytes_of[0] == bytes_of[1]


def test_two_processes_give_what_one_gives(tmp_path, monkeypatch):
    monkeypatch.setattr("taizhang.ledger.importing.pool.WORTH_BYTES", 0)
    folder = tmp_path / "c"
    for number in range(1, 5):
        write(folder, f"{number}.csv", old_age([row(number, month=f"2021-0{number}")], "100"))
    alone = import_collection(folder, CATALOGUE, cache=tmp_path / "one", workers=1)
    shared = import_collection(folder, CATALOGUE, cache=tmp_path / "two", workers=2)
    assert as_json(shared) == as_json(alone)


def test_progress_tells_every_file_once(tmp_path):
    write(tmp_path / "c", "a.csv", old_age([row(1)]))
    write(tmp_path / "c", "b.csv", old_age([row(2)]))
    told = []
    import_collection(
        tmp_path / "c", CATALOGUE, cache=tmp_path / "k", progress=lambda *step: told.append(step)
    )
    assert told == [(0, 2, ""), (1, 2, "a.csv"), (2, 2, "b.csv")]
