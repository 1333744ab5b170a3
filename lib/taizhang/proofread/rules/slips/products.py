"""A figure for one and two totals -> price times count gives an amount, an amount over a count its average."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total as added
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.rules.slips.nearby import apart, by_measure, figures, is_plain
from taizhang.proofread.rules.slips.pen import factor
from taizhang.proofread.rules.slips.relation import BARE, HARDLY, SOME, SURE, TOLD, Relation, roomy

_FOR_ONE = re.compile(r"每|均|单价|标准[为由是达到提高至]*$")
_PER_MANY = re.compile(r"每[十百千万]")
_YEAR = re.compile(r"全年|年(?!初|末|底)[^，]{0,8}$|一年")
_PEOPLE = re.compile(r"[人户名家]")
_TWELVE = 12


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every product of the sentence and the ones before it."""
    near = figures(reading, number)
    prices = [claim for claim in near if claim.kind is Kind.AMOUNT and _for_one(claim, reading)]
    for price in prices:
        yield from _of(reading, price, prices, [claim for claim in near if claim is not price])


def _for_one(claim: Claim, reading: Reading) -> bool:
    said = (bool(claim.per) or bool(_FOR_ONE.search(claim.lead))) and not _PER_MANY.search(claim.lead)
    return said and not roles.is_change(claim, reading) and not roles.is_from(claim, reading)


def _of(reading: Reading, price: Claim, prices: list[Claim], near: list[Claim]) -> Iterator[Relation]:
    amounts = [claim for claim in near if is_plain(claim, reading) and not _for_one(claim, reading)]
    totals = [
        claim
        for claim in amounts
        if roles.measure(claim) in _bought(price) and claim.span.middle > price.span.middle
    ]
    counts = [claim for claim in near if claim.kind is Kind.AMOUNT and _counts(claim, reading)]
    for total in totals:
        if _several(price, counts, total) or _each_its_price([price, *near], counts, total, reading):
            continue
        yield from _in_a_year(price, total)
        for count in counts:
            if count is not total:
                yield from _times(price, count, total)


def _several(price: Claim, counts: list[Claim], total: Claim) -> bool:
    """一级6820人，二级10720人，每人110元: the price was paid for several counts together."""
    for run in by_measure([claim for claim in counts if claim is not total]):
        for one, other in pairwise(run):
            paid = price.span.times(one.span.plus(other.span).scaled(1 / factor(one)))
            if any(roomy(total).meets(paid.scaled(months)) for months in (1, _TWELVE)):
                return True
    return False


def _each_its_price(near: list[Claim], counts: list[Claim], total: Claim, reading: Reading) -> bool:
    """新建每处50万元，改扩建每处30万元，新建5处、改扩建9处，金额520万元: each count at its own price."""
    near = sorted(near, key=lambda claim: claim.start)
    prices = [
        claim for claim in near if _for_one(claim, reading) and roles.measure(claim) == roles.measure(total)
    ]
    for run in by_measure([claim for claim in counts if claim is not total]):
        some = run[-len(prices) :]
        if len(prices) > 1 and len(some) == len(prices):
            paid = added(
                price.span.times(count.span).scaled(1 / factor(count))
                for price, count in zip(prices, some, strict=True)
            )
            if roomy(total).meets(paid):
                return True
    return False


def _bought(price: Claim) -> tuple[str, ...]:
    """What so many times the price is counted in: 每期45人 gives 人次."""
    measure = roles.measure(price)
    return (measure, "person_times") if measure == "people" else (measure,)


def _counts(claim: Claim, reading: Reading) -> bool:
    if claim.weak or _for_one(claim, reading) or claim.measure == "money":
        return False
    return is_plain(claim, reading) or (claim.measure == "days" and not roles.is_change(claim, reading))


def _times(price: Claim, count: Claim, total: Claim) -> Iterator[Relation]:
    for months in (1, _TWELVE) if _each(price, "月") else (1,):
        yield Relation(
            claims=(price, count, total),
            weights=(-1, -1, 1),
            shown=f"{price.text}×{count.text}{'×12' if months > 1 else ''}＝{total.text}",
            kind="product",
            added=False,
            rest=Decimal(months),
            counted=count,
            trust=_trust(price, count, total),
        )


def _trust(price: Claim, count: Claim, total: Claim) -> float:
    """Less over full stops, and where price and count are people both."""
    alike = roles.measure(price) == roles.measure(count)
    if apart(price, count, total):
        if alike or not _one_matter(price, total):
            return HARDLY
        near = count.sentence - 1 <= min(price.sentence, total.sentence) and _is_for(price, count)
        return SOME if near and apart(price, count, total) < 3 else HARDLY
    if alike:
        return SOME
    return SURE if "均" in price.lead else TOLD


def _one_matter(price: Claim, total: Claim) -> bool:
    """Whether price and amount share a word: 人均收入 and 基金结余 have nothing to do with each other."""
    if "一次性" in total.lead and re.search("[年月]", price.per):
        return False
    one, other = price.lead + price.subject + price.tail, total.lead + total.subject + total.tail
    return shares_words(one, other) or "收入" not in one


def _is_for(price: Claim, count: Claim) -> bool:
    """次均, 每户: whether the price is for one of what is counted."""
    found = re.search(r"每个?([一-鿿])|([一-鿿])均", price.lead)
    each = (found[1] or found[2]) if found else ""
    return each != "" and (each in count.unit or (each in "人名位" and count.measure == "people"))


def _in_a_year(price: Claim, total: Claim) -> Iterator[Relation]:
    """月均4.2万元，全年50万元; 日均120份，全年4.38万份."""
    told = _YEAR.search(total.lead) and not _PEOPLE.search(price.lead + price.per)
    for word, often in (("月", _TWELVE), ("日", 365), ("天", 365)):
        if _each(price, word):
            yield Relation(
                claims=(price, total),
                weights=(-1, 1),
                shown=f"{price.text}×{often}＝{total.text}",
                kind="product",
                added=False,
                rest=Decimal(often),
                trust=(TOLD if told else BARE) if not apart(price, total) else HARDLY,
            )


def _each(price: Claim, word: str) -> bool:
    """月均, 每月, 平均每月."""
    return word in price.per or bool(re.search(rf"每个?{word}|{word}均", price.lead))
