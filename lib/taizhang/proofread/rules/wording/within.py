"""均在95%以上：甲96%、乙93%; 在620元至660元之间，均价690元; 最低95%，最高99%，丙居中94% -> whether all lie within."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import INFINITE, Interval, point
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.slips import pen
from taizhang.proofread.rules.wording.extremes import RULE, is_highest, is_lowest
from taizhang.proofread.words import pattern

_ABOVE, _BELOW = ("over", "at_least"), ("under", "at_most")
_KINDS = (Kind.AMOUNT, Kind.RATE, Kind.AGE)
_TO = re.compile(r"(?:与|和|至|到|[—~－-])+")
_NAME = re.compile(
    r"(?:其中|如|像)?(?:最[高低多少大小][的是])?(?:20\d\d年)?(?:\d{1,2}月份?)?[一-鿿]{0,12}?(?:为|是|达到?|则为|以|有|即)?"
)
_NOT = re.compile(r"(?:未|没有?|未曾|不曾|不会)(?:有一[^，□]{1,4})?(?:[高大低小]于)?$")
_THAN = re.compile(r"(?:[高大]于|[低小]于)$")
_MOVED = re.compile(r"[增减升降涨跌]|提高|速")
_AGES = re.compile(r"\d{1,3}(?:\s?(?:[-—–~]|至|到)\s?\d{1,3})?(?:周?岁)?(?:及?以[上下])?")
_GRADED = re.compile(r"[，：:；(]?其中")
_LEAST = 3
_ENDS_NAME = re.compile(r"(?:为|是|达到?|有|仅|约|也)+$")
_SINGLE = re.compile(r"[省市县区旗镇乡村校院站组片队班户街道社季月年]$")
_NAMING = 2
_BREAK = re.compile(r"；|\n")


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What values lie within; ``over_all`` where the words say that everything does, ``ends`` where they are the
    lowest and the highest; ``claims`` are the figures that tell it, in order."""

    claims: tuple[Claim, ...]
    span: Interval
    over_all: bool
    ends: bool = False


def checks(reading: Reading) -> Iterator[Check]:
    """Each sentence's bounds and the figures that are said of the same things."""
    for number in range(len(reading.sentences)):
        claims = reading.of_sentence(number)
        for bounds in _bounds(reading, claims):
            yield from _outside(reading, bounds, claims)


def _bounds(reading: Reading, claims: Sequence[Claim]) -> Iterator[_Bounds]:
    """Ranges, pairs with 之间, a floor or ceiling of all, and a lowest with a highest."""
    for claim in claims:
        said = reading.before(claim) + reading.text[claim.outer_start : claim.start]
        over_all = bool(_all().search(said))
        ranged = claim.upper is not None and claim.qualifier != "about"
        if ranged and (
            over_all or _varies().search(claim.lead + claim.tail) or _is_graded(reading, claim, claims)
        ):
            yield _Bounds((claim,), claim.span, over_all)
        elif claim.kind in _KINDS and claim.upper is None and _is_limit(claim, over_all):
            yield _Bounds((claim,), _half(claim), over_all)
    for low, high in pairwise(claims):
        paired = low.measure == high.measure and low.kind is high.kind and low.upper is None
        if paired and high.tail.startswith("之间") and _TO.fullmatch(reading.between(low, high)):
            all_said = bool(_all().search(low.lead))
            yield _Bounds((low, high), Interval(low.span.low, high.span.high), all_said)
    lows = [claim for claim in claims if claim.kind in _KINDS and is_lowest(reading, claim)]
    highs = [claim for claim in claims if claim.kind in _KINDS and is_highest(reading, claim)]
    if len(lows) == len(highs) == 1 and lows[0].measure == highs[0].measure:
        ends = sorted((lows[0], highs[0]), key=lambda claim: claim.start)
        yield _Bounds(tuple(ends), Interval(lows[0].span.low, highs[0].span.high), True, ends=True)


def _is_graded(reading: Reading, claim: Claim, claims: Sequence[Claim]) -> bool:
    """标准为3万元—8万元，其中一类…、二类…、三类3万元: told apart in grades, of which one is an end of the range."""
    graded = _GRADED.match(reading.blanked, claim.outer_end)
    behind = [other for other in claims if other.start > claim.end and other.measure == claim.measure]
    ends = {claim.value, claim.upper}
    return bool(graded) and len(behind) >= _LEAST and any(other.value in ends for other in behind)


def _is_limit(claim: Claim, over_all: bool) -> bool:
    """均超过10万元; 控制在每月1500元以内, which a part or a grade may not pass either."""
    return (over_all and (claim.qualifier in _ABOVE + _BELOW or bool(_THAN.search(claim.lead)))) or (
        claim.qualifier in _BELOW and bool(re.search(r"控制在|限定在", claim.lead))
    )


def _than(claim: Claim) -> str:
    found = _THAN.search(claim.lead)
    return found[0].replace("大", "高") if found else ""


def _half(claim: Claim) -> Interval:
    """超过10万元 means 100,000, not what would be rounded to it; 均未超过30天 is a ceiling."""
    value = point(claim.value * pen.factor(claim)).low
    above = (claim.qualifier in _ABOVE or "高" in _than(claim)) != bool(_NOT.search(claim.lead))
    return Interval(value, INFINITE) if above else Interval(-INFINITE, value)


