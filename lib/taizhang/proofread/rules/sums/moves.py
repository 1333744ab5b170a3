"""减少384人，其中死亡109人、退出251人 -> a change with the moves that make it up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.sums.completeness import complete
from taizhang.proofread.rules.sums.groups import inside, until_new_topic
from taizhang.proofread.rules.sums.model import Group
from taizhang.proofread.words import pattern


def after_change(reading: Reading, number: int) -> Iterator[Group]:
    """Every 其中 right behind a change, with the figures of its unit that point the same way."""
    claims = [claim for claim in reading.of_sentence(number) if claim.kind is Kind.AMOUNT and not claim.weak]
    for mark in inside(reading, number):
        before = [claim for claim in claims if claim.start < mark]
        if not before or not roles.is_change(before[-1], reading):
            continue
        whole = before[-1]
        if "□" not in reading.blanked[whole.outer_end : mark]:
            parts = _moves(reading, whole, mark, claims)
            near = sum(part.value for part in parts) <= whole.value * 2
            if parts and near and _one_way(reading, whole, parts):
                yield Group(whole, tuple(parts), complete(parts), "among")


def _moves(reading: Reading, whole: Claim, mark: int, claims: list[Claim]) -> list[Claim]:
    end = reading.sentences[whole.sentence][1]
    stop = reading.blanked.find("；", mark, end)
    inner = [claim for claim in claims if mark < claim.start < (stop if stop > 0 else end)]
    return until_new_topic(reading, [claim for claim in inner if roles.same_measure(claim, whole)])


def _one_way(reading: Reading, whole: Claim, parts: list[Claim]) -> bool:
    way = roles.direction(whole, reading)
    return all(roles.direction(part, reading) in (way, 0) and not roles.is_average(part) for part in parts)


def balanced(whole: Claim, parts: list[Claim]) -> bool:
    """48家，当年新成立9家、注销3家，上年末42家: what came and went of an earlier figure makes the whole."""
    went = [part for part in parts if re.search(pattern("outflow", "stock_out", "goes_out"), part.lead)]
    came = [part for part in parts if part not in went]
    if not went or not came:
        return False
    lost = total(part.span for part in went)
    if re.search(
        pattern("opening", "former", "opened"), whole.lead
    ):  # 原有1428个，撤136个，设12个，现为1304个
        end, moved = came[-1], whole.span.plus(total(part.span for part in came[:-1])).minus(lost)
        return verdicts.agrees(end, moved)
    return verdicts.agrees(whole, total(part.span for part in came).minus(lost))
