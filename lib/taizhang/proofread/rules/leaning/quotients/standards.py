"""从每年5400元调整为5940元，……新标准每人每月相当于495元 -> the same standard for a month and for a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import around
from taizhang.proofread.words import pattern

RULE = "月标准与年标准"
UNLESS = "如有减免、补发，请注明"
_MONTHS, _NEAR = 12, 40
_NAMED = re.compile(
    r"(?<![\d今去本上当明])(?P<span>[年月])(?:人均|平均)?(?:最低)?(?:保障|救助|供养|补助|补贴|发放|生活)?标准[^，]{0,8}$"
    r"|(?<![\d今去本上当明每])(?P<mean>[年月])(?:人均|户均|均)[^，]{0,4}$"
    r"|(?:^|[^今去本上当明\d])(?P<year>全年|一年|一整年)[^，年月]{0,4}$"
    r"|(?:算|折|摊|合)(?:到|成|为|至)?(?:每人)?[每一]?个?(?P<to>[年月])[^，]{0,3}$"
)
_MONTHLY = re.compile(r"(?:^|[^\d])(?:一个月|每个月|按月)(?:发|发放|补|补助|领|领取|给|为|是|拿|可领|标准)*$")
_OF_ONE = re.compile("[一-鿿]{2,12}[补津]贴")
_TARGET = re.compile(r"[到至为成](?:每人)?(?:每[月年])?$")
_NAMELESS = re.compile(
    r"(?:其|则)?(?:年|月)(?:人均|平均)?(?:保障|供养|救助|补助)?标准(?:也|则|就|相应|随之|同步)*(?:变成|变为|为|是|提高到|提到|调整为|达到|达)?"
    r"|(?:[按照依据以](?:照|此|这一|这个|该|上述)*标准|照此|依此|据此|这样|[按照]此计?算?|[一-鿿]{2,12}[补津]贴)?(?:每人|人均|每名[一-鿿]{2,6}|一人)?(?:全年|一年)(?:下来|发给|给|合计|共计?|累计|就是|可领取?|可得|领取?|得到|拿到)*(?:每人|人均)?(?:一共|共计?|总共|可|能|应|发给|领取?|领到|拿到|得到?|享受|发放|发|补助|补贴|为|是|合计)*"
)


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A standard that is said to be another's worth, held against the one of the other period told before it."""
    span = _period(reading, claim)
    same = re.search(pattern("worth_the_same"), reading.before(claim)) or _NAMELESS.fullmatch(
        _told_for(reading, claim)
    )
    if not span or not same:
        return
    before = [
        other
        for other in around(reading, claim, back=2, on=0)
        if other.start < claim.start and _period(reading, other) == {"月": "年", "年": "月"}[span]
    ]
    if roles.is_target(claim):  # 由6600元提高到7320元，月标准相应提高到610元: of what it came to
        before = [other for other in before if not roles.is_from(other, reading)]
    if (
        not before
        or _of_parts(reading, claim, before)
        or any(verdicts.agrees(claim, _told(other, span)) for other in before)
    ):
        return
    targets = [other for other in before if roles.is_target(other)]
    meant = (targets or before)[-1] if not roles.is_from(claim, reading) else before[0]
    sums = f"{meant.text}{'÷' if span == '月' else '×'}{_MONTHS}"
    yield verdicts.judged(reading, RULE, [meant], claim, _told(meant, span), sums, UNLESS)


def _of_parts(reading: Reading, claim: Claim, before: list[Claim]) -> bool:
    """比上年多132元，平均到每月11元 is of the change; 前8个月80元、后4个月100元，全年人均1040元 is of several standards."""
    money = [other for other in reading.of_sentence(claim.sentence) if other.measure == "money"]
    last = [other for other in money if other.start < claim.start][-1:]
    if any(roles.is_change(other, reading) for other in last):
        return True
    if _OF_ONE.match(claim.lead) and sum(other.start < claim.start for other in money) > 1:
        return True  # 一级100元、二级80元，二级补贴全年每人
    year = _NAMELESS.fullmatch(claim.lead) and re.match("全年|一年", claim.lead)
    parted = re.search(
        r"个月|月起|月执行|半年|[至到~—–-]\d{1,2}月",
        reading.text[max(0, before[-1].start - _NEAR) : claim.start],
    )
    return bool(year and (parted or len(before) > 1))


def _period(reading: Reading, claim: Claim) -> str:
    """月 or 年; the target of a change is for the same time as where it came from."""
    if claim.kind is not Kind.AMOUNT or claim.measure != "money":
        return ""
    claims = reading.of_sentence(claim.sentence)
    index = claims.index(claim)
    if not claim.per and _TARGET.search(claim.lead) and index and roles.is_from(claims[index - 1], reading):
        return _period(reading, claims[index - 1])
    span = claim.per.split("·")[-1]
    if span in ("月", "年"):
        return span
    if _MONTHLY.search(_told_for(reading, claim)):
        return "月"
    named = _NAMED.search(_told_for(reading, claim))
    if named is None or (
        (named["year"] or named["mean"])
        and re.search("[万亿]", claim.text)
        and not re.search("[人户]", named[0])
    ):
        return ""  # 全年支出206.4万元 is no standard
    return named["span"] or named["mean"] or named["to"] or "年"


def _told_for(reading: Reading, claim: Claim) -> str:
    """A figure's words, with 一年, 一个月 right before them."""
    row = reading.of_sentence(claim.sentence)
    last = row[row.index(claim) - 1] if row.index(claim) else None
    span = last is not None and last.weak and last.measure in ("years", "months") and last.value == 1
    if not span or last is None or last.clause != claim.clause:
        return claim.lead
    return last.text + reading.text[last.outer_end : claim.outer_start]


def _told(other: Claim, span: str) -> Interval:
    if span == "年":
        return other.span.scaled(_MONTHS)
    return Interval(other.span.low / _MONTHS, other.span.high / _MONTHS)
