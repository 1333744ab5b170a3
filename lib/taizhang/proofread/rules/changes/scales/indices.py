"""居民消费价格指数102.3，上涨2.3% -> whether index and rate are the same change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "增减"
_BASE = Decimal(100)
_LEAST_NAME = 4
_LOW, _HIGH = Decimal(70), Decimal(150)
_INDEX = re.compile(r"(?:指数|CPI|PPI)(?:\([^)]*\))?(?:为|是|达到?|[:：])?$")
_PRICES = re.compile(r"价格|物价|CPI|PPI")
_HUNDRED = re.compile(r"上年(?:同期|同月|同季|价格)?\s?(?:=|＝|为)\s?100")
_ITSELF = re.compile(
    r"(?:全年|均价|当月|其|即|也就是|也即|折合|价格|物价|总水平|水平|比上年同期|比去年同期|比上年|较上年|比去年|较去年|同比|总体|累计|平均|与上年相比|涨幅为?|降幅为?)*"
    r"(?:上涨|下降|下跌|上升|增长|回落|降低|提高|)?(?:了|约)?$"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every price index of last year = 100 with its own rate right behind it, or right before it."""
    for number in range(len(reading.sentences)):
        claims = reading.of_sentence(number)
        start, end = reading.sentences[number]
        text = reading.text[start:end]
        if not (_PRICES.search(text) or _HUNDRED.search(text)):
            continue
        levels = [claim for claim in claims if _is_index(reading, claim)]
        if len(levels) > 1:
            yield from _by_name(reading, levels, claims)
        for index in levels:
            yield from _with_its_rate(reading, claims, index, alone=len(levels) == 1)


def _is_index(reading: Reading, claim: Claim) -> bool:
    plain = claim.kind is Kind.AMOUNT and claim.unit == "" and _LOW < claim.value < _HIGH
    before = re.sub(r"\([^()□]*\)", "", reading.before(claim)).strip()
    return plain and claim.value != _BASE and bool(_INDEX.search(before))


def _with_its_rate(reading: Reading, claims: Sequence[Claim], index: Claim, alone: bool) -> Iterator[Check]:
    later = [claim for claim in claims if claim.start > index.start and claim.value != _BASE]
    earlier = [claim for claim in claims if claim.start < index.start and claim.value != _BASE]
    if later and _says_it(reading, later[0], index):
        yield _judge(reading, index, later[0])
    elif alone and len(earlier) == 1 and not later and _before_it(reading, earlier[0]):
        yield _judge(reading, index, earlier[0])


def _before_it(reading: Reading, rate: Claim) -> bool:
    """居民消费价格指数(CPI)同比上涨1.9%，总指数为101.9."""
    named = re.search(r"指数|CPI|PPI", reading.before(rate)) and "环比" not in rate.lead
    return bool(named) and rate.kind is Kind.RATE and roles.is_change(rate, reading)


def _by_name(reading: Reading, levels: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[Check]:
    """Two indices, and a rate further on that says the name of one of them again."""
    for rate in claims:
        if rate.kind is not Kind.RATE or not roles.is_change(rate, reading) or "环比" in rate.lead:
            continue
        name = re.split(r"总?水平|(?:比|较)上年|同比|上涨|下降|涨|跌", rate.lead)[0]
        named = [index for index in levels if index.start < rate.start and name in index.lead]
        if len(name) >= _LEAST_NAME and len(named) == 1:
            yield _judge(reading, named[0], rate)


def _says_it(reading: Reading, rate: Claim, index: Claim) -> bool:
    """Whether the words before the rate name no other thing than the index does."""
    said = rate.kind is Kind.RATE and roles.is_change(rate, reading)
    own = re.sub(r"□.*?[)）]", "", reading.before(rate))
    own = re.sub(r"^(?:表明|说明|显示|意味着|反映出?)", "", re.split(r"[□=)]", own)[-1].strip())
    name = re.match(r"[一-鿿]{2,8}?(?=价格|物价)", own)
    return said and bool(_ITSELF.fullmatch(own[name.end() :] if name and name[0] in index.lead else own))


def _judge(reading: Reading, index: Claim, rate: Claim) -> Check:
    sign = roles.direction(rate, reading) or 1
    expected: Interval = index.span.minus(point(_BASE)).scaled(sign)
    both = [index, rate]
    if verdicts.agrees(rate, _rounded(expected, index)):
        return verdicts.check(
            reading, RULE, Status.RIGHT, both, f"指数{index.text}与{rate.text}相符。", focus=rate
        )
    moved = index.value - _BASE
    word = "上涨" if moved > 0 else "下降"
    value = verdicts.said(abs(moved), rate)
    reason = f"以上年为100，指数{index.text}即{word}{value}，文中为{'上涨' if sign > 0 else '下降'}{rate.text}；如基期不是上年，请注明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, both, reason, focus=rate, expected=f"{word}{value}")


def _rounded(expected: Interval, index: Claim) -> Interval:
    """A whole index was rounded as well."""
    return expected if index.span.low < index.span.high else Interval(expected.low - 1, expected.high + 1)
