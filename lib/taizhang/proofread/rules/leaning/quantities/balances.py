"""年初1296家，登记成立117家，注销65家，年末1348家 -> what there is at the end, in any order and over sentences.

Each figure of the unit plays one part: opening, closing, come, gone, or a move whose way the words leave open. Where one
opening and one closing are told and every other figure of the unit between them is a move, the sum is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import product

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.sums.completeness import one_slip
from taizhang.proofread.words import pattern

STOCK = "期末数"
_UNLESS = "如另有所指，请写明"
_REACH, _MANY, _OPEN = 3, 8, 3
_FAR, _FARTHER, _LITTLE = Decimal(2), Decimal(4), Decimal("0.1")


class Part(Enum):
    """What a figure is to a stock."""

    OPENING = "opening"
    CLOSING = "closing"
    CAME = "came"
    WENT = "went"
    EITHER = "either"
    UNSURE = "unsure"


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every stock whose end was not held against its beginning and its moves."""
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    done = {place for check in found if check.rule in (STOCK, "剩余", "增减") for place in check.figures}
    seen: set[tuple[int, ...]] = set()
    for opening in reading.claims:
        part = part_of(reading, opening) if opening.unit and _counts(opening) else Part.EITHER
        first = part in (None, Part.CLOSING) and _is_first(reading, opening)
        if part is not Part.OPENING and not first:
            continue
        for claims in _stretches(reading, opening, 0 if first else _REACH):
            key = tuple(claim.start for claim in claims)
            places = {(claim.start, claim.end) for claim in claims}
            if key in seen or places & told:
                continue
            seen.add(key)
            made = list(_judge(reading, claims, done))
            yield from made
            if made:
                break


def _counts(claim: Claim) -> bool:
    return (
        claim.kind is Kind.AMOUNT and not claim.depth and not claim.weak and not claim.per
        and not roles.is_average(claim) and "其中" not in claim.lead
    )  # fmt: skip


def _like(reading: Reading, claim: Claim, opening: Claim) -> bool:
    """Of its unit; 停业5、新开业9: a move may leave the unit out."""
    bare = not claim.unit and claim.sentence == opening.sentence and claim.value == int(claim.value)
    return claim.unit == opening.unit or bare


def _is_first(reading: Reading, claim: Claim) -> bool:
    """The first count of its unit in its sentence."""
    return next((one for one in reading.of_sentence(claim.sentence) if one.unit == claim.unit), None) is claim


def _stretches(reading: Reading, opening: Claim, most: int) -> Iterator[list[Claim]]:
    """The figures of its unit in its sentence, then with more and more sentences around it."""
    for reach in range(most + 1):
        for first in range(opening.sentence - reach, opening.sentence + 1):
            claims = [
                claim
                for number in range(max(first, 0), first + reach + 1)
                for claim in reading.of_sentence(number)
                if _counts(claim)
                and not roles.is_compared(claim, reading)
                and _like(reading, claim, opening)
                and claim.paragraph == opening.paragraph
            ]
            if len(claims) > _FEWEST_WITH_MOVES and len(claims) <= _MANY:
                yield claims


_FEWEST_WITH_MOVES = 2
_LAST, _BEHIND = 12, 6
_NEW = re.compile(r"(?:[当本今全]年|年[内中间])?又?新(?![村城区社型闻冠生农式兴四疆])[一-鿿]{1,6}$")
_STAYS = re.compile(r"(?<!新)(?:入住|入驻|入院|入园|收住|登记)[一-鿿]{0,8}$")
_FILLS = {Part.CAME: Part.WENT, Part.WENT: Part.CAME}


def _judge(reading: Reading, claims: Sequence[Claim], done: set[tuple[int, int]]) -> Iterator[Check]:
    parts = {claim.start: part_of(reading, claim) for claim in claims}
    guessed = _guess(claims, parts)
    if None in parts.values():
        return
    opening, closing = (
        [claim for claim in claims if parts[claim.start] is part] for part in (Part.OPENING, Part.CLOSING)
    )
    if len(opening) != 1 or len(closing) != 1 or {(c.start, c.end) for c in (*opening, *closing)} <= done:
        return
    moves = [claim for claim in claims if claim not in (*opening, *closing)]
    if roles.is_vacant(opening[0]) and roles.is_vacant(closing[0]):
        parts = {start: _FILLS.get(part, part) if part else part for start, part in parts.items()}
    values = list(_values(opening[0], moves, parts))
    if not moves or not values:
        return
    end = closing[0]
    value = min(values, key=lambda one: (not verdicts.agrees(end, one), abs(one.middle - end.span.middle)))
    told = {Part.CAME, Part.WENT} <= set(parts.values()) and not {Part.EITHER, Part.UNSURE} & set(
        parts.values()
    )
    if not told and _is_change(reading, opening[0], end) and not _same_way(opening[0], end, value):
        return
    fits = _close if guessed else _of_its_size
    if not fits(value.middle, end.span.middle, _FARTHER if told else _FAR):
        return
    sums = "，".join(f"{claim.lead}{claim.text}" for claim in (*opening, *moves))
    yield verdicts.judged(reading, STOCK, [*opening, *moves], end, value, f"按“{sums}”", _UNLESS)


