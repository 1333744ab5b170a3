"""Score the proofreader on sentences with planted errors, and write the table in docs/proofread.md.

Found: a figure of a check that is 错误 or 存疑 is the planted error, or another figure of the relation it breaks.
False alarm: any check that is 错误 (or 存疑, counted apart) in a right text, or beside the planted relation.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from taizhang.proofread import Check, Status, proofread

HERE = Path(__file__).resolve().parent
SENTENCES, PRACTICE, UNSEEN = HERE / "sentences.yml", HERE / "practice.yml", HERE / "unseen.yml"
TITLES = {
    SENTENCES: "### 调试规则时用的句子",
    PRACTICE: "### 先盲测、后用来调试的句子",
    UNSEEN: "### 没有用来调试的句子",
}
DOC = HERE.parents[1] / "docs" / "proofread.md"
BEGIN, END = "<!-- 基准开始 -->", "<!-- 基准结束 -->"
WRONG, DOUBT = Status.WRONG, Status.DOUBTFUL
KINDS = {
    "sum": "分项之和", "subset": "其中大于总数", "share": "占比", "fraction": "成数、几分之几", "average": "平均数",
    "permille": "每千人、每百户", "growth": "增减", "points": "百分点", "multiple": "倍数、翻番", "unit": "单位换算",
    "standard": "月标准与年标准", "direction": "升降用词", "completion": "完成率", "impossible": "不可能的值",
    "twice": "前后两个值", "count": "列举个数", "range": "区间", "ratio": "比例",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One text of the benchmark: places [start, end) of the broken relation's figures; none in a right text."""

    id: str
    text: str
    kind: str
    span: str
    right: str
    places: tuple[tuple[int, int], ...]

    @property
    def sentences(self) -> int:
        """How many sentences the text has; a table row is one."""
        return len([part for part in re.split(r"[。！？\n]", self.text) if part.strip()])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the proofreader said about one item: the status at the error, and the alarms elsewhere."""

    item: Item
    found: Status | None
    alarms: tuple[Check, ...]
    said: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """All outcomes of one run."""

    outcomes: tuple[Outcome, ...]

    @property
    def planted(self) -> list[Outcome]:
        """Outcomes of texts with an error."""
        return [one for one in self.outcomes if one.item.places]

    @property
    def right(self) -> list[Outcome]:
        """Outcomes of right texts."""
        return [one for one in self.outcomes if not one.item.places]

    @property
    def found(self) -> int:
        """Planted errors pointed at."""
        return sum(bool(one.found) for one in self.planted)

    @property
    def recall(self) -> float:
        """Share of planted errors pointed at, 0 to 1."""
        return self.found / len(self.planted)

    @property
    def sentences(self) -> int:
        """Sentences in right texts."""
        return sum(one.item.sentences for one in self.right)

    def false_alarms(self, status: Status) -> list[tuple[Item, Check]]:
        """Alarms of that status in right texts."""
        return _alarms(self.right, status)

    def stray_alarms(self, status: Status) -> list[tuple[Item, Check]]:
        """Alarms of that status in texts with an error, away from it."""
        return _alarms(self.planted, status)


def _alarms(outcomes: Iterable[Outcome], status: Status) -> list[tuple[Item, Check]]:
    return [(one.item, check) for one in outcomes for check in one.alarms if check.status is status]


def load(path: Path = SENTENCES) -> list[Item]:
    """The items of a sentences file."""
    return [_item(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _item(entry: dict[str, Any]) -> Item:
    error = entry["error"]
    if error is None:
        return Item(entry["id"], entry["text"], "", "", "", ())
    start, span = error["start"], error["span"]
    if not entry["text"].startswith(span, start):
        raise ValueError(f"{entry['id']}: {span} does not stand at {start}")
    places = ((start, start + len(span)), *((a, b) for a, b in error.get("with", [])))
    return Item(entry["id"], entry["text"], error["kind"], span, str(error["right"]), places)


def score(items: Sequence[Item]) -> Score:
    """Proofread every item alone."""
    return Score(tuple(_outcome(item) for item in items))


def _outcome(item: Item) -> Outcome:
    said = [check for check in proofread(item.text).checks if check.status in (WRONG, DOUBT)]
    at_error = [check for check in said if _meets(check, item.places)]
    found = WRONG if any(check.status is WRONG for check in at_error) else DOUBT if at_error else None
    return Outcome(item, found, tuple(check for check in said if check not in at_error), tuple(said))


def _meets(check: Check, places: Iterable[tuple[int, int]]) -> bool:
    """Whether one of the check's figures lies over one of the places."""
    figures = check.figures or ((check.start, check.end),)
    return any(a < end and start < b for a, b in places for start, end in figures)


