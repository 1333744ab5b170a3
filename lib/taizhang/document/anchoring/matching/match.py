"""The document now and as it was written -> which number now is which number then, by the text around it alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from taizhang.document.anchoring.matching import grid, prose
from taizhang.document.anchoring.matching.tokens import Masked, mask
from taizhang.document.anchoring.visible import Shown
from taizhang.document.embedded import Embedded
from taizhang.document.model import Anchor, WrittenLine

_K = TypeVar("_K")
_V = TypeVar("_V")
Place = tuple[int, int]
"""Number of a line and of a number in it."""

_ELSEWHERE, _LEAD = 8, 3  # context that a number needs outside its own paragraph, and its lead
_FIXED = 4  # likewise for a number of plain text that reads the same
_LABEL = 20  # a longer cell is no label or unit


@dataclass(slots=True)
class Written:
    """The document as it was written: its lines, and the anchor that each of its numbers belongs to."""

    anchors: Sequence[Anchor]
    lines: Sequence[WrittenLine]
    masked: list[Masked] = field(init=False)
    anchor_of: dict[Place, int] = field(init=False)
    line_of: dict[int, int] = field(init=False)
    by_line: dict[int, list[int]] = field(init=False)
    by_tag: dict[str, list[int]] = field(init=False)
    by_bookmark: dict[str, int] = field(init=False)
    numbers_of: dict[int, list[Place]] = field(init=False)

    def __post_init__(self) -> None:
        self.masked = [mask(line.text) for line in self.lines]
        at = {(line.part, line.paragraph): number for number, line in enumerate(self.lines)}
        self.line_of = {
            number: at[anchor.part, anchor.paragraph]
            for number, anchor in enumerate(self.anchors)
            if (anchor.part, anchor.paragraph) in at
        }
        self.by_line = _grouped((line, number) for number, line in self.line_of.items())
        self.anchor_of = dict(self._numbers_of_anchors())
        self.numbers_of = _grouped((anchor, place) for place, anchor in self.anchor_of.items())
        self.by_tag = _grouped((anchor.tag, number) for number, anchor in enumerate(self.anchors))
        self.by_bookmark = {anchor.bookmark: number for number, anchor in enumerate(self.anchors)}

    def _numbers_of_anchors(self) -> Iterator[tuple[Place, int]]:
        for line, numbers in self.by_line.items():
            for at, token in enumerate(self.masked[line].tokens):
                for number in numbers:
                    start = self.anchors[number].start
                    if start < token.end and token.start < start + len(self.anchors[number].text):
                        yield (line, at), number

    def span(self, anchor: int) -> tuple[int, int]:
        """Where an anchor's text stands in its line."""
        start = self.anchors[anchor].start
        return start, start + len(self.anchors[anchor].text)


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, list[_V]]:
    found: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def written(embedded: Embedded) -> Written:
    """What a docx carries of itself, ready to be compared with."""
    return Written(embedded.anchors, embedded.lines)


@dataclass(slots=True)
class Matched:
    """What text alone says: lines and numbers, now -> then; and what is wrong with a line's table."""

    masked: list[Masked]
    lines: dict[int, int] = field(default_factory=dict)
    numbers: dict[Place, Place] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    tables: set[int] = field(default_factory=set)


def match(now: Sequence[Shown], then: Written) -> Matched:
    """Tables by headings and labels, paragraphs by their words, single numbers by a context that is unique."""
    found = Matched([mask(line.text) for line in now])
    _match_tables(now, then, found)
    for place in ("body", "edge"):
        _match_prose(now, then, found, place)
    _match_elsewhere(now, then, found)
    return found


def _match_tables(now: Sequence[Shown], then: Written, found: Matched) -> None:
    for pairing in grid.pair_tables(grid.grids(then.lines), grid.grids(now)):
        rows = pairing.rows | _heads(pairing)
        for (row, column), numbers in pairing.now.cells.items():
            old = pairing.then.cells.get((rows.get(row, 0), pairing.columns.get(column, 0)), [])
            for a, b in zip(numbers, old, strict=False):
                found.lines[a] = b
                found.tables.add(a)
                _match_cell(a, b, then, found)
        _note_labels(pairing, now, then, found)


def _heads(pairing: grid.Pairing) -> dict[int, int]:
    """Rows of headings stand for each other in order."""
    new = sorted({row for row, _ in pairing.now.cells} - set(pairing.now.labels))
    old = sorted({row for row, _ in pairing.then.cells} - set(pairing.then.labels))
    return dict(zip(new, old, strict=False)) if len(new) == len(old) else {}


