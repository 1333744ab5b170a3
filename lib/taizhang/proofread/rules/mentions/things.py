"""A claim in its clause -> the thing it counts: name, place, times, plan or done; and whether two are the same.

612名集中供养对象 and 集中供养612人 count one thing, so do 老年助餐服务点416个 and 416个助餐点; 城市低保 and
农村低保 do not, since neither name holds the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import takewhile

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import core, untimed
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.stretches import Stretch, stretch

_CLEAN = re.compile(r"[\W\d_]")
_SPREAD = 4
_SHORTEST = 2
_OF_IT = re.compile(r"的[\d一-鿿]{2,16}?(?:率|比重|占比|比例|[养床护]比|程度|水平|覆盖面)")  # 26.3%的老龄化率
_BASED = re.compile(r"基础(?:上|之上)")
_AGE = re.compile(r"\d{1,3}(?=(?:周)?岁)")
_LEVEL = re.compile(r"[国省市县区旗盟州镇乡]")


class Alike(IntEnum):
    """How far two names are the same: not at all, one is a short form of the other, equal."""

    NO = 0
    SHORT = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Thing:
    """What one claim counts.

    ``name`` is its own short name (empty when it has none), ``before`` the words before the figure, ``said`` all
    words of its clause, ``around`` those of its sentence; ``referring`` is the word that points back (上述, 这, 该).
    """

    claim: Claim
    name: str
    before: str
    said: str
    around: str
    place: str
    when: Stretch
    planned: bool
    moved: bool
    referring: str


@roles.asked_once
def thing(claim: Claim, reading: Reading) -> Thing:
    """The thing that a claim counts."""
    referring, lead = _pointing(claim, _named_lead(claim, reading))
    place = _place().search(_edged(untimed(lead)))
    lead = _quoted_before(claim, reading) * (not referring) + lead
    behind = claim.unit[1:] * (len(claim.unit) > _SHORTEST) + _tail(claim, reading)  # 张床位 names 床位
    before = _edged(_place().sub("", _edged(untimed(lead))))
    if claim.per and claim.tail.startswith("的"):
        before = ""  # 按每公斤2.63元的最低收购价: the name stands behind
    if not before and claim.kind is Kind.AMOUNT:
        behind = behind.removeprefix("的")  # 578人次的救助量
    tail = _noun(claim, behind)
    if roles.is_change(claim, reading):
        before = _moves().sub("", before)
    return Thing(
        claim=claim,
        name=_short(before) + _short(tail) or _CLEAN.sub("", before + tail),
        before=_CLEAN.sub("", before),
        said=_CLEAN.sub("", before + behind),
        around=reading.sentence_text(claim.sentence),
        place=place[0] if place else "",
        when=stretch(_said_up_to(claim, reading)),
        planned=bool(_planned().search(claim.lead)) and not _based(claim),
        moved=roles.is_change(claim, reading),
        referring=referring,
    )


def _said_up_to(claim: Claim, reading: Reading) -> str:
    """Its sentence up to the figure, other figures as holes."""
    return reading.blanked[reading.sentences[claim.sentence][0] : claim.outer_start]


def _noun(claim: Claim, behind: str) -> str:
    """What is counted, of the words behind the figure; of a rate only 26.3%的老龄化率."""
    if claim.kind is Kind.RATE:
        told = _OF_IT.match(behind)
        return told[0].removeprefix("的") if told else ""
    return _predicate().split(behind, maxsplit=1)[0]


def _tail(claim: Claim, reading: Reading) -> str:
    """The words behind the figure, those of a quoted name too: 9364名“两项补贴”对象."""
    quoted = re.match(r"“([^“”□]{2,10})”([一-鿿]{0,8})", reading.blanked[claim.outer_end :][:24])
    return claim.tail or (quoted[1] + quoted[2] if quoted else "")


def _quoted_before(claim: Claim, reading: Reading) -> str:
    """两项补贴 of “两项补贴”对象9634人."""
    before = reading.blanked[: claim.outer_start - len(claim.lead)][-14:]
    quoted = re.search(r"“([^“”□]{2,10})”$", before)
    return quoted[1] if quoted else ""


def _named_lead(claim: Claim, reading: Reading) -> str:
    """The words before the figure; those of the base where it is what a standard is raised to (由810元提高到854元)."""
    if not roles.is_target(claim):
        return claim.lead
    bases = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.start < claim.start
        and other.measure == claim.measure
        and not roles.is_change(other, reading)
    ]
    return re.sub(r"[由从自]$", "", bases[-1].lead) if bases else _risen().sub("", claim.lead)


def _pointing(claim: Claim, lead: str) -> tuple[str, str]:
    """The word that points back and the lead without it: 这16个综合体, 上述改造资金362万元, 在现有助餐点38处的基础上."""
    if found := _referring().search(lead):
        return found[0], lead[: found.start()]
    if found := _referred().match(lead):
        return found[0], lead[found.end() :]
    based = _existing().search(lead) if _based(claim) else None
    return (based[0], lead[based.end() :]) if based else ("", lead)


def _based(claim: Claim) -> bool:
    """Whether what there is already is said, in a sentence about what is to come."""
    return bool(_existing().search(claim.lead) and _BASED.search(claim.tail))


def _short(said: str) -> str:
    """The name without words at its ends that name nothing; 512名 of 老人中 counts 老人."""
    return core(_CLEAN.sub("", _edged(re.sub(r"[中里内]$", "", said))))


def _edged(said: str) -> str:
    """The words without prepositions and verbs of having at either end."""
    return _edges().sub("", said)


def alike(one: Thing, other: Thing) -> Alike:
    """How far the names of two things are the same; a name of fewer than two characters is none."""
    if min(len(one.name), len(other.name)) < _SHORTEST:
        return Alike.NO
    if one.name == other.name:
        return Alike.SAME
    within = holds(one.said, other.name) or holds(other.said, one.name)
    return Alike.SHORT if within else Alike.NO


def holds(said: str, name: str) -> bool:
    """Whether the words hold the name: 助餐点 stands in 老年助餐服务点, its characters in order and close together."""
    if name in said:
        return True
    if len(name) <= _SHORTEST:
        return False
    gaps = rf"[^{name[0]}]{{0,{_SPREAD}}}?".join(map(re.escape, name)) if name[0] not in name[1:] else ""
    found = re.search(gaps, said) if gaps else None
    return found is not None and len(found[0]) <= len(name) + _SPREAD


def told_apart(one: Thing, other: Thing) -> bool:
    """城市低保 and 农村低保, 甲县床位 and 乙县床位: one noun, and words of its own before it on either side."""
    if any(_parted(one.before, other.before, group) for group in words.partitions()):
        return True
    ends = zip(reversed(one.before), reversed(other.before), strict=False)
    shared = sum(1 for _ in takewhile(lambda both: both[0] == both[1], ends))
    if not shared:
        return False
    own, its = one.before[:-shared], other.before[:-shared]
    alike = any(own[at : at + _SHORTEST] in its for at in range(len(own) - 1))
    return bool(own and its) and not (alike or _told(other, own, one) or _told(one, its, other))


def _parted(one: str, other: str, group: Sequence[str]) -> bool:
    """Whether each has a word of the group that the other lacks: 生活补贴 and 护理补贴."""
    mine, its = ({word for word in group if word in said} for said in (one, other))
    return bool(mine and its) and not mine & its


def _told(thing: Thing, words_before: str, beside: Thing) -> bool:
    """Whether the other thing's clause, or its sentence, names these words too."""
    apart = thing.claim.sentence != beside.claim.sentence and len(words_before) >= _SHORTEST
    return holds(thing.around if apart else thing.said, words_before)


