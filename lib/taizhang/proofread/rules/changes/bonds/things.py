"""A figure, a change -> what it is of by its own words, and whether an earlier and a present figure are of one thing."""

from __future__ import annotations

import re
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.moments import Moment, moment, untimed
from taizhang.proofread.rules.changes.ends import Pair
from taizhang.proofread.rules.shares.names import likeness, shares_words
from taizhang.proofread.words import partitions, pattern

_ALIKE = 0.5
_AGO = re.compile(r"^[一-鿿]{2,8}[前后](?=[是为有仅只达就还的]|$)")  # 集成改革前是
_OURS = re.compile(r"[我本][省市县区旗镇乡院校站]")
_PART_OF_YEAR = re.compile(
    r"前[一二三四五六七八九十\d]+个月|上半年|[一二三四]季度|前三季度|\d[-—至到]\d{1,2}月"
)
_AGAINST = re.compile(r"[比较]|[高低多少快慢]于|超过|超出|高出|落后|领先|[与同](?!期)")
_THEIRS = re.compile(r"全[国省]|平均")


def own_name(claim: Claim) -> str:
    """A figure's own name, without times and words for the quantity itself: empty for 去年同期仅为."""
    return trimmed(_said_otherwise().sub("", untimed(_AGO.sub("", unplanned(claim.lead)))))


@cache
def _said_otherwise() -> re.Pattern[str]:
    itself = pattern("quantity_itself", "same_scope", "reached")
    return re.compile(rf"{itself}|[从自]起|^(?:而|但|比|较|与)|(?:{pattern('comes_to')})$")


def two_things(pair: Pair) -> bool:
    """Both figures have names of their own, and those have not even a word in common."""
    names = own_name(pair.former), own_name(pair.now)
    if of_two_places(pair) or parted(*names):
        return True
    if min(map(len, names)) < 2 or roles.is_target(pair.now):
        return False
    said = [claim.lead + claim.tail + claim.subject for claim in (pair.former, pair.now)]
    return not shares_words(names[0], said[1]) and not shares_words(names[1], said[0])


def parted(one: str, other: str) -> bool:
    """农村低保对象, 城市低保对象: alike but for words that part the whole between them."""
    for group in partitions():
        said = [[word for word in group if word in name] for name in (one, other)]
        if len(said[0]) == len(said[1]) == 1 and said[0] != said[1]:
            return True
    return False


def of_two_places(pair: Pair) -> bool:
    """上年同期全省平均水平为62%，我市今年达68%."""
    ends = pair.former.lead, pair.now.lead
    if _AGAINST.search(pair.former.lead):
        return False
    return any(_OURS.search(one) and _THEIRS.search(other) for one, other in (ends, ends[::-1]))


def _of_two_stretches(pair: Pair) -> bool:
    """去年全年3.6亿元, 今年前十个月3.2亿元."""
    ends = pair.former.lead + pair.former.period, pair.now.lead + pair.now.period
    return any("全年" in one and _PART_OF_YEAR.search(other) for one, other in (ends, ends[::-1]))


def owner(reading: Reading, former: Claim) -> Claim | None:
    """零售额186.4亿元，上年177.9亿元。城镇152.7亿元，…: an earlier figure without a name is of the one before it."""
    if len(own_name(former)) > 1 or roles.is_from(former, reading):
        return None
    before = [
        claim
        for claim in reading.of_sentence(former.sentence)
        if claim.start < former.start and claim.kind is former.kind and claim.unit == former.unit
        and not roles.is_change(claim, reading) and not claim.per and not roles.is_average(claim)
    ]  # fmt: skip
    plain = [claim for claim in before if moment(claim) is not Moment.BEFORE and len(own_name(claim)) > 1]
    return plain[-1] if plain else None


def move_name(change: Claim) -> str:
    """What the change's own words say has moved; empty for 同比增长, 等于每月多."""
    moved = pattern("move_fillers", "up", "down", "rates_of_change", "rates_of_fall")
    return re.sub(rf"{moved}|[以为让使把将]|(?:{pattern('comes_to')})+$", "", untimed(unplanned(change.lead)))


def told_before(reading: Reading, change: Claim) -> str:
    """社会商品零售总额，比上年增长17.8%: the clause before, where it has no figure and says no reason or time."""
    start = reading.sentences[change.sentence][0]
    clauses = re.split("[，；：:]", reading.blanked[start : change.outer_start])[:-1]
    said = clauses[-1].strip() if clauses else ""
    if "□" in said or not said or re.match(pattern("asides"), said):
        return ""
    return trimmed(untimed(said))


def is_named(name: str, pair: Pair) -> bool:
    """Whether the figures go by the name that the change has."""
    said = "".join(claim.lead + claim.tail + claim.subject for claim in (pair.former, pair.now))
    return likeness(name, said) >= _ALIKE and name[-2:] in said


def of_one_thing(reading: Reading, pair: Pair) -> bool:
    """Whether the words let the two figures be one thing at two times: 上年末结余230万元，本年收入1860万元 are two."""
    moved = roles.is_from(pair.former, reading) and roles.is_target(pair.now)
    if moved or _AGAINST.search(pair.former.lead):
        return True
    if _of_two_stretches(pair):
        return False
    return not two_things(pair) and owner(reading, pair.former) in (None, pair.now)


def bound(reading: Reading, change: Claim, pair: Pair) -> bool:
    """Whether a change that does not fit two figures of its sentence follows one of them, or names what it is of:
    …由每月260元提到300元，惠及人数增加到1.3万人，增长4%."""
    name = move_name(change)
    if len(name) > 1 and parted(name, own_name(pair.now) + own_name(pair.former)):
        return False
    if _AGAINST.search(pair.former.lead) or len(name) > 1:
        return True
    before = [claim for claim in reading.of_sentence(change.sentence) if claim.start < change.start]
    levels = [claim for claim in before if claim.depth <= change.depth and may_move(reading, change, claim)]
    return not levels or levels[-1] in (pair.former, pair.now)


def may_move(reading: Reading, change: Claim, claim: Claim) -> bool:
    """Any figure that the change could be said of: 压缩为5.6个工作日，压缩72% too."""
    if roles.is_change(claim, reading) or claim.weak or not claim.unit:
        return False
    return of_its_kind(change, claim)


def of_its_kind(change: Claim, claim: Claim) -> bool:
    """Points are between rates, rates and multiples of amounts, an amount between amounts of its measure."""
    if change.kind is Kind.POINTS:
        return claim.kind is Kind.RATE
    like = change.kind is not Kind.AMOUNT or roles.measure(change) == roles.measure(claim)
    return claim.kind is Kind.AMOUNT and like


def of_other_steps(reading: Reading, change: Claim) -> bool:
    """2026年拟再提高25元, 其中今年一次提高40元, 最近一次…: a step yet to come, or one of several."""
    start = change.outer_start - len(reading.before(change))
    said = unplanned(reading.text[start : change.outer_start])
    return re.search(rf"{pattern('planned')}|将|其中|[每一]次", said) is not None


def unplanned(said: str) -> str:
    """The words without 上年预算: what was planned for last year is a level of last year."""
    return re.sub(rf"{pattern('former')}(?:年初)?(?:预算|计划)(?:数|安排)?", "", said)
