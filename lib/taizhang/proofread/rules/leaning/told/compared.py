"""标准860元，全省平均820元，低于全省平均水平; 支出增长8.9%，收入增速快于支出增速 -> whether the two go as said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import untimed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.ends import LEVELS, alike
from taizhang.proofread.words import pattern

RULE = "增减方向"
_SHORTEST = 2
_SIDES = (*LEVELS, Kind.AGE)
_EITHER = {"前者": 0, "后者": -1}
_CLAUSE = re.compile(r"[，；。：:\n]")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every 高于, 不及, 快于 whose two sides are figures of its sentence or the one before."""
    held = {place for check in found if check.rule == RULE for place in check.figures}
    for number in range(len(reading.sentences)):
        for told in _word().finditer(reading.blanked, *reading.sentences[number]):
            sides = _sides(reading, number, told) if _is_open(reading, number, told, found) else None
            if (
                sides
                and _goes_with(reading, number, told, sides[0])
                and not {(claim.start, claim.end) for claim in sides} & held
            ):
                yield from _judged(reading, told, *sides)


def _behind(reading: Reading, number: int, told: re.Match[str]) -> Claim | None:
    """The figure right behind: by how much, or the other side itself."""
    return next((claim for claim in reading.of_sentence(number) if claim.outer_start == told.end()), None)


def _is_open(reading: Reading, number: int, told: re.Match[str], found: Sequence[Check]) -> bool:
    """Whether no rule has doubted the figure behind: one remark is enough."""
    claim = _behind(reading, number, told)
    doubted = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    return claim is None or (claim.start, claim.end) not in doubted


def _goes_with(reading: Reading, number: int, told: re.Match[str], own: Claim) -> bool:
    """高于全市6.0个百分点 is said of a percentage, 高于标准20元 of money."""
    claim = _behind(reading, number, told)
    if claim is None or claim.kind is Kind.MULTIPLE:
        return True
    return own.kind is Kind.RATE if claim.kind is Kind.POINTS else own.measure == claim.measure


def _judged(reading: Reading, told: re.Match[str], own: Claim, other: Claim) -> Iterator[Check]:
    said = own.lead + own.subject + other.lead + reading.before(own)
    if re.search(pattern("good_or_bad"), told[0]) and re.search(pattern("lower_is_better"), said):
        return
    ends = [_signed(reading, claim) for claim in (own, other)]
    wrong = ends[0] < ends[1] if told["higher"] else ends[0] > ends[1]
    if wrong and not own.span.meets(other.span):
        reason = f"文中写“{told['higher'] or told['lower']}”，但两个数是{own.text}和{other.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [own, other], reason)


def _signed(reading: Reading, claim: Claim) -> Decimal:
    """A fall as a negative growth."""
    return claim.span.middle * (-1 if roles.direction(claim, reading) < 0 else 1)


def _sides(reading: Reading, number: int, told: re.Match[str]) -> tuple[Claim, Claim] | None:
    """The figure that is said to be higher or lower, and the one it is held against."""
    start = reading.sentences[number][0]
    before = _CLAUSE.split(reading.blanked[start : told.start()])[-1].split("□")[-1]
    reference = _bare(told["than"], "reference_fillers")
    name = re.sub(rf"^{pattern('whole_places')}", "", _bare(untimed(before), "compared_fillers"))
    levels = [claim for claim in _levels(reading, number) if claim.end <= told.start()]
    against = _told_there(reading, number, told) or _either(reading, levels, reference)
    against = against or [claim for claim in levels if _called(claim, reference)]
    if len(against) != 1 or (len(reference) < _SHORTEST and against[0] in levels):
        return None
    own = [claim for claim in levels if claim is not against[0] and _comparable(reading, claim, against[0])]
    if name in _EITHER:
        own = _either(reading, levels, name)
    elif len(name) >= _SHORTEST:
        named = [claim for claim in own if _called(claim, name)]
        own = named or (own if _of_both(name, [*own, *against]) else [])
    return (own[0], against[0]) if len(own) == 1 else None


def _either(reading: Reading, levels: Sequence[Claim], name: str) -> list[Claim]:
    """前者, 后者: of exactly two figures of one kind."""
    here = [claim for claim in levels if claim.sentence == levels[-1].sentence]
    pair = len(here) == len(_EITHER) and _comparable(reading, *here)
    return [here[_EITHER[name]]] if pair and name in _EITHER else []


def _told_there(reading: Reading, number: int, told: re.Match[str]) -> list[Claim]:
    """领先于全市71.2%的平均水平: the level that stands right behind the name, and no difference from it."""
    return [
        claim
        for claim in reading.of_sentence(number)
        if claim.outer_start == told.end()
        and re.search(r"平均|水平|均值", told["than"] + claim.tail[:6])
        and (claim.lead.endswith("的") or re.match(r"的?(?:平均|水平|均值)", claim.tail))
    ]


def _of_both(name: str, claims: Sequence[Claim]) -> bool:
    """Whether a name is that of what all figures are of: 低保标准低于全省平均 after 我市低保标准…，全省…."""
    return any(name[-_SHORTEST:] in claim.lead + claim.subject for claim in claims)


def _levels(reading: Reading, number: int) -> list[Claim]:
    """The plain figures and the growths of a sentence and of the one before."""
    return [
        claim
        for claim in [*(reading.of_sentence(number - 1) if number else []), *reading.of_sentence(number)]
        if claim.kind in _SIDES and not claim.weak and not claim.qualifier and claim.unit and not claim.depth
        and not _is_bound(claim)
    ]  # fmt: skip


def _is_bound(claim: Claim) -> bool:
    """维修支出低于上年余额的9%，人员经费超过当年总支出的10%: each is what its own clause compares with."""
    bound = rf"(?<![不未没得])(?:{pattern('higher_than', 'lower_than')})[^，。；□]{{2,}}的$"
    return claim.kind is Kind.RATE and re.search(bound, claim.lead) is not None


def _comparable(reading: Reading, one: Claim, other: Claim) -> bool:
    moved = [roles.is_change(claim, reading) for claim in (one, other)]
    level = not any(moved) or (all(moved) and one.kind is Kind.RATE)
    return level and alike(one, other) and one.paragraph == other.paragraph


def _called(claim: Claim, name: str) -> bool:
    """Whether the figure's own words begin, or its name ends, as the name does."""
    said = untimed(claim.lead)
    return bool(name) and (
        name in claim.lead or (len(name) > _SHORTEST and said.startswith(name[:_SHORTEST]))
    )


def _bare(said: str, fillers: str) -> str:
    """A side's name without words that do not tell whose figure it is."""
    return re.sub(rf"^(?:{pattern(fillers)})+|(?:{pattern(fillers)})+$", "", said.strip())


@cache
def _word() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![不未没])(?:(?P<higher>{pattern('higher_than')})|(?P<lower>{pattern('lower_than')}))了?(?P<than>[一-鿿]{{2,12}}?)(?=[，。；)]|$|□)"
    )