def _is_change(reading: Reading, opening: Claim, end: Claim) -> bool:
    """由…增加到…: the two ends of a change, which need not be all that the sentence tells of."""
    return roles.is_from(opening, reading) or roles.is_target(end)


def _same_way(opening: Claim, end: Claim, value: Interval) -> bool:
    """空床减少80张 is no move of 床位由3200张增加到3520张; what went cannot have made it more."""
    rises = value.middle > opening.span.middle
    return rises == (end.span.middle > opening.span.middle) and _close(value.middle, end.span.middle, _FAR)


def _guess(claims: Sequence[Claim], parts: dict[int, Part | None]) -> bool:
    """Whether one figure whose words say nothing got its part by its place: the last is the end, the first the
    beginning, another one a move or none."""
    stands = [claim for claim in claims if parts[claim.start] is Part.CLOSING]
    smaller = all(claim.value < claims[0].value for claim in claims[1:-1])
    if stands == [claims[0], claims[-1]] and smaller and Part.OPENING not in parts.values():
        parts[claims[0].start] = Part.OPENING  # 现有在职人员64人，借调出去5人，实际在岗59人
        return True
    unknown = [claim for claim in claims if parts[claim.start] is None]
    if len(unknown) != 1 or not {Part.CAME, Part.WENT} & set(parts.values()):
        return False
    known, at = set(parts.values()), unknown[0].start
    if Part.CLOSING not in known and at == claims[-1].start:
        parts[at] = Part.CLOSING
    elif Part.OPENING not in known and at == claims[0].start and {Part.CAME, Part.WENT} <= known:
        parts[at] = Part.OPENING
    elif {Part.OPENING, Part.CLOSING} <= known:
        parts[at] = Part.UNSURE
    return True


def _close(value: Decimal, stated: Decimal, _: Decimal) -> bool:
    """So little apart, or by so plain a slip, that the stated end must be meant for this value."""
    if value <= 0 or stated <= 0:
        return False
    return abs(value - stated) <= _LITTLE * stated or one_slip(value, stated, 2)


def _of_its_size(value: Decimal, stated: Decimal, far: Decimal) -> bool:
    """Whether the stated end may be meant for this value: not twice or half of it, or a slip of the pen."""
    if value <= 0 or stated <= 0:
        return False
    return max(value, stated) <= far * min(value, stated) or one_slip(value, stated, 2)


def _values(opening: Claim, moves: Sequence[Claim], parts: dict[int, Part | None]) -> Iterator[Interval]:
    """What the end may be: one value, or one for each way that the open moves may go."""
    if sum(parts[move.start] is Part.EITHER for move in moves) > _OPEN:
        return
    ways = [_WAYS[parts[move.start] or Part.EITHER] for move in moves]
    for signs in product(*ways):
        value = opening.span
        for move, sign in zip(moves, signs, strict=True):
            value = value.plus(move.span) if sign > 0 else value.minus(move.span)
        yield value


_WAYS: dict[Part, tuple[int, ...]] = {
    Part.CAME: (1,),
    Part.WENT: (-1,),
    Part.EITHER: (-1, 1),
    Part.UNSURE: (-1, 0, 1),
}


def part_of(reading: Reading, claim: Claim) -> Part | None:
    """By the last such word of its own words, else by the clause before them that has no figure."""
    if roles.is_from(claim, reading):
        return Part.OPENING
    if roles.is_target(claim):
        return Part.CLOSING
    own = re.sub("^[比较](?=.*的$)|的$|离退休", "", claim.lead)  # 比年初的910家 is what there was
    start = reading.sentences[claim.sentence][0]
    clauses = re.split(r"[，；、]", reading.blanked[start : claim.outer_start])
    before = clauses[-2] if len(clauses) > 1 and "□" not in clauses[-2] else ""
    if _STAYS.search(own) and re.match(pattern("at_the_end"), clauses[-1]):
        return Part.CLOSING  # 目前三所敬老院入住老人248人
    return _by_words(own) or (Part.CAME if _NEW.match(own) else _by_words(before, moments=True))


@cache
def _by_words(said: str, moments: bool = False) -> Part | None:
    moves = {} if moments else {
        Part.EITHER: pattern("either_way"),
        Part.WENT: pattern("outflow", "stock_out", "left_stock", "goes_out", "leaves_stock", "went_out"),
        Part.CAME: pattern("inflow", "stock_in", "came_to_stock", "comes_in", "enters_stock", "came_in"),
    }  # fmt: skip
    if re.search(pattern("opening", "opened", "begins_stock"), said) and not re.search(
        pattern("not_opened"), said
    ):
        return Part.OPENING
    if re.match(rf"{pattern('at_the_end')}(?!以来)[^，□]*{pattern('recorded')}[一-鿿]{{2,}}$", said):
        return Part.CLOSING  # 月末登记失业人员: those on the books
    last = said[-_LAST:]
    found = {part: [one.end() for one in re.finditer(words, last)] for part, words in moves.items()}
    ends = {part: max(places) for part, places in found.items() if places}
    if ends and max(ends.values()) >= len(last) - _BEHIND:
        return max(ends, key=lambda part: ends[part])  # 合并后新设5个: the last word counts
    return Part.CLOSING if re.search(pattern("closing", "closed", "ends_stock"), said) else None
