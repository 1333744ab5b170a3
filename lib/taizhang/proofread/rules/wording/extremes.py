"""最低820元，最高780元，平均708元 -> whether lowest, highest, average and range can stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "区间"
_LOWEST = re.compile(r"最(?:低|少|小|短)[^，]{0,12}$")
_HIGHEST = re.compile(r"最(?:高|多|大|长)[^，]{0,12}$")
_AVERAGE = re.compile(r"平均[^，]{0,6}$")
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
        single = [claim for claim in claims if claim.kind is not Kind.RANGE]
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
    said = reading.before(claim).split("□")[-1] if claim.kind is not Kind.AGE else claim.lead
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
        if claim.kind is Kind.RANGE and claim.upper is not None and claim.qualifier != "about"
    ]
    if len(ranges) != 1:
        return
    (whole,) = ranges
    inner = [claim for claim in claims if _one_of(reading, whole, claim)]
    for end in dict.fromkeys((*lows, *highs, *inner)):
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
