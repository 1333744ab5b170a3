"""由A提高到B, 比上年的A -> the two ends of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.words import pattern

LEVELS = (Kind.AMOUNT, Kind.RATE)
_MOVED = (Kind.AMOUNT, Kind.RATE, Kind.RANK, Kind.MULTIPLE, Kind.AGE)
_BESIDE = re.compile(r"(?:高于|低于|超过|超出|高出|少于|多于|落后于)[^，]*$")
_AGAINST = re.compile(r"(?:比|较|超过|超出|高于|低于|高出|落后于)[^，]*$")


_YEAR = re.compile(r"(?:全年|每年|一年|年)(?!初|末|底|均)")
_MONTH = re.compile(r"(?:每月|月均|月人均|每人月|月)(?!份|末|底)")


@dataclass(frozen=True, slots=True)
class Pair:
    """The figure before and the figure now; ``tight`` when the sentence itself sets them side by side."""

    former: Claim
    now: Claim
    tight: bool


def from_to(reading: Reading, claims: Sequence[Claim]) -> Iterator[list[Pair]]:
    """由A提高到B; 分别由A和B提高到C和D pair in order."""
    index = 0
    while index < len(claims):
        if claims[index].kind not in _MOVED or not roles.is_from(claims[index], reading):
            index += 1
            continue
        froms = [claims[index], *_joined(reading, claims, index)]
        rest = index + len(froms)
        while rest < len(claims) and not _may_end(claims[rest], froms[0]):
            rest += 1
        tos = [claims[rest], *_joined(reading, claims, rest)] if rest < len(claims) else []
        if tos and len(froms) == len(tos) and not reading.between(froms[-1], tos[0]).count("。"):
            yield [Pair(one, other, True) for one, other in zip(froms, tos, strict=True)]
        index = max(rest, index + 1)


def revises(reading: Reading, pair: Pair) -> bool:
    """由2680张修订为2665张: one figure of one time, corrected; nothing has grown or fallen."""
    said = reading.before(pair.former) + reading.between(pair.former, pair.now)
    return re.search(rf"{pattern('revised')}|原公布", said) is not None


def _may_end(claim: Claim, start: Claim) -> bool:
    reached = roles.is_target(claim) or _reached().search(claim.lead)
    return claim.kind is start.kind and claim.measure == start.measure and bool(reached)


@cache
def _reached() -> re.Pattern[str]:
    """到, 达到了, 至目前的, 为今年末的: what is said right before where something went to."""
    time = rf"(?:(?:19|20)\d\d年|\d{{1,2}}月份?|{pattern('current', 'moment_now')}|[年月季期]?[末底])+的?"
    return re.compile(rf"(?:到|至|为|达到?)(?:了|每.{{1,4}}|{time})?$")


def _joined(reading: Reading, claims: Sequence[Claim], index: int) -> list[Claim]:
    """The claims that go on in the same breath: A和B, A、B和C."""
    found: list[Claim] = []
    for before, claim in zip(claims[index:], claims[index + 1 :], strict=False):
        between = reading.between(before, claim)
        if claim.kind is not claims[index].kind or not re.fullmatch(
            r"\s*(?:和|、|及|与|以及)\s*(?:每人每[月年])?\s*", between
        ):
            break
        found.append(claim)
    return found


def _same_kind_of_thing(one: Claim, other: Claim) -> bool:
    return one.measure == other.measure and (one.per == other.per or not one.per or not other.per)


def alike(one: Claim, other: Claim) -> bool:
    """Whether two figures count the same thing."""
    return one is not other and one.kind is other.kind and _same_kind_of_thing(one, other)


def is_adjustment(claim: Claim) -> bool:
    """追加310万元: by how much what was set has been moved, and no level."""
    return re.search(rf"{pattern('goal_moved')}$", claim.lead) is not None


def is_former(claim: Claim) -> bool:
    """Whether a figure is of the earlier period by its own words."""
    return roles.before_now(claim)


@cache
def beside() -> re.Pattern[str]:
    """比上年的, 较2020年末: words right before the figure that a change is measured against."""
    return re.compile(
        rf"(?:比|较于?|同|低于|高于|少于|多于){pattern('former')}(?:的|同期的?)?$|(?:比|较于?)(?:19|20)\d{{2}}年度?(?:末|底|同期)?的?$"
    )


def reference(reading: Reading, claims: Sequence[Claim], claim: Claim) -> Claim | None:
    """比全省平均水平20.6%高2.4个百分点: the change that is measured against this very figure."""
    index = claims.index(claim)
    if index + 1 == len(claims) or claim.kind not in LEVELS or not _AGAINST.search(claim.lead):
        return None
    if roles.is_change(claim, reading) and not _BESIDE.search(claim.lead):
        return None  # 比上年增加50人(增长4%): what it grew by is no earlier figure
    change = claims[index + 1]
    close = re.fullmatch(r"[^，,。；;、]{0,14}", reading.between(claim, change))
    return change if close and (roles.is_change(change, reading) or change.kind is Kind.POINTS) else None


def is_change(claim: Claim, reading: Reading) -> bool:
    """Whether a figure goes on with, or is, a change."""
    if yearly(claim) and "累计" not in claim.lead:
        return False
    joined = re.fullmatch(r"(?:和|、|及|与)?", claim.lead) is not None
    kinds = (Kind.RATE, Kind.POINTS, Kind.MULTIPLE)
    return roles.is_change(claim, reading) or (joined and claim.kind in kinds)


def yearly(change: Claim) -> bool:
    """A change for each of several years, or over all of them: not one between two figures."""
    return bool(
        re.search(
            r"年均|平均每年|每年|逐年|逐月|逐季|年平均|月均|平均每月|累计|^平均(?:增|递|下降|减)", change.lead
        )
    )


def is_base(claim: Claim) -> bool:
    """以上年为100, 女=100: what an index is measured by, and no figure of the text."""
    return claim.value == 100 and not claim.unit and bool(re.search(r"(?:为|=|是)$|^上年", claim.lead))


def stretch(said: str) -> str:
    """月 or 年, where the words are about one of them only."""
    said = re.sub(
        rf"(?:19|20)\d\d年|\d{{1,2}}月|{pattern('former')}|[今本当近上下前]年|[两二三四五六七八九十\d]年",
        "",
        said,
    )
    year, month = _YEAR.search(said), _MONTH.search(said)
    return "" if bool(year) == bool(month) else "年" if year else "月"


def stretch_of(pair: Pair) -> str:
    """For what stretch of time the two ends are said: 由每人每月85元调整为95元."""
    return stretch(pair.former.per + pair.former.lead) or stretch(pair.now.per + pair.now.lead)


def other_stretch(reading: Reading, pair: Pair, change: Claim) -> bool:
    """每月30元提高到50元，全年人均增加240元: the change is that of another stretch of time than its ends."""
    own = stretch_of(pair) if pair.former.measure == change.measure == "money" else ""
    said = stretch(change.per + words_since(reading, change)) if own else ""
    return bool(said) and said != own


def words_since(reading: Reading, claim: Claim) -> str:
    """The clause's words since the last figure; 一年, 一个月 are words."""
    row = reading.of_sentence(claim.sentence)
    before = [other for other in row[: row.index(claim)] if not other.weak and other.clause == claim.clause]
    start = before[-1].outer_end if before else claim.outer_start - len(reading.before(claim))
    return reading.text[start : claim.outer_start]