def _outside(reading: Reading, bounds: _Bounds, claims: Sequence[Claim]) -> Iterator[Check]:
    """One figure outside, where others lie inside or its words say that it is one of them."""
    members = [claim for claim in claims if _is_member(reading, bounds, claim)]
    out = [claim for claim in members if not claim.span.meets(bounds.span)]
    if len(out) != 1 or not (len(members) > 1 or _one_of(reading, bounds, out[0])):
        return
    told = "、".join(claim.text for claim in bounds.claims)
    reason = f"{out[0].text}在文中所说的范围（{told}）之外；如不在所说之列，请写明。"
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, [*bounds.claims, out[0]], reason, focus=out[0])


def _one_of(reading: Reading, bounds: _Bounds, claim: Claim) -> bool:
    """其中四季度2935户次; 平均每笔9200元; 青石乡居中: said to be one of those within, or their mean."""
    if bounds.ends:
        return _of_the_ends(reading, bounds, claim) or bool(
            _middle().search(reading.after(claim)) or _follows(reading, claim)
        )
    part = "其中" in claim.lead and not (bounds.span.high == INFINITE and not _SINGLE.search(claim.lead))
    inner = part or _is_mean(claim)
    return bool(inner or is_lowest(reading, claim) or is_highest(reading, claim))


def _follows(reading: Reading, claim: Claim) -> bool:
    """最低95%，丙94%，居中: the clause behind says where it stands."""
    behind = reading.blanked[claim.outer_end : claim.outer_end + 12]
    return bool(re.match(rf"[，、(]?(?:则|处于|位)?{pattern('in_the_middle')}", behind))


def _is_member(reading: Reading, bounds: _Bounds, claim: Claim) -> bool:
    """A named figure, or a mean, of what the bounds are said of."""
    if not _is_of_kind(bounds, claim) or not _is_beside(reading, bounds, claim):
        return False
    first = bounds.claims[0]
    moved = roles.is_change(claim, reading) and not _MOVED.search(reading.before(first))
    other = _is_mean(claim) and not _of_the_same(reading, first, claim)
    if moved or other or roles.before_now(claim):
        return False
    if _is_mean(claim) and not bounds.over_all:
        return True
    named = _NAME.fullmatch(_AGES.sub("", re.split("[:：(]", claim.lead)[-1])) and not _sums().search(
        claim.lead
    )
    return bool(named) and _comes_next(claim, bounds)


def _is_of_kind(bounds: _Bounds, claim: Claim) -> bool:
    """A plain figure of the measure: a mean may be said of one, 每笔, where the bounds are not."""
    first = bounds.claims[0]
    same = claim.measure == first.measure and (claim.per in ("", first.per) or _is_mean(claim))
    plain = claim.upper is None and not claim.qualifier and not claim.weak
    return same and plain and claim.kind in _KINDS and claim not in bounds.claims


def _is_beside(reading: Reading, bounds: _Bounds, claim: Claim) -> bool:
    """In the same half of the sentence, with no word between that sets it apart; in front only a list of all."""
    first, last = bounds.claims[0], bounds.claims[-1]
    behind = claim.start > last.start
    apart = reading.between(last, claim) if behind else reading.between(claim, first)
    between = apart if behind else apart.rpartition("，")[0]
    if not behind and (bounds.ends or not bounds.over_all or "，" in between):
        return False
    broken = _BREAK.search(apart) and not (bounds.ends and _of_the_ends(reading, bounds, claim))
    return not broken and not _apart().search(between + claim.lead)


def _of_the_ends(reading: Reading, bounds: _Bounds, claim: Claim) -> bool:
    """得分最高的96.4分，最低的82.1分；丙得分97.2分: named by the same word, in the sentence of both."""
    start = reading.sentences[claim.sentence][0]
    noun = _ENDS_NAME.sub("", re.sub("[^一-鿿]", "", claim.lead))[-_NAMING:]
    return len(noun) == _NAMING and noun in reading.blanked[start : bounds.claims[0].outer_start]


def _is_mean(claim: Claim) -> bool:
    return roles.is_average(claim) or bool(_average().search(claim.lead))


def _of_the_same(reading: Reading, first: Claim, claim: Claim) -> bool:
    """Not 服务人员平均年龄, which has a name of its own: that of the bounds, or none."""
    name = re.sub("[^一-鿿]", "", _average().split(claim.lead)[0])
    name = re.sub(rf"^{pattern('whole_places')}", "", name)
    return len(name) < _NAMING or name[:_NAMING] in reading.before(first)


def _comes_next(claim: Claim, bounds: _Bounds) -> bool:
    """Not so far from the bounds that it must be a figure of something else."""
    low, high = bounds.span.low, bounds.span.high
    value = claim.span.middle
    return (high == INFINITE or value < high * 3) and (low == -INFINITE or value * 3 > low)


@cache
def _all() -> re.Pattern[str]:
    return re.compile(rf"(?<![平人户月日年次场亩村]){pattern('all_of_them')}[^□，]{{0,10}}$")


@cache
def _varies() -> re.Pattern[str]:
    return re.compile(pattern("varies"))


@cache
def _middle() -> re.Pattern[str]:
    return re.compile(pattern("in_the_middle"))


@cache
def _average() -> re.Pattern[str]:
    return re.compile(pattern("means_said"))


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(pattern("set_apart", "former"))


@cache
def _sums() -> re.Pattern[str]:
    return re.compile(pattern("totals", "totals_weak", "sums_said"))
