"""A rate and two like figures near it -> part, whole and share; goal and done; before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.changes.bonds.things import parted as sides
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.rules.slips.nearby import apart, by_measure, figures, is_plain
from taizhang.proofread.rules.slips.relation import BARE, HARDLY, SURE, TOLD, Relation, quotient

_NAMED = Grammar("{share_names}|率|比$|{goal_progress}")
_GOAL = Grammar("{goal_progress}|{rates_of_use}")
_OVER = Grammar("{over_goal}(?:完成|预期|预算|{goal_nouns})*[了约近]?$")
_NO_SHARE = Grammar("{no_slipped_share}")
_OF = Grammar("^(.*?){share_adverbs}*占(.*)$")
_RATE = re.compile("(?:率|比例|占比|比重)[^率]*$")
_EMPTY = Grammar("{share_fillers}|^其")
_AGES = re.compile(r"及?以上|及?以下|周?岁|全[市县区旗]")
_NEAREST, _FAR, _WHOLE = 6, 10, 100


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every share that the sentence holds."""
    for rate in reading.of_sentence(number):
        if rate.kind is not Kind.RATE or rate.value <= 0 or _completed(reading, rate):
            continue
        if _OVER.search(rate.lead):
            yield from _of(reading, rate, beyond=True)
        elif not (roles.is_change(rate, reading) or _NO_SHARE.search(rate.lead)):
            yield from _of(reading, rate, beyond=False)


def _completed(reading: Reading, rate: Claim) -> bool:
    """一、二级占42.8%，三、四级占57.2%: shares side by side that make 100 have a whole of their own."""
    claims = reading.of_sentence(rate.sentence)
    at = claims.index(rate)
    beside = [*claims[max(0, at - 1) : at], *claims[at + 1 : at + 2]]
    return any(
        other.kind is Kind.RATE and other.lead.endswith("占") and other.value + rate.value == _WHOLE
        for other in beside
    )


def _of(reading: Reading, rate: Claim, beyond: bool) -> Iterator[Relation]:
    near = [claim for claim in figures(reading, rate.sentence) if is_plain(claim, reading, origins=True)]
    before = [claim for claim in near if claim.end <= rate.start]
    behind = [claim for claim in near if claim.start >= rate.end and claim.clause - rate.clause < 2]
    for run in by_measure(before[-_FAR:]):
        yield from _pairs(reading, rate, run[-_NEAREST:], beyond)
    if len(behind) > 1 and behind[0].sentence == rate.sentence:
        yield from _pairs(
            reading, rate, [claim for claim in behind[:2] if roles.same_measure(claim, behind[0])], beyond
        )


def _pairs(reading: Reading, rate: Claim, run: Sequence[Claim], beyond: bool) -> Iterator[Relation]:
    for one, other in combinations(run, 2):
        whole, part = (one, other) if one.span.middle >= other.span.middle else (other, one)
        if (beyond or rate.value > 100) and (beyond or _GOAL.search(rate.lead)):
            whole, part = part, whole
        elif rate.value > 100 or named_otherwise(rate, part, whole, run):
            continue
        if not beyond and rate.value <= _WHOLE and not _tied(reading, rate, part, whole):
            continue
        if any(_has_progress(reading, claim, rate) for claim in (part, whole)):
            continue
        if "率" in rate.lead and not (beyond or rate.value > _WHOLE or is_best(rate, part, whole, run)):
            continue
        trust = _trust(rate, part, whole, run)
        yield quotient(rate, part, whole, kind="share", trust=trust, beyond=beyond)


def _tied(reading: Reading, rate: Claim, part: Claim, whole: Claim) -> bool:
    """Things of one unit, neither with a share of its own that is another; an unnamed part is the nearest figure."""
    if whole.measure in ("pieces", "area") and part.unit != whole.unit:
        return False
    if sides(part.lead, whole.lead):
        return False  # 专职2.42万人、兼职1.44万人: neither is of the other
    if _has_share(reading, whole, rate) or _said_since(reading, whole, rate):
        return False
    found = _OF.search(rate.lead)
    if not found and rate.lead.rstrip("达到为").endswith("率") and not apart(rate, part, whole):
        return _beside(reading, rate, part, whole)
    if not found or len(_EMPTY.sub("", found[1])) > 1 or "□" in reading.before(rate):
        return True
    claims = [
        claim
        for claim in reading.of_sentence(rate.sentence)
        if claim.start < rate.start and is_plain(claim, reading)
    ]
    nearest = [claim for claim in claims if roles.same_measure(claim, part)][-1:]
    return not nearest or part in nearest or whole in nearest