def scores() -> dict[Path, Score]:
    """Every set, scored."""
    return {path: score(load(path)) for path in TITLES}


def published(scored: Mapping[Path, Score]) -> list[str]:
    """The lines of docs/proofread.md between the two marks: a section a set of sentences."""
    lines: list[str] = []
    for path, title in TITLES.items():
        lines += ["", title, "", *report(scored[path])]
    return lines[1:]


def report(result: Score) -> list[str]:
    """What is said of one set: counts, a row a kind, misses, false alarms."""
    return [
        *_counts(result),
        "",
        *_kinds(result),
        "",
        *_listed("漏报", [_missed(one) for one in result.planted if not one.found]),
        "",
        *_listed(
            "误报（正确文字中报出的错误或存疑）",
            [_raised(*one) for status in (WRONG, DOUBT) for one in result.false_alarms(status)],
        ),
        "",
        *_listed(
            "旁报（有错的文字中，报在别处的错误或存疑）",
            [_raised(*one) for status in (WRONG, DOUBT) for one in result.stray_alarms(status)],
        ),
    ]


def _counts(result: Score) -> list[str]:
    wrong, doubt = len(result.false_alarms(WRONG)), len(result.false_alarms(DOUBT))
    sure = sum(one.found is WRONG for one in result.planted)
    return [
        "| 项目 | 数量 |",
        "|---|---|",
        f"| 埋有一处错误的文字 | {len(result.planted)} 段 |",
        f"| 找到 | {result.found} 处（{result.recall:.1%}），其中判为错误 {sure} 处、存疑 {result.found - sure} 处 |",
        f"| 正确的文字 | {len(result.right)} 段，{result.sentences} 句 |",
        f"| 误报为错误 | {wrong} 处（每 200 句 {wrong * 200 / result.sentences:.2f} 处） |",
        f"| 误报为存疑 | {doubt} 处（每 200 句 {doubt * 200 / result.sentences:.2f} 处） |",
    ]


def _kinds(result: Score) -> list[str]:
    planted = Counter(one.item.kind for one in result.planted)
    found = Counter(one.item.kind for one in result.planted if one.found)
    rows = [f"| {KINDS[kind]} | {planted[kind]} | {found[kind]} |" for kind in KINDS if planted[kind]]
    return ["| 错误的种类 | 埋下 | 找到 |", "|---|---|---|", *rows]


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    return [f"{title}：{len(lines)} 处。", *([""] if lines else []), *lines]


def _missed(one: Outcome) -> str:
    item = one.item
    return f"- {item.id}（{KINDS[item.kind]}）：{_flat(item.text)} 误写“{item.span}”，应为“{item.right}”。"


def _raised(item: Item, check: Check) -> str:
    return f"- {item.id}：{check.status.value}，{check.rule}，“{_flat(check.text)}”：{_flat(check.reason)}　原文：{_flat(item.text)}"


def _flat(text: str) -> str:
    """Text that can stand in one line of Markdown."""
    return re.sub(r"\s+", " ", text).strip()


def with_block(document: str, lines: Sequence[str]) -> str:
    """The document with the text between the two marks replaced."""
    head, _, rest = document.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{tail}"


def main() -> None:
    """Print the table, and with --write put it into the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", nargs="?", type=Path, help="one other set, printed alone")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/proofread.md")
    arguments = parser.parse_args()
    begin = time.perf_counter()
    lines = report(score(load(arguments.sentences))) if arguments.sentences else published(scores())
    print("\n".join([*lines, "", f"{time.perf_counter() - begin:.1f} s"]))
    if arguments.write:
        DOC.write_text(with_block(DOC.read_text(encoding="utf-8"), lines), encoding="utf-8")


if __name__ == "__main__":
    main()
