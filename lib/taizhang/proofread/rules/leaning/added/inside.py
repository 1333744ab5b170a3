"""领补贴的女性1263人，在总名册（1136人）里超过一半; 全村326户，362户装上了自来水 -> a part that its whole cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import is_plain
from taizhang.proofread.words import pattern

RULE = "分项与合计"
_UNLESS = "如两者不是包含关系（如含以前年度的），请写明"
_MOST, _LONG, _NAME = 10, 3, 2


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every two neighbouring figures of a unit, one of which the words make a part of the other."""
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if _is_thing(reading, claim)]
        for one, other in pairwise(claims):
            if one.unit != other.unit or {(one.start, one.end), (other.start, other.end)} & told:
                continue
            pair = _pair(reading, one, other)
            if pair and pair[0].span.low > pair[1].span.high and pair[0].value < pair[1].value * _MOST:
                part, whole = pair
                reason = f"{part.text}大于{whole.text}；{_UNLESS}。"
                yield verdicts.check(reading, RULE, Status.DOUBTFUL, [whole, part], reason, focus=part)


def _is_thing(reading: Reading, claim: Claim) -> bool:
    plain = is_plain(claim, reading) and claim.kind is Kind.AMOUNT and not claim.weak and bool(claim.unit)
    apart = pattern("former", "other_periods", "goal_side", "opening", "told_over_years")
    return plain and claim.measure != "money" and not re.search(apart, claim.lead)


def _pair(reading: Reading, one: Claim, other: Claim) -> tuple[Claim, Claim] | None:
    """The part and the whole."""
    if "；" in reading.between(one, other) or roles.is_from(one, reading):
        return None
    if _out_of(reading, one, other) or _present_of_owed(one, other) or _before_all(reading, one, other):
        return one, other
    if (
        _of_register(reading, one, other)
        or _told_to_be_in(reading, one, other)
        or _older(reading, one, other)
        or _of_that_name(reading, one, other)
        or _more_than_owed(reading, one, other)
        or _dealt_with(reading, one, other)
        or _all_and_then(reading, one, other)
        or _same_noun(reading, one, other)
    ):
        return other, one
    return None


def _out_of(reading: Reading, part: Claim, whole: Claim) -> bool:
    """…1263人，在困难残疾人总名册(1136人)里超过一半."""
    opened = re.search(r"[，]在[^，。；□]{2,14}\(?$", reading.between(part, whole))
    behind = re.match(
        rf"\)?[^，。；□]{{0,6}}[里中内](?:的|头|面)?{pattern('shared_out_of')}", reading.text[whole.end :]
    )
    return bool(opened and behind)


def _present_of_owed(part: Claim, whole: Claim) -> bool:
    """到会的委员58人，本届委员总共45人."""
    came = re.search(pattern("present"), part.lead)
    return bool(came and part.measure == "people" and re.search(pattern("registers"), whole.lead))


def _before_all(reading: Reading, part: Claim, whole: Claim) -> bool:
    """特困床位1296张，全县养老床位总数1840张: the total of what some were told of before."""
    said = re.split(pattern("all_that_is"), whole.lead)
    name, own = trimmed(said[0])[-_NAME:], trimmed(part.lead)
    follows = re.fullmatch(r"[，；][^，。；□]{2,24}", reading.between(part, whole))
    moved = re.search(pattern("inflow", "outflow"), part.lead)
    of_them = own.endswith(name) or re.search(rf"{re.escape(name)}(?:当|之)?[中里]", part.lead)
    return bool(len(said) > 1 and len(name) == _NAME and of_them and own != name and follows and not moved)


def _of_register(reading: Reading, whole: Claim, part: Claim) -> bool:
    """名册上有1136人，领生活补贴的女性1263人: some of those that are listed."""
    some = pattern("some_of_them")
    listed = re.search(pattern("registers"), whole.lead) and not re.search(some, whole.lead)
    every = re.match(pattern("of_all", "whole_places"), whole.lead) and re.search(
        rf"{pattern('all_people')}(?:共有?|有|为)*$", whole.lead
    )
    if every and not listed:
        return bool(
            re.fullmatch(rf"{some}(?:共有?|有|为|达)*", part.lead)
            and re.fullmatch("，[^，。；□]{1,8}", reading.between(whole, part))
        )
    side = re.search(rf"{some}[一-鿿]{{0,4}}$", part.lead)
    follows = re.fullmatch(r"[一-鿿]{0,4}，[^，。；□]{0,16}", reading.between(whole, part))
    return bool(listed and side and follows)


