"""领补贴的女性1263人，在总名册（1136人）里超过一半; 全村326户，362户装上了自来水 -> a part that its whole cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import is_plain
from taizhang.proofread.words import pattern

RULE = "分项与合计"
_UNLESS = "如两者不是包含关系（如含以前年度的），请写明"
_MOST, _LONG = 10, 3


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
    if _out_of(reading, one, other) or _present_of_owed(one, other):
        return one, other
    if (
        _of_register(reading, one, other)
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


def _of_register(reading: Reading, whole: Claim, part: Claim) -> bool:
    """名册上有1136人，领生活补贴的女性1263人: some of those that are listed."""
    listed = re.search(pattern("registers"), whole.lead) and not re.search(
        pattern("some_of_them"), whole.lead
    )
    side = re.search(rf"{pattern('some_of_them')}[一-鿿]{{0,4}}$", part.lead)
    follows = re.fullmatch(r"[一-鿿]{0,4}，[^，。；□]{0,16}", reading.between(whole, part))
    return bool(listed and side and follows)


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
