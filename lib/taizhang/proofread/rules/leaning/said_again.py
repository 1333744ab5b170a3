"""地区生产总值增长6.2%……取得5.8%的增速; 到2030年达到73%……确保达到78%的目标 -> one figure, told twice in other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.plans import dated
from taizhang.proofread.claims.subjects import times_said, untimed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import told_earlier
from taizhang.proofread.rules.mentions.around import addressed, settings
from taizhang.proofread.words import partitions, pattern, words

RULE = "前后一致"
_BACK, _SHORTEST, _ODD = 4, 4, 1
_MANY = 60  # figures in between: nobody takes up what is further off
_CLEAN = re.compile(r"[^一-鿿A-Za-z]")
_PLACE = re.compile(r"[一-鿿]{2}[省市县区州旗盟镇乡村]")
_WHOLE_LEVEL = re.compile(r"全国|[全我本][省市县区州旗盟镇乡村]")
_DATED = re.compile(r".*[年月季].*")
_BY_YEAR = re.compile(r"到20\d\d年")
_GOAL = re.compile("目标|任务")
_BARE_SHARE = re.compile(r"(?:约|仅|只|分别|共|各|合计|已)?占")
_YEAR_IN_ALL = re.compile(r"全年|年末|年底|年度")
_YEAR = re.compile(r"20\d\d年")


@dataclass(frozen=True, slots=True)
class _Said:
    """What one clause tells of its figure: the letters of its name, those in front of it alone and all; of which
    sort (change and its base, goal, mean …), of which ``times`` and ``place``."""

    names: tuple[str, str]
    sort: tuple[object, ...]
    times: tuple[str, ...]
    place: str


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A rate or a standard, held against the only other one of the same name, sort, time and place before it."""
    if not _may_be_told_again(claim):
        return
    own = _said(claim, reading)
    if not any(own.names):
        return
    before = [
        other
        for other in reading.window(claim, _BACK)[-_MANY:]
        if other.sentence < claim.sentence
        and _may_be_told_again(other)
        and other.kind is claim.kind
        and roles.same_measure(other, claim)
        and _is_one(_said(other, reading), own)
        and not _apart(reading, other, claim)
        and not addressed.set_apart(reading, other, claim)
        and not settings.differ(reading, other, claim)
    ]
    if len({other.value for other in before}) == 1 and not before[-1].span.meets(claim.span):
        first = before[-1]
        reason = f"前面写{first.text}，这里写{claim.text}，名称、时间、范围都相同；如所指不同，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [first, claim], reason, expected=first.text)


def _may_be_told_again(claim: Claim) -> bool:
    sort = claim.kind is Kind.RATE or (
        claim.kind is Kind.AMOUNT
        and (claim.per or roles.is_average(claim) or (claim.unit and _GOAL.search(claim.lead + claim.tail)))
    )
    return (
        bool(sort) and not claim.weak and claim.upper is None and not claim.depth and not told_earlier(claim)
    )


@roles.asked_once
def _said(claim: Claim, reading: Reading) -> _Said:
    words_said = reading.before(claim) + reading.after(claim)
    start, end = (
        claim.outer_start - len(reading.before(claim)),
        claim.outer_end + len(reading.after(claim)),
    )
    owner = _owner(reading, claim)
    if owner is not None:
        start = owner.outer_start - len(reading.before(owner))
    beside = [other for other in reading.of_sentence(claim.sentence) if start <= other.start < end]
    ages = tuple(other.value for other in beside if other.kind is Kind.AGE)
    # where figures stand in its clause, its name is theirs too
    cut = any(other not in (claim, owner) and other.kind is not Kind.AGE for other in beside)
    whose = owner.lead if owner is not None else ""
    place = _WHOLE_LEVEL.findall(claim.lead)
    up_to = _up_to(reading, claim)
    goal = bool(_goals().search(up_to + words_said) or _BY_YEAR.search(up_to))
    kinds = tuple(word for word in words("again_kinds") if word in words_said)
    return _Said(
        names=("", "") if cut else (_name(whose + claim.lead), _name(whose + claim.lead + "，" + claim.tail)),
        sort=(roles.direction(claim, reading), goal, kinds, ages),
        times=_times(reading, claim),
        place="".join(place)[-1:],
    )


def _owner(reading: Reading, claim: Claim) -> Claim | None:
    """65岁及以上人口33600人，占总人口16.8%: a share that does not say whose it is goes by the figure right before it."""
    if not _BARE_SHARE.match(claim.lead):
        return None
    before = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
    last = before[-1] if before else None
    near = last is not None and last.kind is Kind.AMOUNT and claim.clause - last.clause <= 1
    return last if near else None


def _name(said: str) -> str:
    """The letters that tell what is measured, whatever their order: 按20%的比例返还保险费 is 保险费按25%的比例返还."""
    return _CLEAN.sub("", _fillers().sub("", _WHOLE_LEVEL.sub("", untimed(said))))


def _times(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """The times of the figure's own words, else those of its sentence up to it; 全年 is none of its parts."""
    lead, up_to = (dated(said) for said in (claim.lead, _up_to(reading, claim)))
    said = _told(lead) or _told(up_to) or tuple(_DATED.findall(claim.period))
    plain = (re.sub(r"^(?:今年|本年|当年)", "", time).rstrip("底末") for time in said)
    return tuple(time for time in plain if time)


def _told(said: str) -> tuple[str, ...]:
    return times_said(said) or tuple(_YEAR_IN_ALL.findall(said))


def _is_one(one: _Said, other: _Said) -> bool:
    """One name, sort and place; times that do not differ."""
    levels = {place for place in (one.place, other.place) if place}
    timed = not other.times or bool(set(one.times) & set(other.times))
    named = any(_same(mine, its) for mine in one.names for its in other.names)
    return one.sort == other.sort and len(levels) < 2 and timed and named


def _same(one: str, other: str) -> bool:
    """Equal but for a letter that one of them has more."""
    mine, its = Counter(one), Counter(other)
    more, less = (mine - its).total(), (its - mine).total()
    long = min(len(one), len(other)) >= _SHORTEST
    return long and not (more and less) and more + less <= _ODD and not _parted(one, other)


def _parted(one: str, other: str) -> bool:
    return any(
        {word for word in group if word in one} != {word for word in group if word in other}
        for group in partitions()
    )


def _apart(reading: Reading, first: Claim, claim: Claim) -> bool:
    """Whether a place is named with one of them only, or the words between tell of a correction."""
    one, other = (_up_to(reading, each) for each in (first, claim))
    mine, its = (set(_PLACE.findall(_no_place().sub("，", said))) for said in (one, other))
    between = addressed.telling(reading.between(first, claim))
    corrected = re.search(pattern("corrected", "cautions"), between)
    years = [set(_YEAR.findall(said)) for said in (one, other)]
    return bool(corrected) or mine != its or (all(years) and years[0] != years[1])


def _up_to(reading: Reading, claim: Claim) -> str:
    return reading.blanked[reading.sentences[claim.sentence][0] : claim.outer_start]


@cache
def _no_place() -> re.Pattern[str]:
    return re.compile(rf"{_WHOLE_LEVEL.pattern}|{pattern('no_place')}")


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(pattern("again_fillers", "current"))


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(pattern("again_goals"))