def common(one: Thing, other: Thing) -> int:
    """How many characters in a row the words of two things share."""
    said = other.said
    longest = 0
    for start in range(len(one.said)):
        while one.said[start : start + longest + 1] in said and start + longest < len(one.said):
            longest += 1
    return longest


def apart(one: Thing, other: Thing) -> bool:
    """Whether place, time, or plan and outcome tell two things apart in their own clauses."""
    levels = {"".join(_LEVEL.findall(part.place)) for part in (one, other)}  # 我市 is 全市
    places = len(levels) > 1 and "" not in levels
    ages = [set(_AGE.findall(part.claim.lead + part.claim.tail)) for part in (one, other)]
    aged = all(ages) and ages[0] != ages[1]  # 60岁及以上每餐3元，80岁及以上每餐5元
    return places or aged or one.when.differs(other.when) or one.planned != other.planned


@cache
def _edges() -> re.Pattern[str]:
    ends = words.pattern("name_edges", "current")
    return re.compile(rf"^{ends}+|{ends}+$")


@cache
def _moves() -> re.Pattern[str]:
    return re.compile(rf"{words.pattern('up', 'down')}$")


@cache
def _risen() -> re.Pattern[str]:
    """提高到 at the end of 城市低保提高到."""
    moved = words.pattern("up", "down", "rose_to", "fell_to")
    return re.compile(rf"(?:{moved}|调整|调)?(?:到了?|至|为)?$")


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(words.pattern("after_stop", "predicates", "averages"))


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"^{words.pattern('whole_places')}+")


@cache
def _referring() -> re.Pattern[str]:
    return re.compile(
        rf"{words.pattern('referring')}$|^{words.pattern('name_edges')}?{words.pattern('referring_first')}$"
    )


@cache
def _referred() -> re.Pattern[str]:
    """上述, 前述 before the noun; 该 before a noun tells whose it is, not which."""
    return re.compile(rf"^{words.pattern('referred')}")


@cache
def _existing() -> re.Pattern[str]:
    return re.compile(words.pattern("existing"))


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(words.pattern("planned"))