def _match_cell(a: int, b: int, then: Written, found: Matched) -> None:
    new, old = found.masked[a], then.masked[b]
    pairs = prose.pair_numbers(new, old)
    if not pairs and len(new.tokens) == len(old.tokens):
        pairs = {number: number for number in range(len(new.tokens))}
    found.numbers.update({(a, x): (b, y) for x, y in pairs.items()})


def _note_labels(pairing: grid.Pairing, now: Sequence[Shown], then: Written, found: Matched) -> None:
    """A heading, label or unit that was rewritten says something else of every number in its row or column."""
    for row in pairing.rows:
        cells = pairing.now.lines(row)
        changed = [
            note
            for numbers in cells.values()
            for number in numbers
            if (note := _renamed(number, now, then, found))
        ]
        for number in (number for numbers in cells.values() for number in numbers if changed):
            found.notes.setdefault(number, f"所在行的{changed[0]}")
    for column, old in pairing.columns.items():
        if pairing.now.heads[column] != pairing.then.heads[old]:
            said = f"所在列的“{pairing.then.heads[old]}”改成了“{pairing.now.heads[column]}”"
            for row in pairing.rows:
                for number in pairing.now.cells.get((row, column), []):
                    found.notes.setdefault(number, said)


def _renamed(number: int, now: Sequence[Shown], then: Written, found: Matched) -> str:
    old = found.lines.get(number)
    if old is None or then.masked[old].tokens:
        return ""
    texts = then.lines[old].text.strip(), now[number].text.strip()
    if texts[0] == texts[1] or not texts[0] or max(map(len, texts)) > _LABEL:
        return ""
    return f"“{texts[0]}”改成了“{texts[1]}”"


def _match_prose(now: Sequence[Shown], then: Written, found: Matched, place: str) -> None:
    new = [
        n for n, line in enumerate(now) if line.cell is None and line.text.strip() and _place(line) == place
    ]
    old = [n for n, line in enumerate(then.lines) if line.cell is None and _place(line) == place]
    pairs = prose.pair_lines([found.masked[n] for n in new], [then.masked[n] for n in old])
    for a, b in pairs.items():
        found.lines[new[a]] = old[b]
        for x, y in prose.pair_numbers(found.masked[new[a]], then.masked[old[b]]).items():
            found.numbers[new[a], x] = (old[b], y)


def _place(line: Shown | WrittenLine) -> str:
    return "body" if line.part.startswith("word/document") else "edge"


def _match_elsewhere(now: Sequence[Shown], then: Written, found: Matched) -> None:
    """A number in a sentence that was moved, copied or taken over: a long context that only one number has."""
    index = _by_neighbours(then)
    for line, masked in enumerate(found.masked):
        for at, token in enumerate(masked.tokens):
            if (line, at) in found.numbers or line in found.tables:
                continue
            near = {masked.left(token)[-2:], ">" + masked.right(token)[:2]}
            candidates = {place for key in near for place in index.get(key, ())}
            best = _only_one(masked, at, candidates, then)
            if best is not None:
                found.numbers[line, at] = best


def _by_neighbours(then: Written) -> dict[str, list[Place]]:
    return _grouped(
        (key, (line, at))
        for line, masked in enumerate(then.masked)
        if then.lines[line].cell is None or len(masked.masked) > 1  # a bare number says nothing
        for at, token in enumerate(masked.tokens)
        for key in (masked.left(token)[-2:], ">" + masked.right(token)[:2])
    )


def _only_one(masked: Masked, at: int, candidates: set[Place], then: Written) -> Place | None:
    token = masked.tokens[at]
    scored = []
    for place in sorted(candidates):
        old = then.masked[place[0]]
        spot = old.tokens[place[1]]
        score = prose.context(masked, token, old, spot)
        same = masked.said(token) == old.said(spot)
        if score >= _ELSEWHERE or (score >= _FIXED and same and place not in then.anchor_of):
            scored.append((score, same, place))
    scored.sort(reverse=True)
    if not scored:
        return None
    score, same, best = scored[0]
    if not same and best not in then.anchor_of:
        return None  # another date in other words is not that date altered
    rivals = [other for other, _, place in scored[1:] if _source(place, then) != _source(best, then)]
    return best if not rivals or score - rivals[0] >= _LEAD else None


def _source(place: Place, then: Written) -> str:
    anchor = then.anchor_of.get(place)
    if anchor is None:
        return "text:" + then.masked[place[0]].said(then.masked[place[0]].tokens[place[1]])
    return then.anchors[anchor].source
