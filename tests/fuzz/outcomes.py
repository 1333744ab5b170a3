"""Many damaged files -> how each one ended, counted, as the table of docs/fuzz.md.

python tests/fuzz/outcomes.py 20000 1
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.mutations import mutated, seeds
from ledger_world import CATALOGUE
from taizhang.ledger.importing.one_file import check_file
from taizhang.ledger.results import SheetResult
from taizhang.ledger.rulebook import rule
from taizhang.ledger.setting import Setting, Sources

SETTING = Setting(dict(CATALOGUE.ledgers), Sources(), ())
ENDS = ("逐行计入，没有警告", "计入，有警告", "部分行未计入", "未识别，已说明", "拒绝，已说明")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one damaged file ended."""

    seed: int
    seconds: float
    sheets: Sequence[SheetResult]

    @property
    def end(self) -> str:
        """One of ``ENDS``."""
        codes = {one.code for sheet in self.sheets for one in sheet.findings}
        if "UNREADABLE_FILE" in codes:
            return ENDS[4]
        if all(sheet.ledger is None for sheet in self.sheets):
            return ENDS[3]
        if any(sheet.aside for sheet in self.sheets):
            return ENDS[2]
        grades = {one.severity for sheet in self.sheets for one in sheet.findings}
        return ENDS[1] if grades & {"警告", "错误"} else ENDS[0]


def outcome(seed: int, starts: list[tuple[str, bytes]], folder: Path) -> Outcome:
    """Damage a file by its seed and check it."""
    name, data = mutated(seed, starts)
    began = time.monotonic()
    sheets = check_file(name, data, SETTING, folder)
    return Outcome(seed, time.monotonic() - began, sheets)


def table(count: int, first: int) -> str:
    """The table in Markdown. Raises AssertionError for a count that does not add up, or whatever goes wrong."""
    ends: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    slowest, began, starts = 0.0, time.monotonic(), seeds()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            one = outcome(seed, starts, Path(folder) / "t")
            assert all(sheet.rows == sheet.accepted + len(sheet.aside) for sheet in one.sheets), seed
            ends[one.end] += 1
            codes.update({found.code for sheet in one.sheets for found in sheet.findings})
            slowest = max(slowest, one.seconds)
    told = f"种子 {first} 至 {first + count - 1}，用时 {time.monotonic() - began:.0f} 秒，最慢的一个 {slowest:.1f} 秒。"
    lines = [told, "", "| 结果 | 文件数 |", "|---|---:|", *(f"| {end} | {ends[end]:,} |" for end in ENDS)]
    lines += [f"| 合计 | {count:,} |", "", "| 发现 | 代码 | 文件数 |", "|---|---|---:|"]
    most = sorted(codes.items(), key=lambda one: (-one[1], one[0]))
    return (
        "\n".join([*lines, *(f"| {rule(code).name} | {code} | {times:,} |" for code, times in most)]) + "\n"
    )


if __name__ == "__main__":
    sys.stdout.write(table(int(sys.argv[1]), int(sys.argv[2])))
