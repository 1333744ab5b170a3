"""调查于3月15日启动 … 自4月15日启动: the day of one event, written twice -> whether both can be the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Status
from taizhang.proofread.words import pattern

RULE = "前后一致"
_DAY = re.compile(
    r"(?<![至到\d—~－.-])(?:((?:19|20)\d\d)年)?(?<!\d)(\d{1,2})月(?:(\d{1,2})日)?(?![份底末初至到—~－-])"
)
_CLAUSE = re.compile(r"[，。；：:!?\n]")
_POINTED = re.compile(
    r"[^，。；]{0,4}?的?[那这](?:场|次|起|天|一天|一场|一次)的?([一-鿿]{2,3})|([一-鿿]{2,5}?)(?:之?后|当[天日]|以来)"
)
_BACK, _AHEAD, _SHORTEST, _PAIR = 4, 14, 2, 2


@dataclass(frozen=True, slots=True)
class _Event:
    """A day [start, end) of the text with what happened on it: verb and the clause's other words."""

    place: tuple[int, int]
    sentence: int
    year: str
    month: str
    day: str
    verb: str
    said: str


def checks(reading: Reading) -> Iterator[Check]:
    """Every two days of one event that differ as a slip of the pen makes them differ."""
    if not reading.scan.times:
        return
    events = list(_events(reading))
    for one, other in combinations(events, 2):
        near = other.sentence - one.sentence <= _BACK and _slipped(one, other)
        if near and _one_event(reading, one, other) and _only(events, one.verb):
            yield from [] if _told_apart(reading, one, other) else [_doubt(reading, one, other)]
    yield from _pointed(reading)


def _doubt(reading: Reading, one: _Event, other: _Event) -> Check:
    first, text = reading.original[slice(*one.place)], reading.original[slice(*other.place)]
    why = f"前面写{first}，这里写{text}；如是同一天，请改正一处。"
    places = (one.place, other.place)
    return Check(RULE, Status.DOUBTFUL, *other.place, text, first, why, places, other.place)


def _events(reading: Reading) -> Iterator[_Event]:
    """The days behind or before which a word of happening stands in the clause."""
    for number, (start, end) in enumerate(reading.sentences):
        if "月" not in reading.text[start:end]:
            continue
        for found in _DAY.finditer(reading.text, start, end):
            before = _CLAUSE.split(reading.text[start : found.start()])[-1]
            after = _CLAUSE.split(reading.text[found.end() : end])[0]
            verb = _happened().search(after[:_AHEAD])
            if verb:
                said = before + after[: verb.start()]
                yield _Event(found.span(), number, found[1] or "", found[2], found[3] or "", verb[0], said)


def _slipped(one: _Event, other: _Event) -> bool:
    """Another month with the same day, or another day with its digits swapped or one of them changed."""
    if bool(one.day) != bool(other.day) or (one.year and other.year and one.year != other.year):
        return False
    if one.day == other.day:
        return one.month != other.month and len(one.month) == len(other.month)
    return one.month == other.month and _near(one.day, other.day)


def _near(one: str, other: str) -> bool:
    if len(one) != len(other):  # 18 and 8
        return max(one, other, key=len).endswith(min(one, other, key=len))
    changed = sum(a != b for a, b in zip(one, other, strict=True))
    return len(one) > 1 and (one == other[::-1] or changed == 1)


def _one_event(reading: Reading, one: _Event, other: _Event) -> bool:
    """The same verb, and the name begins alike; without a name it must be told as known: 启用当天, 自…以来."""
    if one.verb != other.verb:
        return False
    name = _bare(other.said)
    if len(name) >= _SHORTEST:
        told = one.said
        if len(_bare(told)) < _SHORTEST:  # 18日发生火情, 8日火情发生后
            told = _CLAUSE.split(reading.text[one.place[1] : one.place[1] + _AHEAD])[0]
        return name[:_SHORTEST] in told
    behind = reading.text[other.place[1] : other.place[1] + _AHEAD]
    return bool(re.search(rf"{other.verb}(?:以来|之?后|之?前|时|当[天日]|至今|起)", behind))


def _bare(said: str) -> str:
    """The words of a clause that may name what it tells of."""
    return re.sub(rf"^{_edges()}+|{_edges()}+$", "", re.sub(r"[^一-鿿]", "", said))


def _only(events: Sequence[_Event], verb: str) -> bool:
    """Whether no third day is told with the verb: a calendar of events has many."""
    return sum(event.verb == verb for event in events) == _PAIR


def _told_apart(reading: Reading, one: _Event, other: _Event) -> bool:
    start = reading.sentences[one.sentence][0]
    end = other.place[1] + _AHEAD
    return bool(re.search(pattern("another_time"), reading.text[start:end]))


def _pointed(reading: Reading) -> Iterator[Check]:
    """7月12日傍晚，强降雨袭击我镇 … 7月21日傍晚的那场强降雨."""
    days = list(_DAY.finditer(reading.text))
    for found in days:
        told = _POINTED.match(reading.text, found.end())
        if told is None:
            continue
        noun = told[1] or told[2]
        other = _named(reading, found, noun)
        before = [
            event
            for day in days
            if day.start() < found.start() and (event := _named(reading, day, noun)).said
        ]
        if len(before) == 1 and _slipped(before[0], other):
            yield _doubt(reading, before[0], other)


def _named(reading: Reading, found: re.Match[str], noun: str) -> _Event:
    """A day with the noun as its words where its sentence has it."""
    number = next(at for at, (start, end) in enumerate(reading.sentences) if start <= found.start() < end)
    said = noun if noun in reading.text[slice(*reading.sentences[number])] else ""
    return _Event(found.span(), number, found[1] or "", found[2], found[3] or "", "", said)


@cache
def _happened() -> re.Pattern[str]:
    return re.compile(pattern("happened"))


@cache
def _edges() -> str:
    return rf"(?:{pattern('name_edges', 'referring', 'current')}|因|自|起|于|正式|在|又|日|了|的)"