def _beside(reading: Reading, rate: Claim, part: Claim, whole: Claim) -> bool:
    """The rate goes by the name of one of the two, or one of them is among the last figures before or behind it."""
    stem = _EMPTY.sub("", rate.lead).removesuffix("率")
    if _alike(stem, part) or _alike(stem, whole):
        return True
    claims = reading.of_sentence(rate.sentence)
    at = claims.index(rate)
    return part in claims[max(0, at - 3) : at + 3] or whole in claims[max(0, at - 3) : at + 3]


def _has_share(reading: Reading, claim: Claim, rate: Claim) -> bool:
    """医院42万人次（占46%）、其他3万人次（占4%）: a part with its own share is no whole of its sisters."""
    claims = reading.of_sentence(claim.sentence)
    after = claims[claims.index(claim) + 1 : claims.index(claim) + 2]
    return any(
        other.kind is Kind.RATE
        and other is not rate
        and re.match(r"占", other.lead)
        and (reading.between(claim, other)[:1] == "(" or _told_alike(reading, claim, other, rate))
        for other in after
    )


def _has_progress(reading: Reading, claim: Claim, rate: Claim) -> bool:
    """再就业1.3万人，完成全年任务108%；培训3.15万人，完成全年任务129.5%: a figure with its own rate in the same words is no
    goal, and not what is done, of another one."""
    claims = reading.of_sentence(claim.sentence)
    after = claims[claims.index(claim) + 1 : claims.index(claim) + 2]
    return bool(_GOAL.search(rate.lead)) and any(
        other is not rate and other.kind is Kind.RATE and other.lead == rate.lead for other in after
    )


def _told_alike(reading: Reading, claim: Claim, other: Claim, rate: Claim) -> bool:
    """省级1500万元，占50%；市级900万元，占30%: shares in the same words, a semicolon between, none a part of the other."""
    said = reading.between(claim, rate)
    return (
        other.start < rate.start
        and other.lead == rate.lead
        and "；" in said
        and not re.search("其[中内]", said)
    )


def _said_since(reading: Reading, whole: Claim, rate: Claim) -> bool:
    """集中供养496人，集中供养率40%；失能310人，集中供养率68%: the second is no share of what the first speaks of."""
    return any(
        other.kind is Kind.RATE and other.lead == rate.lead != "" and "率" in other.lead
        for other in reading.of_sentence(rate.sentence)
        if whole.start < other.start < rate.start
    )


def _trust(rate: Claim, part: Claim, whole: Claim, run: Sequence[Claim]) -> float:
    """High where the words call it a share and the figures are the nearest ones, or the part goes by its name."""
    bare = rate.lead in ("的", "") and (whole is run[-1] or rate.depth > 0)
    if not (bare or _NAMED.search(rate.lead) or rate.tail.startswith("的")):
        return BARE if not apart(rate, part, whole) else HARDLY
    if apart(rate, part, whole):
        named = _alike(_EMPTY.sub("", rate.lead).removesuffix("率"), part)
        return (TOLD if named else HARDLY) if part is run[-1] or named else HARDLY
    if {id(part), id(whole)} == {id(claim) for claim in run[-2:]}:
        return SURE
    found = _OF.search(rate.lead)
    named = found is not None and len(found[1]) > 1 and _alike(found[1], part)
    return TOLD if part is run[-1] or named else BARE


def named_otherwise(rate: Claim, part: Claim, whole: Claim, run: Sequence[Claim]) -> bool:
    """占一般公共预算支出的62.3% beside other figures; 社会救助占60.5% beside those of 社会福利 and 社会事务."""
    found = _OF.search(rate.lead)
    if not found:
        return False
    name, base = _AGES.sub("", found[1]), _EMPTY.sub("", found[2])
    if len(base) > 1 and not _alike(base, whole):
        return True
    alike = {id(claim): _common(name, claim) for claim in run}
    best = max(alike.values(), default=0)
    if best > 1 and best > max(alike[id(part)], alike[id(whole)]):
        return True
    return len(name) > 2 and best < 2


def _alike(name: str, claim: Claim) -> bool:
    return shares_words(name, _words(claim))


def _words(claim: Claim) -> str:
    return claim.lead + claim.tail + claim.subject


def _common(name: str, claim: Claim) -> int:
    """The longest stretch of the name that the claim's words hold."""
    said = _words(claim)
    for length in range(len(name), 1, -1):
        if any(name[start : start + length] in said for start in range(len(name) - length + 1)):
            return length
    return 0


def is_best(rate: Claim, part: Claim, whole: Claim, run: Sequence[Claim]) -> bool:
    """集中供养率 is of 集中供养1402人, not of 分散供养2521人: no figure goes by more of the rate's name."""
    name = _RATE.sub("", rate.lead)
    return _common(name, part) >= max(_common(name, claim) for claim in run if claim is not whole)
