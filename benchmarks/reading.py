"""Time reading and checking one large file against bare reading of the same file, in one run.

Writes benchmarks/reading.md: medians of interleaved runs, each in a process of its own; seconds are those of the
call without starting Python and importing libraries, peak memory is that of the largest process (a large
workbook is read in a second one). Then: a collection of 200 rolls, read anew, unchanged, and with one changed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).resolve().parent
HEADER = (
    *"序号 所属旗区 户主姓名 老人姓名 身份证号码 性别 民族 出生日期".split(),
    *"开户银行 银行账号 联系电话 发放月份 发放金额（元） 经办人 备注".split(),
)
PLACES = ("东胜区", "达拉特旗", "准格尔旗", "伊金霍洛旗")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CLOCK = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
ARROW_CSV = """
import pyarrow as pa, pyarrow.csv as c
names = [f"c{i}" for i in range(15)]
read = c.ReadOptions(column_names=names, skip_rows=2, encoding="gb18030")
text = c.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
"""
IMPORT = """
from pathlib import Path
from taizhang import declare
from taizhang.ledger import import_collection
catalogue = declare.load()
def work():
    got = import_collection(Path(FILE).parent, catalogue, cache=Path(CACHE), workers=1)
    assert sum(one.accepted for one in got.files) == ROWS
"""
WAYS = {
    "xlsx": {
        "fastexcel to Arrow": (
            "import fastexcel",
            'fastexcel.read_excel(FILE).load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_arrow()',
        ),
        "taizhang: read, check, write": (IMPORT, "work()"),
        "pandas + openpyxl": (
            "import pandas, openpyxl",
            'pandas.read_excel(FILE, dtype=str, engine="openpyxl")',
        ),
    },
    "csv": {
        "pyarrow.csv with encoding": (ARROW_CSV, "c.read_csv(FILE, read_options=read, convert_options=text)"),
        "bytes.decode, then pyarrow.csv": (
            ARROW_CSV + "import io",
            (
                'c.read_csv(io.BytesIO(open(FILE, "rb").read().decode("gb18030").encode()), '
                "read_options=c.ReadOptions(column_names=names, skip_rows=2), convert_options=text)"
            ),
        ),
        "taizhang: read, check, write": (IMPORT, "work()"),
    },
}
MANY = """
import json, time
from pathlib import Path
from taizhang import declare
from taizhang.ledger import import_collection
catalogue, folder, cache = declare.load(), Path(FOLDER), Path(CACHE)
def read():
    start, before = time.perf_counter(), set(cache.rglob("*.parquet"))
    got = import_collection(folder, catalogue, cache=cache)
    assert sum(one.accepted for one in got.files) == ROWS
    return time.perf_counter() - start, len(set(cache.rglob("*.parquet")) - before)
if __name__ == "__main__":
    first, unchanged = read(), read()
    changed = folder / "高龄津贴007.csv"
    changed.write_bytes(changed.read_bytes().replace("补发".encode("gb18030"), "补".encode("gb18030")))
    print(json.dumps([first, unchanged, read()]))
