"""Words in a title row, sheet name, file name or folder -> evidence for a type of ledger."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

import pyarrow as pa

from taizhang.declare import naming
from taizhang.declare.specs import LedgerSpec
from taizhang.ledger.recognise.headers import Header
from taizhang.ledger.recognise.normal import normal

_SUMMARY = re.compile(r"汇总|统计|合计|情况表|总表")
_COUNT = re.compile(r"人数|户数|人次|人口")
_PERSON = re.compile(r"姓名|身份证|证件号|户主")
_NEAR = 2


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """How near to the data a title word stands (0 is a title row), and minus the length of the word."""

    distance: int
    shortness: int


def sources(path: str, sheet: str, head: Sequence[Sequence[str]], header_row: int) -> tuple[str, ...]:
    """The texts that may name a ledger, the nearest to the data first."""
    rows = "".join(cell for row in head[:header_row] for cell in row)
    file = PurePosixPath(path)
    folders = [part for part in reversed(file.parent.parts) if part != "."]
    return tuple(normal(text) for text in (rows, sheet, file.stem, *folders))


def sums_up(texts: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a title or sheet name and the ``header`` are those of a summary: numbers of persons, no persons."""
    names = [normal(cell) for cell in header]
    counts = any(_COUNT.search(name) for name in names) and not any(_PERSON.search(name) for name in names)
    return counts and any(_SUMMARY.search(text) for text in texts[:_NEAR])


def of_persons(spec: LedgerSpec) -> bool:
    """Whether a row of the ledger is a person."""
    return any(spec.columns[name].type == "id_number" for name in spec.key)


def evidence(spec: LedgerSpec, texts: Sequence[str]) -> Evidence | None:
    """The nearest text that names ``spec`` and none of the words that rule it out."""
    for distance, text in enumerate(texts):
        words = [word for word in spec.title if normal(word) in text]
        if words and not any(normal(word) in text for word in spec.not_title):
            return Evidence(distance, -max(len(word) for word in words))
    return None


def programmes(header: Header, table: pa.Table) -> tuple[int | None, frozenset[str]]:
    """The column that says from which programme each row is paid, and the normal words in its cells."""
    index = next(
        (place for place, name in enumerate(header.shown) if normal(name) in _programme_names()), None
    )
    if index is None:
        return None, frozenset()
    cells = table.column(index).slice(header.first + header.depth).unique().to_pylist()
    return index, frozenset(map(normal, cells)) - {"", normal(header.shown[index])}


def strangers(spec: LedgerSpec, words: Collection[str], specs: Collection[LedgerSpec]) -> tuple[str, ...]:
    """Of the programmes that rows are paid from, those that are not of ``spec``.

    None, where no word is known to be a programme of ``spec`` or of another ledger: 支出型, 急难型.
    """
    other = tuple(sorted(word for word in words if evidence(spec, (word,)) is None))
    # Only a ledger of persons is paid out; the words of statistics (救助, 低保) stand in many programmes' names.
    rolls = [one for one in specs if of_persons(one)]
    known = len(other) < len(words) or any(evidence(one, (word,)) for one in rolls for word in other)
    return other if known else ()


@cache
def _programme_names() -> frozenset[str]:
    return frozenset(map(normal, naming().programme))
