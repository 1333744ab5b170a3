"""A change and its two ends -> whether the sentence has begun to speak of something else between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.rules.changes.owners import begins_anew
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.words import pattern

_RULES = ("增减", "百分点")
_TWO = 2
_YEARLY = Grammar("{averages}|每年|年均")


def explained(reading: Reading, check: Check, claims: Sequence[Claim], focus: Claim) -> bool:
    """37件，比上年减少14件；其中价格类16件，上年24件: the 24 are of the 16; nor is 则达21.7万人次 what 51.8万 came to."""
    if check.rule == "增减方向" and len(claims) == _TWO:
        return _of_the_whole(reading, *sorted(claims, key=lambda claim: claim.start))
    if check.rule == "前后一致":
        return _of_two_ages(reading, claims)
    ends = [claim for claim in claims if claim is not focus]
    if check.rule == "疑似笔误" and len(ends) == _TWO and focus.kind is Kind.POINTS:
        return _a_year(reading, focus, *ends)
    if check.rule not in _RULES or len(ends) != _TWO or any(claim.kind not in LEVELS for claim in ends):
        return False
    one, other = sorted(ends, key=lambda claim: claim.start)
    return (
        _of_a_part(reading, focus, one, other)
        or _begun_anew(reading, one, other)
        or _of_rates(reading, focus, one, other)
    )


def _of_the_whole(reading: Reading, part: Claim, other: Claim) -> bool:
    """平均每站4.2人，其中专职3.1人，高于全省平均每站3.6人: the whole is compared, not what was told within it."""
    whole = [
        one
        for one in reading.of_sentence(part.sentence)
        if one.start < part.start and alike(one, part) and roles.is_average(one)
    ]
    within = "其中" in part.lead and roles.is_average(other) and bool(whole)
    return within and (whole[-1].value - other.value) * (part.value - other.value) < 0


def _of_two_ages(reading: Reading, claims: Sequence[Claim]) -> bool:
    """60岁及以上每餐补贴3元，80岁及以上每餐补贴5元: people of two ages are two groups."""
    ages = [re.findall(r"(\d+)(?:周)?岁", _clause(reading, claim)) for claim in claims]
    return all(ages) and len({one[-1] for one in ages}) > 1


def _clause(reading: Reading, claim: Claim) -> str:
    """The words and figures before it in its clause."""
    return re.split("[，；。,;]", reading.text[reading.sentences[claim.sentence][0] : claim.start])[-1]


def _a_year(reading: Reading, focus: Claim, one: Claim, other: Claim) -> bool:
    """十年间从43.5%到58.7%，平均每年提高1.52个百分点: the difference, over the years that are told."""
    if not _YEARLY.search(focus.lead):
        return False
    apart = max(one.span.minus(other.span), other.span.minus(one.span), key=lambda span: span.middle)
    said = reading.text[slice(*reading.sentences[focus.sentence])]
    told = {int(years) for years in re.findall(r"(\d{1,2})年", said)}
    told |= {years for years, word in enumerate("零一二三四五六七八九十") if f"{word}年" in said}
    return any(years > 1 and verdicts.agrees(focus, apart.scaled(Decimal(1) / years)) for years in told)


def _of_a_part(reading: Reading, focus: Claim, one: Claim, other: Claim) -> bool:
    """The earlier figure stands behind 其中 or a semicolon with a figure of its own between."""
    if not one.start < focus.start < other.start:
        return False
    between = re.search(r"其中|；", reading.between(focus, other))
    own = [
        claim
        for claim in reading.of_sentence(focus.sentence)
        if focus.start < claim.start < other.start
        and alike(claim, other)
        and (claim.kind is Kind.RATE or roles.is_level(claim, reading))
        and not roles.is_change(claim, reading)
        and not re.search("每", reading.before(claim))
    ]
    named = shares_words(trimmed(re.sub(pattern("former"), "", other.lead)), one.lead + one.tail)
    return between is not None and bool(own) and not named


def _begun_anew(reading: Reading, one: Claim, other: Claim) -> bool:
    """46.2万，比上年的51.8万下降10.8%，网络祭扫则达21.7万: the pair was full before this name came up."""
    claims = reading.of_sentence(one.sentence)
    told = any(one.start < claim.start < other.start and roles.is_change(claim, reading) for claim in claims)
    before = any(
        alike(claim, one) and not roles.is_change(claim, reading)
        for claim in claims
        if claim.start < one.start
    )
    beside = re.search(r"(?:比|较|与|同)[^，□]*$", one.lead)
    return bool(told and before and beside) and begins_anew(other)


def _of_rates(reading: Reading, focus: Claim, one: Claim, other: Claim) -> bool:
    """床位增长3.4%，入住率为56.2%，上年为54.0%: two rates behind a growth are of another thing."""
    rates = focus.kind is Kind.RATE and one.kind is Kind.RATE
    return rates and focus.start < one.start and not roles.is_target(one) and not roles.is_target(other)
