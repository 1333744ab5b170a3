"""Measure what verification knows again, what it catches, and how long it takes, on a built edition.

Writes benchmarks/verify.md. Run it with PYTHONPATH=tests: the ways to change a docx are those of the tests.
The edition must have been built (`taizhang build ordos-2021`) and not touched since.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import docx_edits as edits
from taizhang.document import anchoring, embedded, package
from taizhang.document.anchoring import Examined, Number
from taizhang.document.embedded import Embedded
from taizhang.document.ooxml import parse, qn, serialise

HOME = Path(__file__).resolve().parent
SEED = 2021
CHANGES = 200
REWRITES = 60
CHANGED = ("as built", "every control stripped", "controls and bookmarks stripped", "saved by LibreOffice")
NOTES = {
    "Known again": "A figure is matched when its text and its source are those of the report as built; target 98 %, none wrongly.",
    "random figures": "Told: 人工改动 with the text and the source that stood there; target all.",
    "random rewrites": (
        "Paragraphs deleted, cut in the middle, reworded, moved; rows and columns deleted, rows shuffled, tables deleted. "
        "Refused figures are 无来源. Another fact: the words that now stand around a figure are those of another one, as "
        "where a cut took out one figure and the words of the next; none of these may be 一致."
    ),
}
WORDS = "有关 进一步 同时 各地 按照要求 全市 目前 已 共 合计 其中 另有 以及 等".split()
Node = edits.Node


def bare(root: Node) -> None:
    """Neither a control nor a bookmark is left."""
    edits.strip_controls(root)
    edits.strip_bookmarks(root)


def variants(report: bytes, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The same report after what editors and people do to it as a whole."""
    yield "as built", report
    yield "every control stripped", edits.edited(report, edits.strip_controls)
    yield "controls and bookmarks stripped", edits.edited(report, bare)
    yield "pasted into another document (custom parts lost)", edits.without_custom_parts(report)
    saved = edits.through_libreoffice(report, folder)
    if saved is not None:
        yield "saved by LibreOffice", saved
        yield "saved by LibreOffice, then all stripped", edits.edited(saved, bare)


