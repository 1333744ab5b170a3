"""A text -> its claims in their sentences, with what each rule needs to look around in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from taizhang import numbers
from taizhang.proofread import words
from taizhang.proofread.claims import plans, spans, subjects
from taizhang.proofread.claims.tokens import Scan, Time, Token, scan
from taizhang.proofread.model import Claim, Kind

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，,；;。！？!?\n\t]")
_LEAD = re.compile(r"[，,、；;:()\[\]“”。！？!?\n\t]")
_GROUPS = re.compile(
    r"(?<![\d.,，])\d{1,3}(?:，\d{3})+(?!\d)"
)  # 12，486人: a separator typed in Chinese mode
_LEVELS = re.compile(
    r"(?<=[省市县区旗乡镇村道])\([市县区旗乡镇街道村社团场、]{1,8}\)"
)  # 县(市、区): one word
_LIST_MARKS = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|;")
_DASHES = str.maketrans("―‒", "—–")  # 6―12周岁: dashes that look like those of a range
_FULL = {",": "，", ";": "；"}
_HOLE = "□"
_LONGEST = 600


@dataclass(frozen=True)
class Reading:
    """One text, read: every claim in order, with sentences and paragraphs numbered from 0."""

    original: str
    text: str
    """The same length as ``original``, full-width digits and signs made plain."""
    scan: Scan
    sentences: tuple[tuple[int, int], ...]
    claims: tuple[Claim, ...]

    @cached_property
    def blanked(self) -> str:
        """The text with each figure and its qualifier as holes, character for character."""
        return _blank(self.text, [(claim.outer_start, claim.outer_end) for claim in self.claims])

    @cached_property
    def _by_sentence(self) -> dict[int, list[Claim]]:
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.sentence, []).append(claim)
        return found

    def of_sentence(self, number: int) -> list[Claim]:
        """The claims of one sentence, in order."""
        return self._by_sentence.get(number, [])

    def sentence_text(self, number: int) -> str:
        """One sentence with its figures as holes."""
        start, end = self.sentences[number]
        return self.blanked[start:end]

    def window(self, claim: Claim, back: int = 2) -> list[Claim]:
        """The claims of the sentence and of so many before it in the same paragraph."""
        return [
            other
            for number in range(max(0, claim.sentence - back), claim.sentence + 1)
            for other in self.of_sentence(number)
            if other.paragraph == claim.paragraph
        ]

    def near(self, claim: Claim, reach: int) -> Iterator[Claim]:
        """The claims of so many sentences before and after the claim's own, in order."""
        for number in range(claim.sentence - reach, claim.sentence + reach + 1):
            yield from self.of_sentence(number)

    @cached_property
    def answers(self) -> dict[tuple[Any, ...], Any]:
        """What was found once, by question and place: every rule asks the same of the same claims."""
        return {}

    def before(self, claim: Claim) -> str:
        """The clause up to the claim, earlier figures as holes."""
        key = ("before", claim.outer_start, claim.sentence)
        if key not in self.answers:
            start = self.sentences[claim.sentence][0]
            marks = list(_CLAUSE.finditer(self.blanked, start, claim.outer_start))
            self.answers[key] = self.blanked[marks[-1].end() if marks else start : claim.outer_start]
        said: str = self.answers[key]
        return said

    def after(self, claim: Claim) -> str:
        """The clause from the claim on, later figures as holes."""
        end = self.sentences[claim.sentence][1]
        mark = _CLAUSE.search(self.blanked, claim.outer_end, end)
        return self.blanked[claim.outer_end : mark.start() if mark else max(claim.outer_end, end)]

    def between(self, first: Claim, second: Claim) -> str:
        """What stands between two claims, figures in between as holes."""
        return self.blanked[first.outer_end : second.outer_start]

    def words_between(self, first: Claim, second: Claim) -> str:
        """What stands between two claims, figures in between as written."""
        return self.text[first.outer_end : second.outer_start]

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """The dates and stretches of time named between two places."""
        return self.scan.times_in(start, end)