def _told_to_be_in(reading: Reading, whole: Claim, part: Claim) -> bool:
    """采集地名1.28万条，新增地名0.42万条都在其中: what stands behind says so."""
    behind = re.match(r"[^，。；□]{0,6}", reading.blanked[part.outer_end :])
    follows = re.fullmatch(r"[^，。；□]{0,8}，[^，。；□]{0,16}", reading.between(whole, part))
    return bool(behind and follows and re.search(pattern("all_in_it"), behind[0]))


def _older(reading: Reading, whole: Claim, part: Claim) -> bool:
    """60岁以上老人1.7万人，80岁以上老人0.21万人: the older are among the old."""
    ages = [_age(reading, claim) for claim in (whole, part)]
    noun = trimmed(part.lead)[-_NAME:]
    follows = re.fullmatch(
        r"[，、](?:其[中内])?[^，。；□]{0,4}□+[^，。；□]{0,14}", reading.between(whole, part)
    )
    return bool(0 < ages[0] < ages[1] and follows and (not noun or trimmed(whole.lead).endswith(noun)))


def _of_that_name(reading: Reading, whole: Claim, part: Claim) -> bool:
    """招收学员486人，女学员398人: the noun of the whole with a word that sets some of them apart."""
    noun = trimmed(whole.lead)[-_NAME:]
    some = rf"(?:女|男|{pattern('some_of_them')})"
    named = re.fullmatch(rf"(?:其[中内])?{some}的?{re.escape(noun)}(?:共?有|为|达)?", part.lead)
    follows = re.fullmatch("，[^，。；□]{2,10}", reading.between(whole, part))
    apart = re.search(rf"{some}(?:的)?{re.escape(noun)}$", trimmed(whole.lead))
    return bool(len(noun) == _NAME and named and follows and not apart)


def _more_than_owed(reading: Reading, whole: Claim, part: Claim) -> bool:
    """应发补贴5213人，实发5193人: no more got it than were to get it."""
    owed = re.search(r"(?<![反响供对相适])应([到发检参收补享保救交缴评报审领换])", whole.lead)
    came = re.search(r"(?:实际?|已)([到发检参收补享保救交缴评报审领换])", part.lead)
    follows = re.fullmatch("，[^，。；□]{2,10}", reading.between(whole, part))
    return bool(owed and came and owed[1] == came[1] and follows)


def _dealt_with(reading: Reading, whole: Claim, part: Claim) -> bool:
    """发现困境儿童216名，已建档206名: what was done with those that were found, without a noun of its own."""
    found = re.search(pattern("found_first"), whole.lead)
    done = re.fullmatch(
        rf"(?:其[中内])?(?:现?已|均已|已经)(?:全部)?{pattern('done_with_them')}(?:的|了|有|达)?", part.lead
    )
    return bool(found and done and re.fullmatch("，[^，。；□]{2,10}", reading.between(whole, part)))


def _age(reading: Reading, claim: Claim) -> int:
    """From which age on the words right before a figure count; 0 where they tell none."""
    told = re.search(
        r"(\d{2,3})(?:周岁|岁)(?:及其?)?以上(?:的)?[^，。；、\d]{0,8}$",
        reading.text[: claim.outer_start][-24:],
    )
    return int(told[1]) if told else 0


def _all_and_then(reading: Reading, whole: Claim, part: Claim) -> bool:
    """全村326户，362户装上了自来水: what is said of some of all, the part beginning its clause and going on with a verb."""
    every = re.match(rf"{pattern('of_all', 'whole_places')}(?:共|共有|有|总共|一共)?$", whole.lead)
    goes_on = re.match(r"[一-鿿]{3,}", part.tail)
    return bool(every and goes_on and not part.lead and re.fullmatch("，", reading.between(whole, part)))


def _same_noun(reading: Reading, whole: Claim, part: Claim) -> bool:
    """全县16个乡镇，已建成社工站的18个乡镇: the noun behind both, and what sets some of them apart."""
    noun = re.match(r"[一-鿿]{2,4}", whole.tail)
    every = re.match(rf"{pattern('of_all', 'whole_places')}[一-鿿]{{0,2}}$", whole.lead)
    some = part.lead.endswith("的") and len(part.lead) > _LONG
    follows = re.fullmatch(r"[^，。；□]*，[^，。；□]*", reading.between(whole, part))
    return bool(noun and every and some and follows and part.tail.startswith(noun[0]))
