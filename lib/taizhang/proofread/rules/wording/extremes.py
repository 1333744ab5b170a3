"""最低820元，最高780元，平均708元 -> whether lowest, highest, average and range can stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "区间"
_LOWEST = re.compile(r"最(?:低|少|小|短|便宜|轻|近)[^，]{0,12}$")
_HIGHEST = re.compile(r"最(?:高|多|大|长|贵|老|重|远)[^，]{0,12}$")
_AVERAGE = re.compile(r"平均[^，]{0,6}$")
_AVERAGED = re.compile(
    r"(?:其中)?(?:平均|均价|均值|户均|人均|次均|例均)(?:每[人户名件例次位笔张个家])?(?:价格?|金额|标准|救助|补助|水平)?(?:约|为|达到?|是|在)*"
)
_REACHES = re.compile(r"(?:仅|只)?(?:达到?|为|是|有)?")
_VARIES = re.compile(r"不等|之间|标准|[分三四五两二]档")
_GRADE = re.compile(r"其中|[一二三四五]级|[一二三四五]档|最")
_LIMIT = re.compile(r"最(?:低|高)(?:生活|工资|限|层|标准|保障)|不|控制|上限|封顶")


def checks(reading: Reading) -> Iterator[Check]:
    """Every sentence with a lowest and a highest figure, or a range and its extremes, of one thing."""
    for number in range(len(reading.sentences)):
        claims = [
            claim
            for claim in reading.of_sentence(number)
            if claim.kind in (Kind.AMOUNT, Kind.RATE, Kind.RANGE, Kind.AGE)
            and not roles.is_change(claim, reading)
        ]
        single = [claim for claim in claims if claim.upper is None]
        lows = [claim for claim in single if is_lowest(reading, claim)]
        highs = [claim for claim in single if is_highest(reading, claim)]
        if len(lows) == len(highs) == 1:
            yield from _ends(reading, claims, lows[0], highs[0])
        yield from _ranges(reading, claims, lows, highs)


def is_lowest(reading: Reading, claim: Claim) -> bool:
    """Whether the words call the figure the lowest."""
    return _says(reading, claim, _LOWEST)


def is_highest(reading: Reading, claim: Claim) -> bool:
    """Whether the words call the figure the highest."""
    return _says(reading, claim, _HIGHEST)


def _says(reading: Reading, claim: Claim, words: re.Pattern[str]) -> bool:
    before = re.sub(r"(最[^□，]{1,4})□□$", r"\1", reading.before(claim))  # 最多的一个25万元
    said = before.split("□")[-1] if claim.kind is not Kind.AGE else claim.lead
    if _REACHES.fullmatch(said):  # 最高的为城关镇，达91.5%
        start = reading.sentences[claim.sentence][0]
        said = reading.blanked[start : claim.outer_start].split("□")[-1].replace("，", "")
    return bool(words.search(said)) and not _LIMIT.search(said) and not claim.qualifier


def _ends(reading: Reading, claims: Sequence[Claim], low: Claim, high: Claim) -> Iterator[Check]:
    if low.measure != high.measure or low.kind is not high.kind:
        return
    if low.span.low > high.span.high:
        reason = f"文中最低的{low.text}大于最高的{high.text}；请核对。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [low, high], reason)
        return
    means = [claim for claim in claims if claim.measure == low.measure and _says(reading, claim, _AVERAGE)]
    for mean in means:
        if mean.kind is low.kind and (mean.span.high < low.span.low or mean.span.low > high.span.high):
            reason = f"平均{mean.text}不在最低{low.text}与最高{high.text}之间；请核对。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [low, high, mean], reason, focus=mean)


def _ranges(
    reading: Reading, claims: Sequence[Claim], lows: Sequence[Claim], highs: Sequence[Claim]
) -> Iterator[Check]:
    """在90元到260元之间，最高的县为280元."""
    ranges = [
        claim
        for claim in claims
        if claim.upper is not None
        and claim.qualifier != "about"
        and (claim.kind is Kind.RANGE or "年龄" in claim.lead)
    ]
    if len(ranges) != 1:
        return
    (whole,) = ranges
    inner = [
        claim for claim in claims if _one_of(reading, whole, claim) or _is_mean_of(reading, whole, claim)
    ]
    ends = [end for end in (*lows, *highs) if not of_a_sibling(whole, end)]
    for end in dict.fromkeys((*ends, *inner)):
        outside = end.span.high < whole.span.low or end.span.low > whole.span.high
        if end.start > whole.start and end.measure == whole.measure and outside:
            reason = f"{end.text}不在{whole.text}之内；请核对。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [whole, end], reason)


def _one_of(reading: Reading, whole: Claim, claim: Claim) -> bool:
    """标准为每人每月50元至200元，其中百岁老人每人每月300元: one of what the range is said of."""
    if claim.kind is Kind.RANGE or claim.start < whole.start or "；" in reading.between(whole, claim):
        return False
    varies = _VARIES.search(whole.lead + whole.tail)
    named = claim.per == whole.per and (claim.per or claim.kind is Kind.RATE)
    graded = _GRADE.match(claim.lead) and (named or claim.per == "")
    return bool(varies and claim.kind is not Kind.AGE and (graded or (named and claim.per)))


def _is_mean_of(reading: Reading, whole: Claim, claim: Claim) -> bool:
    """500元至8000元，平均每人3200元: the mean of what the range is of, in the clause behind it and with no name."""
    bare = _AVERAGED.fullmatch(claim.lead)
    close = re.fullmatch(r"[^，。；□]{0,4}[，(]" + re.escape(claim.lead), reading.between(whole, claim))
    return bool(bare and close) and claim.upper is None and claim.kind in (Kind.AMOUNT, Kind.RATE)


def of_a_sibling(whole: Claim, end: Claim) -> bool:
    """甲类公寓每间1200元至2800元，乙类公寓最高每间3600元: the same noun, with words of its own before it."""
    named = re.match(r"([一-鿿]{3,10}?)的?最", end.lead)
    if named is None or "其中" in named[1]:
        return False
    return named[1][-2:] in whole.lead and named[1] not in whole.lead and named[1][:2] not in whole.lead