def known_again(record: Embedded, report: bytes, folder: Path) -> list[str]:
    """How many figures are matched again, by which anchor, and how many wrongly."""
    truth = {n.index: n for n in anchoring.numbers(report) if n.source}
    rows = [
        "| the report | matched | share | wrongly | control | bookmark | context |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, docx in variants(report, folder):
        found = [n for n in anchoring.numbers(docx, record) if n.source]
        right = [n for n in found if n.index in truth and (n.text, n.source) == _said(truth[n.index])]
        kinds = Counter(n.anchor for n in found)
        counts = " | ".join(str(kinds[kind]) for kind in ("control", "bookmark", "context"))
        share = f"{100 * len(right) / len(truth):.1f} %"
        rows.append(
            f"| {name} | {len(right)} of {len(truth)} | {share} | {len(found) - len(right)} | {counts} |"
        )
    return rows


def _said(number: Number) -> tuple[str, str]:
    return number.text, number.source


def single_changes(record: Embedded, report: bytes, folder: Path) -> list[str]:
    """Random figures of text, tables and captions get one digit changed, one at a time."""
    rows = [
        "| the report | changed | told, with what stood there | anything else told |",
        "|---|---|---|---|",
    ]
    for name, docx in variants(report, folder):
        if name not in CHANGED:
            continue
        rng = random.Random(SEED)
        parts = package.unpack(docx)
        root = parse(parts[edits.BODY])
        written = [n for n in anchoring.numbers(docx, record) if n.part == edits.BODY and _digits(n.text)]
        told = more = 0
        for _ in range(CHANGES):
            number = rng.choice(written)
            undo, at = _change(root, number, rng)
            blob = package.repack({**parts, edits.BODY: serialise(root)})
            undo()
            wrong = [n for n in anchoring.numbers(blob, record) if n.edited or not n.known]
            hits = [n for n in wrong if n.paragraph == number.paragraph and n.start <= at < n.end]
            told += any(n.edited and (n.expected, n.source) == _said(number) for n in hits)
            more += len(wrong) > len(hits)
        rows.append(f"| {name} | {CHANGES} | {told} | {more} |")
    return rows


def _digits(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isdigit()]


def _change(root: Node, number: Number, rng: random.Random) -> tuple[Callable[[], None], int]:
    line = next(each for each in anchoring.shown_part(root, edits.BODY) if each.paragraph == number.paragraph)
    at = number.start + rng.choice(_digits(number.text))
    bit = next(each for each in line.bits if each.start <= at < each.start + len(each.text))
    old, place = bit.node.text, at - bit.start
    bit.node.text = old[:place] + rng.choice([c for c in "0123456789" if c != old[place]]) + old[place + 1 :]

    def undo() -> None:
        bit.node.text = old

    return undo, at


def rewrites(record: Embedded, report: bytes) -> list[str]:
    """Reports cut, reworded and reordered at random, then stripped: the context against what the controls said."""
    found: Counter[str] = Counter()
    for seed in range(REWRITES):
        rng = random.Random(seed)
        docx = edits.edited(report, lambda root, rng=rng: rewrite(root, rng))
        truth = [n for n in anchoring.numbers(docx) if n.anchor == "control"]
        _compare(truth, anchoring.examine(edits.edited(docx, bare), record), found)
    names = ("figures", "matched", "refused", "another fact, 人工改动", "another fact, 一致")
    return [
        f"| {' | '.join(names)} |",
        "|---|---|---|---|---|",
        f"| {' | '.join(str(found[name]) for name in names)} |",
    ]


def _compare(truth: list[Number], examined: Examined, found: Counter[str]) -> None:
    spans = {(n.paragraph, at): n for n in truth for at in range(n.start, n.end)}
    for number in examined.numbers:
        meant = next(
            (
                spans[key]
                for at in range(number.start, number.end)
                if (key := (number.paragraph, at)) in spans
            ),
            None,
        )
        if meant is None:
            continue
        found["figures"] += 1
        if not number.known:
            found["refused"] += 1
        elif number.source == meant.source:
            found["matched"] += 1
        else:
            found["another fact, 人工改动" if number.edited else "another fact, 一致"] += 1


def rewrite(root: Node, rng: random.Random) -> None:
    """Paragraphs deleted, cut, reworded, moved; rows and columns deleted, rows shuffled, tables deleted."""
    body = root.find(qn("w:body"))
    prose = [
        p
        for p in body.iterchildren(qn("w:p"))
        if edits.said(p).strip() and p.find(f".//{qn('w:sectPr')}") is None
    ]
    for paragraph in prose:
        _rewrite_paragraph(paragraph, prose, rng)
    for table in list(root.iter(qn("w:tbl"))):
        _rewrite_table(table, rng)


def _rewrite_paragraph(paragraph: Node, prose: list[Node], rng: random.Random) -> None:
    chance, pieces = rng.random(), [node for node in paragraph if node.tag != qn("w:pPr")]
    if chance < 0.15:
        paragraph.getparent().remove(paragraph)
    elif chance < 0.4 and len(pieces) > 6:
        start = rng.randrange(len(pieces))
        for node in pieces[start : start + rng.randrange(2, len(pieces) // 2 + 2)]:
            paragraph.remove(node)
    elif chance < 0.75:
        for text in paragraph.iter(qn("w:t")):
            if text.getparent().getparent().tag == qn("w:p") and len(text.text or "") > 3:
                _reword(text, rng)
    elif chance < 0.82:
        other = rng.choice(prose)
        if other is not paragraph and other.getparent() is not None and paragraph.getparent() is not None:
            other.addprevious(paragraph)


def _reword(text: Node, rng: random.Random) -> None:
    start = rng.randrange(len(text.text))
    end = min(len(text.text), start + rng.randrange(5))
    if rng.random() < 0.6 and not _digits(text.text[start:end]):
        text.text = text.text[:start] + rng.choice(WORDS) + text.text[end:]


def _rewrite_table(table: Node, rng: random.Random) -> None:
    chance, rows = rng.random(), list(table.iterchildren(qn("w:tr")))
    if chance < 0.1:
        table.getparent().remove(table)
        return
    if chance < 0.5:
        for row in rng.sample(rows[1:], min(len(rows) - 1, rng.randrange(1, 4))):
            table.remove(row)
    if chance > 0.7:
        cells = [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]
        column = rng.randrange(min(map(len, cells)))
        for row in cells:
            row[column].getparent().remove(row[column])
    if chance > 0.5:
        rows = list(table.iterchildren(qn("w:tr")))[1:]
        rng.shuffle(rows)
        for row in rows:
            table.append(row)


def timed(root: Path, edition: str, runs: int) -> list[str]:
    """Seconds of `taizhang verify EDITION` with nothing changed, whole process."""
    seconds = []
    command = [sys.executable, "-c", "from taizhang.cli import main; main()", "verify", edition]
    for _ in range(runs):
        began = time.perf_counter()
        done = subprocess.run(command, cwd=root, env=os.environ, capture_output=True, check=False)
        seconds.append(time.perf_counter() - began)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    size = [path.stat().st_size for path in (root / "data_raw" / edition).rglob("*") if path.is_file()]
    return [
        f"`taizhang verify {edition}`, ledgers unchanged ({len(size)} files, {sum(size) / 1e6:.0f} MB), target under 5 s:",
        f"median {statistics.median(seconds):.2f} s of {runs} runs, slowest {max(seconds):.2f} s.",
    ]


def main() -> None:
    """Measure and write the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--root", type=Path, default=HOME.parent)
    asked.add_argument("--edition", default="ordos-2021")
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--out", type=Path, default=HOME / "verify.md")
    given = asked.parse_args()
    path = next((given.root / "reports" / given.edition / "out").glob("*.docx"))
    report, record = path.read_bytes(), embedded.read(path)
    with tempfile.TemporaryDirectory() as folder:
        sections = {
            "Known again": known_again(record, report, Path(folder)),
            f"{CHANGES} random figures, one digit changed, one at a time (seed {SEED})": single_changes(
                record, report, Path(folder)
            ),
            f"{REWRITES} random rewrites, then controls and bookmarks stripped": rewrites(record, report),
            "Time": timed(given.root, given.edition, given.runs),
        }
    given.out.write_text(written(given.edition, sections), encoding="utf-8")


def written(edition: str, sections: dict[str, list[str]]) -> str:
    """The page."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = ["# Verification", "", f"{machine}; the report of `{edition}`."]
    for title, rows in sections.items():
        notes = [note for name, note in NOTES.items() if name in title]
        lines += ["", f"## {title}", "", *(line for note in notes for line in (note, "")), *rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
