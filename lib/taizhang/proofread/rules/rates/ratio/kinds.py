"""性别比104, 城乡收入比2.1, 床护比1∶0.7 -> whether the two figures of the sentence give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.ratio.printed import like

RULE = "比例"
_PLAIN_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s?[:：∶]\s?(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A kind of ratio that is printed as one number: words of both sides, its size, its likely values."""

    name: str
    first: str
    second: str
    size: int
    low: int
    high: int


_ONE_NUMBER = (
    Ratio(r"性别比", "男", "女", 100, 70, 200),
    Ratio(r"收入(?:之)?比|收入比值|收入倍差", "城镇|城市", "农村|乡村", 1, 1, 6),
)
_OF_A_YEAR = re.compile(
    r"(?:恢复到|恢复至|相当于|仅为|约为|为|是|达到?)((?:19|20)\d\d年|上年|去年)(?:末|底)?(?:同期)?(?:水平)?的$"
)
_OF_OTHERS = Grammar(r"{former}|{wider_places}|(?:19|20)\d\d年")
_LETTERS = re.compile(r"([床医护师教生员])([床医护师教生员])比(?:例)?(?:为|是|达到?|约为?|[:：])?$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every such ratio with exactly one figure for each of its sides in the sentence."""
    for claim in reading.claims:
        if claim.kind is Kind.AMOUNT and not claim.unit and not roles.is_from(claim, reading):
            yield from _one_number(reading, claim)
        elif claim.kind is Kind.RATE:
            yield from _of_a_year(reading, claim)
        elif claim.kind is Kind.RATIO:
            yield from _by_letters(reading, claim)


def _one_number(reading: Reading, claim: Claim) -> Iterator[Check]:
    start = reading.sentences[claim.sentence][0]
    said = re.split(r"[，；]", re.sub(r"\([^()]*\)", "", reading.blanked[start : claim.outer_start]))[-1]
    for ratio in _ONE_NUMBER:
        named = re.search(rf"(?:{ratio.name})(?![^□]*(?:上升|下降|提高|降低)[^到至]*$)", said)
        if named is None or not ratio.low < claim.value < ratio.high or claim.value == ratio.size:
            continue
        levels = _levels(reading, claim)
        here = any(re.search(f"{ratio.first}|{ratio.second}", other.lead) for other in levels)
        if not here and ratio.size == 1 and not _OF_OTHERS.search(said):
            levels = [other for back in (1, 2) for other in _levels(reading, claim, back)]
        ones = [other for other in levels if re.search(ratio.first, other.lead)]
        others = [other for other in levels if re.search(ratio.second, other.lead) and other not in ones]
        if len(ones) == len(others) == 1 and roles.same_measure(ones[0], others[0]):
            value = ones[0].span.over(others[0].span)
            if value is not None:
                yield _judged(reading, claim, ones[0], others[0], value.scaled(ratio.size))


def _levels(reading: Reading, claim: Claim, back: int = 0) -> list[Claim]:
    """The plain figures with a unit of its sentence, or of the one so many before it in its paragraph."""
    number = claim.sentence - back
    return [
        other
        for other in (reading.of_sentence(number) if number >= 0 else [])
        if other.unit
        and other.paragraph == claim.paragraph
        and other.value > 0
        and other.kind is Kind.AMOUNT
        and not other.weak
        and not roles.is_change(other, reading)
    ]


def _of_a_year(reading: Reading, claim: Claim) -> Iterator[Check]:
    """恢复到2019年的92%: that year's figure and the one other figure of its kind."""
    named = _OF_A_YEAR.search(reading.text[max(0, claim.outer_start - 20) : claim.outer_start])
    if named is None or claim.qualifier:
        return
    levels = [other for other in _levels(reading, claim) if not other.per and other.span.bounded]
    then = [other for other in levels if named[1] in other.lead]
    now = [other for other in levels if other not in then]
    if len(then) == len(now) == 1 and roles.same_measure(then[0], now[0]):
        value = now[0].span.over(then[0].span)
        if value is not None:
            yield _judged(reading, claim, now[0], then[0], value.scaled(100))


def _by_letters(reading: Reading, claim: Claim) -> Iterator[Check]:
    """床护比1∶0.7: beds and nurses, each by the first character of its name."""
    named = _LETTERS.search(reading.before(claim))
    printed = _PLAIN_RATIO.fullmatch(claim.text)
    if named is None or printed is None:
        return
    sides = [_called(_levels(reading, claim), letter) for letter in named.groups()]
    if any(len(side) != 1 for side in sides) or sides[0] == sides[1]:
        return
    (one,), (other,) = sides
    value, span = one.span.over(other.span), _printed(printed[1]).over(_printed(printed[2]))
    if one.measure == other.measure or value is None or span is None:
        return  # of one measure: the rule for ratios of like figures
    turned = other.span.over(one.span)
    if not span.meets(value) and not (turned is not None and span.meets(turned)):
        yield _doubt(reading, claim, one, other, like(claim, value))


def _called(levels: Sequence[Claim], letter: str) -> list[Claim]:
    return [claim for claim in levels if letter in claim.lead[-6:] + claim.tail[:6] + claim.unit]


def _printed(text: str) -> Interval:
    value = Decimal(text)
    step = Decimal(0) if text in ("1", "100") else Decimal(1).scaleb(-len(text.partition(".")[2]))
    return Interval(value - step / 2, value + step / 2)


def _judged(reading: Reading, claim: Claim, one: Claim, other: Claim, value: Interval) -> Check:
    if verdicts.agrees(claim, value):
        reason = f"{one.text}与{other.text}之比与{claim.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, [one, other, claim], reason, focus=claim)
    return _doubt(reading, claim, one, other, verdicts.said(value.middle, claim))


def _doubt(reading: Reading, claim: Claim, one: Claim, other: Claim, expected: str) -> Check:
    reason = f"{one.text}与{other.text}之比为{expected}，文中为{claim.text}；如所比的数另有所指，请写明。"
    return verdicts.check(
        reading, RULE, Status.DOUBTFUL, [one, other, claim], reason, focus=claim, expected=expected
    )
