"""涉及对象3847人。此次3896名对象均…; 侦破案件109起。在已破获的119起案件中 -> all of those counted before, so as many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.mentions import references
from taizhang.proofread.words import pattern, verbs_alike

RULE = "前后一致"
_BACK, _NEXT, _SHORTEST, _FAR = 2, 1, 2, 2
_CLEAN = re.compile(r"[^一-鿿]")
_IN_THEM = re.compile(r"^(?P<noun>[一-鿿]{2,10}?)(?:之中|当中|里面|里|中)(?![心学小年])")
_ACTED = re.compile(
    r"^(?:在|对|将|从)?(?:全部|所有|我市|全市|全县)?(?:已经?|所|现已)(?P<verb>[一-鿿]{1,6}?)的$"
)


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A count that stands for the whole of what the sentence before counted, and is another."""
    if claim.kind is not Kind.AMOUNT or claim.qualifier or not claim.unit or claim.weak:
        return
    before = [
        other
        for other in reading.window(claim, _BACK)
        if other.sentence < claim.sentence
        and roles.same_measure(other, claim)
        and roles.is_level(other, reading)
    ]
    meant = _this_time(reading, claim, before) or _done(reading, claim, before)
    if meant is None or meant.span.meets(claim.span) or not _of_one_size(meant, claim):
        return
    if not references.explained(reading, claim, before):
        reason = f"这里的{claim.text}指的应是前面的{meant.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [meant, claim], reason, expected=meant.text)


def _of_one_size(one: Claim, other: Claim) -> bool:
    return one.value < other.value * _FAR and other.value < one.value * _FAR


def _this_time(reading: Reading, claim: Claim, before: list[Claim]) -> Claim | None:
    """此次38960名发放对象均已…: all of the only ones that the sentence before counts."""
    told = re.match(rf"([一-鿿]{{2,10}}?){pattern('all_of_them')}", claim.tail)
    near = [other for other in before if other.sentence >= claim.sentence - _NEXT]
    if told is None or not _this().fullmatch(claim.lead) or len(near) != 1:
        return None
    said = reading.sentence_text(near[0].sentence)
    own = _CLEAN.sub("", near[0].lead + near[0].tail)
    return near[0] if _of_name(told[1], said) and told[1][-_SHORTEST:] in own else None


def _done(reading: Reading, claim: Claim, before: list[Claim]) -> Claim | None:
    """在已破获的1194起电诈案件中, after 侦破电信网络诈骗案件1094起: a verb of one meaning, a noun cut short."""
    acted, noun = _ACTED.match(claim.lead), _IN_THEM.match(claim.tail)
    if acted is None or noun is None:
        return None
    alike = [
        other
        for other in before
        if _acts_alike(acted["verb"], _CLEAN.sub("", reading.before(other)))
        and _cut_short(noun["noun"], _CLEAN.sub("", other.lead + other.tail))
    ]
    return alike[0] if len(alike) == 1 else None


def _acts_alike(verb: str, said: str) -> bool:
    """The verb itself, or one of its meaning."""
    group = next((set(group) for group in verbs_alike() if verb in group), {verb})
    return any(word in said for word in group)


def _cut_short(noun: str, said: str) -> bool:
    """电诈案件 in 电信网络诈骗案件: its letters in their order."""
    return re.search(".*?".join(map(re.escape, noun)), said) is not None


def _of_name(noun: str, said: str) -> bool:
    """Whether each two letters of the noun stand in the sentence: 发放对象 of 发放，涉及对象; 不合格对象 is a part."""
    return all(noun[at : at + _SHORTEST] in said for at in range(0, len(noun) - 1, _SHORTEST))


@cache
def _this() -> re.Pattern[str]:
    return re.compile(rf"(?:对|将|目前)?{pattern('this_time')}(?:的|全部|所有|共)*")