"""
ONCE = "pandas + openpyxl"
TARGETS = {"xlsx": 2.0, "csv": 2.5}


def person(number: int) -> str:
    """An id of an area that no county has, with the right check digit."""
    area, serial = divmod(number, 1000)
    head = f"1599{area % 100:02d}19{30 + area // 100 % 20}0{1 + area // 2000 % 9}15{serial:03d}"
    return head + "10X98765432"[sum(int(a) * b for a, b in zip(head, WEIGHTS, strict=True)) % 11]


def rows(count: int) -> Iterator[list[object]]:
    """A roll of the old-age allowance, fifteen columns wide."""
    for number in range(count):
        who = person(number)
        born = f"{who[6:10]}-{who[10:12]}-{who[12:14]}"
        yield [
            number + 1, PLACES[number % 4], f"户{number % 9973}", f"某{number}", who, "女" if number % 2 else "男",
            "蒙古族", born, "农商银行", f"62{number:015d}", f"139{number:08d}", f"2021-{1 + number % 12:02d}",
            100 + number % 7, "某", "" if number % 5 else "补发",
        ]  # fmt: skip


def write(folder: Path, kind: str, count: int) -> Path:
    """The file to read, in a collection of its own."""
    folder.mkdir()
    (folder / "sources.yml").write_text('valid_id_areas: ["1599"]\n', encoding="utf-8")
    path = folder / f"高龄津贴.{kind}"
    if kind == "csv":
        write_csv(path, rows(count))
        return path
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        for number, cells in enumerate([["高龄津贴发放名册"], HEADER, *rows(count)]):
            sheet.write_row(number, 0, cells)
    return path


def write_csv(path: Path, lines: Iterable[list[object]]) -> None:
    """A roll as the systems export it: GB18030, a title, a header."""
    with path.open("w", encoding="gb18030", newline="\r\n") as file:
        for cells in itertools.chain([["高龄津贴发放名册"], HEADER], lines):
            file.write(",".join(map(str, cells)) + "\n")


def measure(path: Path, way: tuple[str, str], count: int) -> tuple[float, float]:
    """Seconds of the call, and the peak memory of its process in MiB."""
    before, call = way
    with tempfile.TemporaryDirectory() as cache:
        names = f"FILE = {str(path)!r}\nCACHE = {cache!r}\nROWS = {count}\n"
        program = names + before + "\n" + CLOCK.format(call)
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        seconds = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{call}: {status}")
    return float(seconds.splitlines()[-1]), usage.ru_maxrss / 1024


def compare(path: Path, kind: str, count: int, runs: int) -> list[str]:
    """The table of one file."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in WAYS[kind]}
    for run in range(runs):
        for name, way in WAYS[kind].items():
            if run == 0 or name != ONCE:
                taken[name].append(measure(path, way, count))
                print(kind, name, *taken[name][-1], flush=True)
    middle = {
        name: [statistics.median(part) for part in zip(*got, strict=True)] for name, got in taken.items()
    }
    bare = next(iter(middle.values()))[0]
    size = path.stat().st_size / 1e6
    lines = [f"| {count:,} x 15 {kind} ({size:.0f} MB) | seconds | x bare | peak MiB |", "|---|---|---|---|"]
    for name, (seconds, peak) in middle.items():
        lines.append(f"| {name} | {seconds:.2f} | {seconds / bare:.2f} | {peak:.0f} |")
    return [*lines, "", f"Target: at most {TARGETS[kind]} x bare.", ""]


def one_of_many(folder: Path, files: int, each: int) -> list[str]:
    """The table of a collection of which one file changes."""
    (folder / "rolls").mkdir(parents=True)
    (folder / "rolls" / "sources.yml").write_text('valid_id_areas: ["1599"]\n', encoding="utf-8")
    lines = rows(files * each)
    for number in range(files):
        write_csv(folder / "rolls" / f"高龄津贴{number:03d}.csv", itertools.islice(lines, each))
    names = f"FOLDER = {str(folder / 'rolls')!r}\nCACHE = {str(folder / 'cache')!r}\nROWS = {files * each}\n"
    program = folder / "many.py"
    program.write_text(names + MANY, encoding="utf-8")
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    table = [f"| {files} rolls of {each:,} rows | seconds | files read |", "|---|---|---|"]
    for name, (seconds, read) in zip(
        ("first", "unchanged", "one changed"), json.loads(done.stdout), strict=True
    ):
        table.append(f"| {name} | {seconds:.2f} | {read} |")
    return [*table, ""]


def main() -> None:
    """Make the files, take the times, keep the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--xlsx-rows", type=int, default=200_000)
    options.add_argument("--csv-rows", type=int, default=2_000_000)
    given = options.parse_args()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# Reading one large file",
        "",
        f"{machine}. Medians of {given.runs} interleaved runs (`{ONCE}` once).",
        "",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for kind, count in (("xlsx", given.xlsx_rows), ("csv", given.csv_rows)):
            path = write(Path(folder) / kind, kind, count)
            lines += compare(path, kind, count, given.runs)
        lines += one_of_many(Path(folder) / "many", 200, 5_000)
    (ROOT / "reading.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
