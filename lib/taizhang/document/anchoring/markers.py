"""Controls and bookmarks in a document -> the anchor that each stands for, and what speaks against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from taizhang.document.anchoring.matching import prose
from taizhang.document.anchoring.matching.match import Matched, Place, Written
from taizhang.document.anchoring.model import BOOKMARK, CONTROL
from taizhang.document.anchoring.visible import Shown, Span

_STRONG, _LEAD = 6, 3  # context that speaks against a control, and by how much more than for it

COPIED = "控件是从别处复制来的，周围文字与原处不同"
MOVED = "控件被移到了别的位置，周围文字与原处不同"
DISAGREE = "控件与书签指的不是同一个数据点"
OTHER = "控件标明的是“{}”，周围文字说的是“{}”"
PLAIN = "控件放在了原来是“{}”的位置"


@dataclass(frozen=True, slots=True)
class Marker:
    """A control or bookmark that is known: what it covers, which anchor it stands for, and what is doubtful."""

    kind: str
    line: int
    start: int
    end: int
    index: int
    note: str = ""


def markers(now: Sequence[Shown], then: Written, found: Matched) -> list[Marker]:
    """Every known control, and every known bookmark that has none; each held against the text around it."""
    controls = [marker for line in range(len(now)) for marker in _controls(line, now, then, found)]
    covered = {(each.line, each.index) for each in controls}
    spans: dict[int, list[Marker]] = defaultdict(list)
    for each in controls:
        spans[each.line].append(each)
    bookmarks = [
        Marker(BOOKMARK, line, span.start, span.end, index)
        for line, each in enumerate(now)
        for span in each.bookmarks
        if (index := then.by_bookmark.get(span.name)) is not None
        and (line, index) not in covered
        and not any(one.start <= span.end and span.start <= one.end for one in spans[line])
    ]
    return list(_judged([*_one_each(spans, then), *bookmarks], now, then, found))


def _one_each(spans: dict[int, list[Marker]], then: Written) -> Iterator[Marker]:
    """Of controls inside each other the outer one; with a note where they stand for different things."""
    for line in spans.values():
        outer: Marker | None = None
        for each in sorted(line, key=lambda one: (one.start, -one.end)):
            if outer is None or each.end > outer.end or each.start == each.end:
                if outer is not None:
                    yield outer
                outer = each
            elif then.anchors[outer.index].source != then.anchors[each.index].source:
                outer = replace(outer, note=DISAGREE)
        if outer is not None:
            yield outer


def _controls(line: int, now: Sequence[Shown], then: Written, found: Matched) -> Iterator[Marker]:
    for span in now[line].controls:
        candidates = then.by_tag.get(span.name, [])
        if candidates:
            index = _choose(line, span, candidates, now, then, found)
            bookmark = _same_place(now[line], span, then)
            other = bookmark is not None and then.anchors[bookmark].source != then.anchors[index].source
            yield Marker(CONTROL, line, span.start, span.end, index, DISAGREE if other else "")


def _choose(
    line: int, span: Span, candidates: list[int], now: Sequence[Shown], then: Written, found: Matched
) -> int:
    """The anchor of a tag that this control is: by its id, its bookmark, the text around, its own text."""
    by_id = [n for n in candidates if then.anchors[n].control == span.number]
    if len(by_id) == 1:
        return by_id[0]
    bookmark = _same_place(now[line], span, then)
    if bookmark in candidates:
        return bookmark
    said = [then.anchor_of.get(found.numbers[place]) for place in _inside(line, span.start, span.end, found)]
    text = now[line].text[span.start : span.end]
    alike = [n for n in candidates if then.anchors[n].text == text]
    return next((n for n in said if n is not None and n in candidates), (alike or candidates)[0])


def _same_place(line: Shown, span: Span, then: Written) -> int | None:
    known = (
        then.by_bookmark.get(each.name)
        for each in line.bookmarks
        if (each.start, each.end) == (span.start, span.end)
    )
    return next((index for index in known if index is not None), None)


def _inside(line: int, start: int, end: int, found: Matched) -> list[Place]:
    """The matched numbers that a stretch of a line covers."""
    return [
        (line, at)
        for at, token in enumerate(found.masked[line].tokens)
        if token.start < end and start < token.end and (line, at) in found.numbers
    ]


def _judged(known: list[Marker], now: Sequence[Shown], then: Written, found: Matched) -> Iterator[Marker]:
    counts = Counter((each.kind, each.index) for each in known)
    counterparts = defaultdict(set)
    for a, b in found.lines.items():
        counterparts[b].add(a)
    for each in known:
        note = each.note or _against(each, then, found)
        if note is None:  # the text says nothing of it
            alone = counts[each.kind, each.index] == 1
            note = _displaced(each, then, found, counterparts) if alone else COPIED
        yield Marker(each.kind, each.line, each.start, each.end, each.index, note)


def _against(each: Marker, then: Written, found: Matched) -> str | None:
    """What the text says against a marker: nothing (empty), something, or that it does not know (None)."""
    places = _inside(each.line, each.start, each.end, found)
    if not places:
        return _wordless(each, then, found)
    own = then.anchors[each.index].source
    said = then.anchor_of.get(found.numbers[places[0]])
    if said is not None and then.anchors[said].source == own:
        return ""
    if each.line not in found.tables and not _stronger(places[0], each.index, then, found):
        return None
    line, at = found.numbers[places[0]]
    if said is None:
        return PLAIN.format(then.masked[line].said(then.masked[line].tokens[at]))
    return OTHER.format(own, then.anchors[said].source)


def _wordless(each: Marker, then: Written, found: Matched) -> str | None:
    """A control of words (a label, a note) belongs where its own line is."""
    return "" if found.lines.get(each.line) == then.line_of.get(each.index) else None


def _stronger(place: Place, index: int, then: Written, found: Matched) -> bool:
    """Whether the words around a number are clearly those of another number than the control's."""
    masked = found.masked[place[0]]
    token = masked.tokens[place[1]]

    def fit(line: int, at: int) -> int:
        return prose.context(masked, token, then.masked[line], then.masked[line].tokens[at])

    theirs = fit(*found.numbers[place])
    ours = max((fit(*spot) for spot in then.numbers_of.get(index, ())), default=0)
    return theirs >= _STRONG and theirs - ours >= _LEAD


def _displaced(each: Marker, then: Written, found: Matched, counterparts: dict[int, set[int]]) -> str:
    """A control away from its own line, though that line is still there."""
    home = then.line_of.get(each.index)
    if home is None or found.lines.get(each.line) == home:
        return ""
    return MOVED if counterparts.get(home) else ""
