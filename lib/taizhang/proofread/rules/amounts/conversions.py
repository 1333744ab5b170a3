"""One amount given in two units (万元 and 元, 元/月 and 元/年) -> whether it is the same amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.words import pattern

RULE = "单位换算"
STANDARD_RULE = "月标准与年标准"
_SAME = re.compile(
    r"^\s*[，,]?\s*[(]?\s*(?:即|合|折合|折|相当于|约合|也就是|折算为?|合计为|换算为?|等于)(?:人民币|每人|每户)*\s*[约]?$"
)
_BRACKET = re.compile(r"^\s*[(]\s*(?:约|合|即|折合)?\s*$")
_STANDARD = re.compile(
    r"^\s*(?:的[一-鿿]{0,6}(?:标准|补助|津贴))?[，,]?\s*[(]?\s*(?:即|合|折合|相当于|约合|折算[为成]?)?(?:每人|人均|每户)?(?:每)?(?:年|月|全年|一年)(?:标准|人均|均|每人)?(?:可?(?:领取?|获得)|享受|发放|补助|共)?(?:为|达到?|合计)?\s*$"
)
_MONTHS = 12
_ROUGH = Decimal("0.005")
_FEW, _MANY = 2, 4


def checks(reading: Reading) -> Iterator[Check]:
    """Two neighbouring figures that the words call the same."""
    for first, second in pairwise(claim for claim in reading.claims if not claim.weak):
        if (
            first.sentence != second.sentence
            or first.kind is not Kind.AMOUNT
            or second.kind is not Kind.AMOUNT
        ):
            continue
        if first.measure != second.measure:
            continue
        between = reading.between(first, second)
        times = _months_between(reading, first, second)
        whole = any(word in claim.text for claim in (first, second) for word in "万亿")
        if (
            times
            and first.measure == "money"
            and not re.search(r"[上下]半年|季度", first.lead)
            and not whole
            and not (second.lead.endswith("均") and not first.per)
            and _both_standards(first, second)
            and not _listed(reading, first, second)
            and (
                _STANDARD.match(reading.words_between(first, second))
                or _SAME.match(between)
                or (first.per and second.per and _BRACKET.match(between))
            )
        ):
            yield _judge(reading, first, second, *times)
        elif (
            not times
            and not _price(first, second)
            and (_SAME.match(between) or _in_bracket(reading, between, second))
        ):
            yield _same(reading, first, second)
        elif _tens_apart(reading, first, second):
            yield _slipped(reading, first, second)


def _price(first: Claim, second: Claim) -> bool:
    """1200份，每份价值150元，折合18万元: what one costs, and what all of them do."""
    return first.per != second.per or (
        re.search("每|单价", first.lead) is not None and "每" not in second.lead
    )


def _in_bracket(reading: Reading, between: str, second: Claim) -> bool:
    """10500万元（10.5亿元）: nothing else stands in the bracket; not 95处（23处为老幼共用）."""
    alone = re.match(r"[)，；]", reading.text[second.outer_end : second.outer_end + 1])
    return _BRACKET.match(between) is not None and (
        alone is not None or re.search("[合即]", between) is not None
    )


def _listed(reading: Reading, first: Claim, second: Claim) -> bool:
    """每人每月1950元、散居每人每月1450元，折合全年23400元和17400元: each has its own, by its place."""
    claims = reading.of_sentence(first.sentence)
    later = claims[claims.index(second) + 1 :][:1]
    return (
        bool(later)
        and later[0].measure == second.measure
        and bool(re.fullmatch(r"(?:、|和|及|与|以及)", reading.between(second, later[0])))
    )


def _both_standards(first: Claim, second: Claim) -> bool:
    """A yearly total is no yearly standard: both must be for one person, or one must be for one person and its double."""
    said = re.compile(r"人均|每人|每户|每月|每年|标准|领取|年|月")
    said_first = "" if "人" in first.per and re.search(r"领|获得|享受", second.lead) else first.lead
    paid = re.search(r"发放|支出|拨付|下达|共|合计", said_first + second.lead)
    return (
        not paid
        and bool(first.per or said.search(first.lead))
        and bool(second.per or said.search(second.lead))
    )


def _span_word(reading: Reading, claim: Claim) -> str:
    """月 or 年, where the figure is for one of them."""
    per = claim.per.split("·")[-1]
    said = per if per in ("月", "年") else (claim.per + claim.lead)[-12:]
    found = re.findall(r"月|年", re.sub(r"\d{1,4}[年月]", "", said))
    before = reading.text[max(0, claim.outer_start - len(claim.lead) - 2) : claim.outer_start]
    if not found and re.match(r"[一全]年", before):
        return "年"  # 一年可领取: the year is a figure of its own
    return found[-1] if found else ""


def _months_between(reading: Reading, first: Claim, second: Claim) -> tuple[int, int] | None:
    words = _span_word(reading, first), _span_word(reading, second)
    return {("月", "年"): (_MONTHS, 1), ("年", "月"): (1, _MONTHS)}.get(words)


def _judge(reading: Reading, first: Claim, second: Claim, times: int, over: int) -> Check:
    expected = first.span.scaled(times)
    stated = second.span.scaled(over)
    both = [first, second]
    if stated.meets(expected):
        reason = f"{first.text}与{second.text}按12个月换算相符。"
        return verdicts.check(reading, STANDARD_RULE, Status.RIGHT, both, reason)
    value = verdicts.said(expected.middle / over, second)
    reason = f"按12个月换算，{first.text}应为{value}，文中为{second.text}。"
    return verdicts.check(reading, STANDARD_RULE, Status.WRONG, both, reason, expected=value)


def _same(reading: Reading, first: Claim, second: Claim) -> Check:
    both = [first, second]
    if first.span.meets(second.span) or _nearly(first, second):
        return verdicts.check(reading, RULE, Status.RIGHT, both, f"{first.text}与{second.text}相等。")
    rough, fine = (
        both if first.span.high - first.span.low > second.span.high - second.span.low else both[::-1]
    )
    if verdicts.cut_off(rough, fine.span):  # 3.27亿元(327668210.50元)
        value = verdicts.said(fine.span.middle, rough)
        reason = f"{fine.text}四舍五入为{value}，文中为{rough.text}；{verdicts.CUT}"
        return verdicts.check(reading, RULE, Status.DOUBTFUL, both, reason, focus=rough, expected=value)
    value = verdicts.said(first.span.middle, second)
    reason = f"{first.text}应等于{value}，文中为{second.text}。"
    return verdicts.check(reading, RULE, Status.WRONG, both, reason, expected=value)


def _tens_apart(reading: Reading, first: Claim, second: Claim) -> bool:
    """2478600元，账面记为2478.6万元: the same digits in another size, in this clause or the next. Few digits are
    only the same amount where the words say so."""
    scales = [
        "".join(mark for mark in "亿万" if mark in claim.text) + claim.unit for claim in (first, second)
    ]
    if scales[0] == scales[1] or first.span.meets(second.span) or second.clause - first.clause > 1:
        return False
    between = reading.between(first, second)
    one, other = _digits(first), _digits(second)
    same = one == other or (len(one) > len(other) and _rounded(one, len(other)) == other)
    if between == "，" and second.qualifier == "about":
        return same  # 300亩，约30公顷
    called = re.search(pattern("same_amount"), between)
    return same and "；" not in between and len(other) >= (_FEW if called else _MANY)


def _digits(claim: Claim) -> str:
    return f"{claim.value.normalize():f}".replace(".", "").strip("0")


def _rounded(digits: str, length: int) -> str:
    kept = round(Decimal(digits).scaleb(length - len(digits)))
    return str(kept).rstrip("0")


def _slipped(reading: Reading, first: Claim, second: Claim) -> Check:
    value = verdicts.said(first.span.middle, second)
    reason = f"{first.text}折合{value}，文中为{second.text}，数字相同而大小不同；请核对单位。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, [first, second], reason, expected=value)


def _nearly(first: Claim, second: Claim) -> bool:
    """亩 and 平方米 have no whole factor."""
    one, other = first.span.middle, second.span.middle
    return first.unit != second.unit and abs(one - other) <= abs(one) * _ROUGH
