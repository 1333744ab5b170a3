"""Markers and matched text -> every number of the document with its source, or without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from taizhang.document.anchoring.markers import Marker, markers
from taizhang.document.anchoring.matching.match import Matched, Place, Written, match
from taizhang.document.anchoring.matching.tokens import direction_before, near_changed, unit_after
from taizhang.document.anchoring.model import CONTEXT, Examined, Number
from taizhang.document.anchoring.visible import Shown
from taizhang.present.digits import DATE, HEADING, PAGE

_EXPLAINED = re.compile("|".join((DATE, HEADING, PAGE)), flags=re.MULTILINE)
_DIGIT = re.compile(r"\d")
_SIDES, _GAP = 6, 30  # characters that frame a number which is gone, and the most that may stand in its place
_NEVER = re.compile(r"(?!)")


class Resolver:
    """Goes through a document once: markers first, then context, then what was taken out, then the rest."""

    def __init__(self, now: Sequence[Shown], then: Written, phrases: Sequence[str]) -> None:
        self._now, self._then = now, then
        self._found: Matched = match(now, then)
        self._phrases = re.compile("|".join(map(re.escape, phrases))) if phrases else _NEVER
        self._used: set[Place] = set()
        self._served: set[int] = set()
        self._numbers: list[tuple[int, Number]] = []

    def examine(self) -> Examined:
        """Every number, in the order of the document."""
        for marker in markers(self._now, self._then, self._found):
            self._by_marker(marker)
        for places in self._groups():
            self._by_context(places)
        gone = list(self._taken_out())
        self._rest()
        ordered = sorted(self._numbers, key=lambda item: (item[0], item[1].start))
        return Examined(tuple(number for _, number in ordered), tuple(gone))

    def _by_marker(self, marker: Marker) -> None:
        places = self._covered(marker.line, marker.start, marker.end)
        elsewhere = self._contexts(marker.index) if marker.start == marker.end else []
        if any(place[0] == marker.line for place in elsewhere):
            return  # emptied, and the number stands beside it
        tokens = [self._found.masked[line].tokens[at] for line, at in places]
        start = min([marker.start, *(token.start for token in tokens)])
        end = max([marker.end, *(token.end for token in tokens)])
        expected = self._then.anchors[marker.index].text
        start, end = _extended(self._now[marker.line].text, start, end, expected)
        self._used.update(self._covered(marker.line, start, end))
        self._add(marker.line, start, end, marker.kind, marker.index, marker.note)

    def _covered(self, line: int, start: int, end: int) -> list[Place]:
        return [
            (line, at)
            for at, token in enumerate(self._found.masked[line].tokens)
            if token.start < end and start < token.end and (line, at) not in self._used
        ]

    def _contexts(self, index: int) -> list[Place]:
        anchor_of = self._then.anchor_of
        return [
            place
            for place, spot in self._found.numbers.items()
            if anchor_of.get(spot) == index and place not in self._used
        ]

    def _groups(self) -> Iterator[list[Place]]:
        """Matched numbers that no marker covers: those of one anchor together, plain ones each alone."""
        group: list[Place] = []
        for place in sorted(set(self._found.numbers) - self._used):
            if group and not self._continues(group[-1], place):
                yield group
                group = []
            group.append(place)
        if group:
            yield group

    def _continues(self, last: Place, place: Place) -> bool:
        one, two = self._found.numbers[last], self._found.numbers[place]
        anchor = self._then.anchor_of.get(one)
        return (
            anchor is not None
            and anchor == self._then.anchor_of.get(two)
            and last[0] == place[0]
            and one[1] < two[1]
        )

    def _by_context(self, places: list[Place]) -> None:
        line, text = places[0][0], self._now[places[0][0]].text
        tokens = [self._found.masked[line].tokens[at] for _, at in places]
        spot_line, spot_at = self._found.numbers[places[0]]
        index = self._then.anchor_of.get((spot_line, spot_at))
        self._used.update(places)
        if index is None:
            self._add_fixed(line, places[0], (spot_line, spot_at))
            return
        anchor = self._then.anchors[index]
        first = self._then.masked[spot_line].tokens[spot_at].start - anchor.start
        last_spot = self._then.masked[spot_line].tokens[self._found.numbers[places[-1]][1]]
        after = anchor.text[last_spot.end - anchor.start :]
        start = _widened_left(text, tokens[0].start, anchor.text[: max(first, 0)])
        end = _widened_right(text, tokens[-1].end, after)
        self._add(line, start, end, CONTEXT, index, "")

    def _add_fixed(self, line: int, place: Place, spot: Place) -> None:
        token = self._found.masked[line].tokens[place[1]]
        old = self._then.masked[spot[0]]
        span = (old.tokens[spot[1]].start, old.tokens[spot[1]].end)
        note = ""
        if self._found.lines.get(line) == spot[0]:
            note = near_changed(old.text, span, self._now[line].text, (token.start, token.end))
        number = self._number(line, (token.start, token.end), CONTEXT, old.said(old.tokens[spot[1]]))
        self._numbers.append((line, replace(number, note=note)))

    def _add(self, line: int, start: int, end: int, kind: str, index: int, note: str) -> None:
        """A number with a source; words without a digit only where they are no longer what was written."""
        anchor = self._then.anchors[index]
        self._served.add(index)
        home = self._then.line_of.get(index)
        if not note and home is not None and end > start:
            old = self._then.lines[home].text
            note = near_changed(old, self._then.span(index), self._now[line].text, (start, end))
        note = note or self._found.notes.get(line, "")
        number = self._number(line, (start, end), kind, anchor.text)
        number = replace(number, note=note, source=anchor.source, index=index)
        if "@" in anchor.source or _DIGIT.search(anchor.text + number.text) or number.text != anchor.text:
            self._numbers.append((line, number))

    def _number(self, line: int, span: tuple[int, int], kind: str, expected: str) -> Number:
        at = self._now[line]
        text = at.text[span[0] : span[1]]
        return Number(text, "", kind, at.part, at.paragraph, *span, at.where, expected)

    def _taken_out(self) -> Iterator[int]:
        """Anchors that nothing served: what stands in their place, if their line is still there; else they are gone."""
        counterparts = {then: now for now, then in sorted(self._found.lines.items(), reverse=True)}
        for index, home in sorted(self._then.line_of.items()):
            if index in self._served:
                continue
            line = counterparts.get(home)
            span = None if line is None else self._instead(line, home, self._then.span(index))
            if line is None or span is None:
                yield index
            else:
                self._used.update(self._covered(line, *span))
                self._add(line, *span, CONTEXT, index, "")
        self._fixed_taken_out(counterparts)

    def _fixed_taken_out(self, counterparts: dict[int, int]) -> None:
        kept = set(self._found.numbers.values())
        for home, masked in enumerate(self._then.masked):
            for at, token in enumerate(masked.tokens):
                line = counterparts.get(home)
                if (home, at) in kept or (home, at) in self._then.anchor_of or line is None:
                    continue
                span = self._instead(line, home, (token.start, token.end))
                if span is not None:
                    self._used.update(self._covered(line, *span))
                    number = self._number(line, span, CONTEXT, masked.said(token))
                    self._numbers.append((line, number))

    def _instead(self, line: int, home: int, span: tuple[int, int]) -> tuple[int, int] | None:
        """What stands between the words that framed a number; a whole cell where it was the whole cell."""
        old, now = self._then.lines[home].text, self._now[line].text
        left, right = old[: span[0]], old[span[1] :]
        if not left.strip() and not right.strip():
            return (0, len(now))
        frame = _frame(left, right)
        hits = list(frame.finditer(now))
        free = [hit.span(1) for hit in hits if self._is_free(line, hit.span(1))]
        return free[0] if len(hits) == 1 and free else None

    def _is_free(self, line: int, span: tuple[int, int]) -> bool:
        """No number that is already known stands there."""
        tokens = self._found.masked[line].tokens
        inside = [(line, at) for at, each in enumerate(tokens) if each.start < span[1] and span[0] < each.end]
        return not any(place in self._used for place in inside)

    def _rest(self) -> None:
        """Numbers that nothing knows, dates and the numbers of headings left out."""
        for line, masked in enumerate(self._found.masked):
            known = [found.span() for found in _EXPLAINED.finditer(masked.text)]
            known += [found.span() for found in self._phrases.finditer(masked.text)]
            for at, token in enumerate(masked.tokens):
                said = any(start <= token.start and token.end <= end for start, end in known)
                if (line, at) not in self._used and not said:
                    number = self._number(line, (token.start, token.end), "", "")
                    self._numbers.append((line, number))


def _frame(left: str, right: str) -> re.Pattern[str]:
    """The words on both sides, other numbers allowed to have changed."""
    sides = [_loose(left[-_SIDES:]), _loose(right[:_SIDES])]
    begin = "^" if len(left) < _SIDES else ""
    end = "$" if len(right) < _SIDES else ""
    return re.compile(f"{begin}{sides[0]}(.{{0,{_GAP}}}?){sides[1]}{end}")


def _loose(text: str) -> str:
    return re.sub(r"(?:\d|\\\.)+", r"[\\d.．,]+", re.escape(text))


def _extended(text: str, start: int, end: int, expected: str) -> tuple[int, int]:
    """A control that lost a word of its own to the plain text beside it reads as before."""
    said = text[start:end]
    if said and said != expected:
        if expected.endswith(said):
            start = _widened_left(text, start, expected[: -len(said)])
        elif expected.startswith(said):
            end = _widened_right(text, end, expected[len(said) :])
    return start, end


def _widened_left(text: str, start: int, words: str) -> int:
    if text[:start].endswith(words):
        return start - len(words)
    if direction_before(words, len(words)):
        return start - len(direction_before(text, start))
    return start


def _widened_right(text: str, end: int, words: str) -> int:
    if text.startswith(words, end):
        return end + len(words)
    return end + len(unit_after(text, end)) if words else end
