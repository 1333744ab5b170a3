"""Changed figures -> shares, halves and doublings that a person worked out by hand from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from taizhang import numbers
from taizhang.document.revise.words.clauses import Figure, Text
from taizhang.document.revise.words.lexicon import Lexicon, any_of
from taizhang.document.revise.words.told import Doubt, Told

SHARE = "手写的占比 {old}% 按新数应为 {new}%"
UNSURE = "手写的“{words}”由变了的数推出，请核对"
HALF = "“{words}”按新数不再成立"
_HALF, _DOUBLE = Decimal(50), Decimal(100)


def derived(text: Text, lexicon: Lexicon) -> Iterator[Told]:
    """Figures of speech near a figure that changed: computed where that can be done, else to be looked at."""
    share = re.compile(rf"{lexicon.share}[^，。；]{{0,20}}?(\d+(?:\.\d+)?)\s*[%％]")
    for match in _moved(text, share, group=1):
        yield from _share(text, match)
    for match in _moved(text, any_of(lexicon.half)):
        yield from _held(text, match, _HALF, strict=True)
    for match in _moved(text, any_of(lexicon.double)):
        yield from _held(text, match, _DOUBLE, strict=False)


def _moved(text: Text, pattern: re.Pattern[str], group: int = 0) -> list[re.Match[str]]:
    """Typed matches in sentences that hold a figure which changed."""
    found = text.typed(pattern, (0, len(text.text)), group)
    return [match for match in found if any(each.moved for each in _counted(text, match.start()))]


def _counted(text: Text, at: int) -> list[Figure]:
    inside = text.inside(text.sentence(at))
    return [each for each in inside if each.before is not None and each.after is not None]


def _share(text: Text, match: re.Match[str]) -> Iterator[Told]:
    said = Decimal(match[1])
    places = len(match[1].partition(".")[2])
    now = {
        _percent(part.after, whole.after, places)
        for part, whole in permutations(_counted(text, match.start()), 2)
        if part.unit == whole.unit and _percent(part.before, whole.before, places) == said
    } - {None}
    if not now:
        yield Doubt(match.start(), UNSURE.format(words=match[0]))
    elif said not in now:
        new = "或".join(numbers.show(value, places) for value in sorted(filter(None, now)))
        yield Doubt(match.start(), SHARE.format(old=match[1], new=new))


def _percent(part: Decimal | None, whole: Decimal | None, places: int) -> Decimal | None:
    if part is None or not whole:
        return None
    return numbers.round_to(numbers.quotient(part, whole, 100), places)


def _held(text: Text, match: re.Match[str], limit: Decimal, *, strict: bool) -> Iterator[Told]:
    """半数以上, 翻番: true of a percentage in the sentence before, and of which still now?"""
    rates = [each for each in _counted(text, match.start()) if each.unit in ("%", "％")]
    before = [each for each in rates if _over(each.before, limit, strict)]
    if not before:
        yield Doubt(match.start(), UNSURE.format(words=match[0]))
    elif not any(_over(each.after, limit, strict) for each in before):
        yield Doubt(match.start(), HALF.format(words=match[0]))


def _over(value: Decimal | None, limit: Decimal, strict: bool) -> bool:
    return value is not None and (value > limit if strict else value >= limit)