def read(text: str) -> Reading:
    """Find every claim of a text."""
    half = numbers.halved(text).translate(_DASHES)
    half = _GROUPS.sub(lambda group: group[0].replace("，", ","), half)
    half = _LIST_MARKS.sub(lambda mark: _FULL[mark[0]], half)
    half = _LEVELS.sub(lambda word: re.sub("[(、)]", "·", word[0]), half)
    found = scan(half)
    protected = bytearray(len(half))
    places = [(part.start, part.end) for part in found.tokens] + [
        (part.start, part.end) for part in found.times
    ]
    for start, end in places:
        protected[start:end] = b"\1" * (end - start)
    sentences = tuple(_sentences(half, protected))
    claims = tuple(_claims(text, half, found, sentences))
    return Reading(text, half, found, sentences, subjects.name_all(half, found, claims))


def _sentences(text: str, protected: bytearray) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _SENTENCE.finditer(text):
        if protected[mark.start()]:
            continue
        yield from _bounded(text, start, mark.end())
        start = mark.end()
    if start < len(text):
        yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch without a full stop is cut at a lesser mark: nobody means figures 600 characters apart."""
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in "；，、")
        stop = cut + 1 if cut > start else start + _LONGEST
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _claims(original: str, text: str, found: Scan, sentences: tuple[tuple[int, int], ...]) -> Iterator[Claim]:
    number, clause, last_end = 0, 0, 0
    starts = [token.start for token in found.tokens if token.kind is not Kind.AGE]
    breaks = [mark.start() for mark in re.finditer("\n", text)]
    for token in found.tokens:
        while number < len(sentences) - 1 and token.start >= sentences[number][1]:
            number += 1
        name, outer_start, outer_end = spans.qualifier(text, token)
        start, end = sentences[number]
        clause += len(_CLAUSE.findall(text, last_end, token.start))
        lead_from = max(start, min(last_end, outer_start))
        yield replace(
            _claim(original, token, name, outer_start, outer_end),
            sentence=number,
            clause=clause,
            paragraph=bisect_left(breaks, token.start),
            lead=_LEAD.split(plans.dated(text[lead_from:outer_start]))[-1].strip(),
            tail=_tail(text, outer_end, end, starts),
            depth=_depth(text[start : token.start]),
            period=_period(text, start, outer_start, found),
        )
        if token.kind is not Kind.AGE:  # an age belongs to what is counted: 70名80岁以上老人
            last_end = outer_end


def _claim(original: str, token: Token, name: str, outer_start: int, outer_end: int) -> Claim:
    return Claim(
        start=token.start,
        end=token.end,
        outer_start=outer_start,
        outer_end=outer_end,
        text=original[token.start : token.end],
        kind=token.kind,
        value=token.value,
        step=token.step,
        span=spans.span(token, name),
        unit=token.unit,
        measure=token.measure,
        per=token.per,
        qualifier=name,
        upper=token.upper,
        weak=token.weak,
    )


def _tail(text: str, start: int, end: int, starts: list[int]) -> str:
    following = bisect_left(starts, start)
    stop = starts[following] if following < len(starts) else end
    return _LEAD.split(text[start : min(end, stop)])[0].strip()


def _depth(text: str) -> int:
    return max(0, text.count("(") - text.count(")"))


def _period(text: str, start: int, end: int, found: Scan) -> str:
    said = found.times_in(start, end)
    named = list(_former().finditer(text, start, end))
    place = said[-1].end if said else -1
    if named and named[-1].start() >= place:
        return named[-1][0]
    return plans.dated(said[-1].text) if said else ""


@cache
def _former() -> re.Pattern[str]:
    return re.compile(words.pattern("former", "current"))


def _blank(text: str, holes: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in holes:
        if start < last:
            start = last
        parts += [text[last:start], _HOLE * (end - start)]
        last = max(last, end)
    return "".join([*parts, text[last:]])
