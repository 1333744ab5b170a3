"""其中 in a sentence -> a total before it and its parts after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.sums.completeness import complete
from taizhang.proofread.rules.sums.model import Group

_NEW_TOPIC = re.compile(r"(?:^|[^其])(?:现有|共有|全市共|全县共|全区共|全年共|累计|合计|共计|总计|总数)")


def may_add(claim: Claim, reading: Reading) -> bool:
    """Whether a figure can be a part of a sum."""
    return (
        roles.is_level(claim, reading)
        and bool(claim.unit or claim.measure)
        and not (claim.weak and reading.text[claim.outer_end : claim.outer_end + 1].isdigit())  # 一类4处
        and not roles.is_from(claim, reading)
    )


@cache
def _among() -> re.Pattern[str]:
    return re.compile(r"其中|其内|当中")


def inside(reading: Reading, number: int) -> Iterator[int]:
    """Where 其中 stands in a sentence."""
    start, end = reading.sentences[number]
    return (found.start() for found in _among().finditer(reading.blanked, start, end))


def after_among(reading: Reading, number: int, claims: list[Claim], marks: list[int]) -> Iterator[Group]:
    """Every 其中 with the total before it."""
    for index, mark in enumerate(marks):
        if not _clause_has_figure(reading, mark):
            continue
        stop = marks[index + 1] if index + 1 < len(marks) else reading.sentences[number][1]
        if index + 1 < len(marks):  # 其中甲…；乙…，其中…: what follows the ； has parts of its own
            stop = (
                max(reading.text.rfind("；", mark, stop), mark) if "；" in reading.text[mark:stop] else stop
            )
        depth = _depth(reading, number, mark)
        if depth:
            stop = min(stop, _closing(reading.text, mark))
        ratios = (
            claim.start
            for claim in reading.of_sentence(number)
            if claim.kind is Kind.RATIO and claim.start > mark
        )
        stop = min(stop, next(ratios, stop))  # 护理人员与老人之比为…，在院老人…: another subject
        parts = [claim for claim in claims if mark < claim.start < stop and claim.depth == depth]
        for measure in dict.fromkeys(claim.measure for claim in parts):
            yield from _group_of(reading, mark, [claim for claim in parts if claim.measure == measure])


def _clause_has_figure(reading: Reading, mark: int) -> bool:
    """其中甲处预计年底投用，现有公墓27处: the first clause has no figure, so later ones are no parts."""
    return bool(re.match(r"(?:其[中内]|当中)[,，:]?[^，,；;。]*?□", reading.blanked[mark : mark + 80]))


def _depth(reading: Reading, number: int, place: int) -> int:
    text = reading.text[reading.sentences[number][0] : place]
    return max(0, text.count("(") - text.count(")"))


def _closing(text: str, place: int) -> int:
    found = text.find(")", place)
    return found if found >= 0 else len(text)


def _group_of(reading: Reading, mark: int, parts: list[Claim]) -> Iterator[Group]:
    parts = until_new_topic(reading, parts)
    if not parts:
        return
    whole = _total_before(reading, mark, parts)
    if whole is not None:
        yield Group(whole, tuple(parts), complete(parts), "among")


def until_new_topic(reading: Reading, parts: list[Claim]) -> list[Claim]:
    """The figures up to the first that begins another subject."""
    kept: list[Claim] = []
    for part in parts:
        if kept and _NEW_TOPIC.search(part.lead):
            break
        kept.append(part)
    return kept


def _fitting(levels: list[Claim], parts: list[Claim]) -> Claim | None:
    """The nearest that the parts add up to; else the nearest that holds each of them; else the nearest."""
    nearest = levels[::-1]
    added = total(part.span for part in parts)
    exact = (level for level in nearest if level.span.meets(added))
    holds = (level for level in nearest if all(part.span.low <= level.span.high for part in parts))
    return next(exact, next(holds, nearest[0] if nearest else None))


def _total_before(reading: Reading, mark: int, parts: list[Claim]) -> Claim | None:
    """The earlier plain amount of the same unit that the parts belong to."""
    like = parts[0]
    earlier = [
        claim
        for claim in reading.window(like, back=1)
        if claim.start < mark and roles.same_measure(claim, like) and not claim.weak
    ]
    if not re.match(r"[\s“(]*(?:其[中内]|当中)", reading.text[reading.sentences[like.sentence][0] :]):
        earlier = [claim for claim in earlier if claim.sentence == like.sentence]
    earlier = [claim for claim in earlier if not re.search(r"目标|任务|计划", claim.lead)]
    levels = [
        claim for claim in earlier if roles.is_level(claim, reading) and not roles.is_from(claim, reading)
    ]
    return _fitting(levels, parts)
