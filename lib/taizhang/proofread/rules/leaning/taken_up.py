"""建成站点146个。149个站点全部运行; 已设的98个站; 这批75名工作者 -> the one figure before that is taken up again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import untimed
from taizhang.proofread.intervals import around
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.mentions import references, scopes, slipped
from taizhang.proofread.rules.mentions.things import apart, holds, thing, told_apart
from taizhang.proofread.rules.slips import pen
from taizhang.proofread.words import pattern, verbs_alike

RULE = "前后一致"
_BACK, _SHORTEST, _NAMING, _LONGEST, _SURE = 3, 2, 4, 10, 3
_MOSTLY = 0.6
_HOW = (pen.SWAPPED, pen.DIGIT, pen.DOUBLED)
_DONE = re.compile(r"(?P<verb>[一-鿿]{1,6})的(?:这|全部|所有)?$")
_POINTED = re.compile(r"(?:这些|这批|上述|该批|以上|前述)([一-鿿]{2,4}?)(?:一共|总共|合计|共计|共有|共|计)$")
_OF = re.compile(r"的?[一-鿿]{2,4}的|的[一-鿿]{2,6}[内中里]")
_DOER = re.compile(r"^[一-鿿]{0,8}(?:[对把给]|(?<![即必])将|(?<![作成认因以])为(?:全部|所有|全体)?)$")
_CLEAN = re.compile(r"[^一-鿿]")


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A figure that stands for what was counted before, one slip of the pen away from the only such figure."""
    if claim.kind is not Kind.AMOUNT or claim.qualifier or not claim.unit:
        return
    before = _before(reading, claim)
    alike = [other for other in before if _named(reading, other, claim)]
    if len(alike) != 1 or any(other.value == claim.value for other in before):
        return
    first = alike[0]
    how = _slip(first, claim)
    if how and _is_taken_up(reading, claim, first, how) and not _other(reading, first, claim, before):
        reason = f"这里的{claim.text}指的应是前面的{first.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [first, claim], reason, expected=first.text)


def _noun(claim: Claim) -> str:
    """What is counted, behind the figure, up to what is said of it; in 这些案件共256起 in front of it."""
    told = _POINTED.match(_plain(claim.lead))
    if told and not claim.tail:
        return told[1]
    behind = re.split(pattern("after_stop", "predicates", "all_of_them"), claim.tail.removeprefix("的"))[0]
    return _CLEAN.sub("", behind)[:_LONGEST]


def _before(reading: Reading, claim: Claim) -> list[Claim]:
    return [
        other
        for other in reading.near(claim, _BACK)
        if other.start < claim.start
        and other.paragraph == claim.paragraph
        and roles.same_measure(other, claim)
        and other.kind is Kind.AMOUNT
        and other.clause != claim.clause
    ]


def _named(reading: Reading, other: Claim, claim: Claim) -> bool:
    """Whether the figure before counts what the noun names: its first word, and most of its characters; behind a verb
    (清退的37人) the verb names it too."""
    if roles.is_change(other, reading):
        return False
    said, noun = _CLEAN.sub("", _written_before(reading, other) + other.tail), _noun(claim)
    pointed = _is_pointed(reading, claim)
    verb = _verb(claim)
    if pointed and roles.is_level(other, reading) and _slip(other, claim) == pen.SWAPPED:
        return True
    if not noun:  # 上述4.86亿元已拨付: of money the one sum before
        sums = pointed and claim.measure == "money" and roles.is_level(other, reading)
        return sums or (len(verb) >= _SHORTEST and verb in said)
    if len(noun) < _SHORTEST:  # 23个村 after 21个村
        return other.tail.startswith(noun)
    held = sum(letter in said for letter in noun[:_NAMING])
    few = pointed or verb or held >= len(noun[:_NAMING]) * _MOSTLY
    return noun[:_SHORTEST] in said and bool(few)


def _is_pointed(reading: Reading, claim: Claim) -> bool:
    """上述45个项目, 改造对象就是这4360户, 这批棉被(共2510床): words that point back at either end of those before it."""
    back, lead = pattern("pointing_back"), _plain(claim.lead)
    in_brackets = claim.depth and _empty_total().fullmatch(claim.lead)
    if in_brackets:
        said = reading.blanked[: claim.outer_start - len(claim.lead)][-14:]
        return bool(re.search(rf"(?:^|[，。；：]){back}[一-鿿]{{1,8}}\($", said))
    return bool(re.search(rf"^{back}|(?:是|为|对|将|把){back}$", lead))


@cache
def _empty_total() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('totals', 'totals_weak')}|计)?")


def _written_before(reading: Reading, other: Claim) -> str:
    """The words since the last figure but an age: 百岁及以上老人286位."""
    start = other.outer_start - len(reading.before(other))
    ages = [
        age
        for age in reading.of_sentence(other.sentence)
        if age.kind is Kind.AGE and start <= age.start < other.start
    ]
    said = reading.before(other)
    for age in ages:
        said = (
            said[: age.outer_start - start]
            + age.text.rjust(age.outer_end - age.outer_start, "岁")
            + said[age.outer_end - start :]
        )
    return said.split("□")[-1]


def _verb(claim: Claim) -> str:
    """设 of 对已设的88个站; empty where no verb stands before the figure."""
    done = _DONE.search(claim.lead) if _emptied(claim.lead).strip("的") else None
    return _acted().sub("", untimed(_current().sub("", done["verb"]))) if done else ""


def _slip(first: Claim, claim: Claim) -> str:
    """How the one figure may have been miswritten for the other; empty where it is farther off."""
    meant = around(first.value, first.step)
    factor = pen.factor(claim)
    found = pen.slip(claim, meant.scaled(factor) if factor != 1 else meant)
    return found.how if found and found.how in _HOW else ""


def _is_taken_up(reading: Reading, claim: Claim, first: Claim, how: str) -> bool:
    """这批75名…; 已设的98个站, after 设站88个; or the figure begins its clause and all of them are meant."""
    lead = _emptied(claim.lead).strip("的")
    if _is_pointed(reading, claim):
        return True
    if verb := _verb(claim):
        said = reading.before(first) + first.tail
        return holds(said, verb) or _alike_done(said, verb) or _done_to_them(reading, first, verb)
    if slipped.size(claim) < _SHORTEST and claim.value < first.value:
        return False  # 5个乡镇 and then 3个乡镇均…: any digit is one digit off
    sure = how == pen.SWAPPED or slipped.size(claim) >= _SURE
    whole = bool(
        re.search(pattern("all_of_them", "everywhere"), reading.after(claim)) or _OF.match(claim.tail)
    )
    grown = slipped.size(claim) >= _SHORTEST and claim.value > first.value and not untimed(claim.lead)
    grown = grown and _all_named(reading, first, claim)
    return not lead and (whole or sure or grown) and (claim.measure != "money" or claim.tail.startswith("的"))


def _alike_done(said: str, verb: str) -> bool:
    """建成的16个, after 新建18个: one act in another word."""
    return any(verb in group and any(word in said for word in group) for group in verbs_alike())


def _done_to_them(reading: Reading, first: Claim, verb: str) -> bool:
    """签订协议的867名老人, after 排查出独居老人876名，并逐人签订探访协议: what its sentence goes on to tell of them."""
    behind = reading.blanked[first.outer_end : reading.sentences[first.sentence][1]].split("□")[0]
    return len(verb) >= _NAMING and holds(_CLEAN.sub("", behind), verb)


def _all_named(reading: Reading, first: Claim, claim: Claim) -> bool:
    """Whether the noun was said of the figure before word for word, as of something that there is."""
    said, noun = reading.before(first), _noun(claim)
    known = len(noun) > _SHORTEST and noun[:_SURE] in said + first.tail
    return known and not re.search(rf"其中|{pattern('part_meant')}", said)


@cache
def _current() -> re.Pattern[str]:
    return re.compile(rf"^{pattern('current')}")


@cache
def _acted() -> re.Pattern[str]:
    return re.compile(rf"^[对将为由把按给]?{pattern('pointing_back', 'already')}+|^[对将为由把按给]")


def _plain(said: str) -> str:
    return untimed(said).lstrip("对为将由把给从按照因就")


def _emptied(said: str) -> str:
    """The words in front of a figure without times, places of the whole, and who does something to it (市里将2040户…):
    empty where it begins the clause."""
    return _empty().sub("", _DOER.sub("", _CLEAN.sub("", untimed(said))))


@cache
def _empty() -> re.Pattern[str]:
    edges = pattern("name_edges", "whole_places", "current", "former", "of_all", "already", "owing_to")
    return re.compile(rf"^(?:{edges})+")


def _other(reading: Reading, first: Claim, claim: Claim, before: list[Claim]) -> bool:
    """Whether the two are told apart by name, time or place, or the figure is a sum or difference of some before."""
    one, other = thing(first, reading), thing(claim, reading)
    if _of_all_years(first, claim):
        return True
    if told_apart(one, other) and not _POINTED.match(_plain(claim.lead)):
        return True
    if _is_pointed(reading, claim) or (_noun(claim) and re.search(pattern("planned"), _noun(claim))):
        other = replace(other, planned=one.planned)
    wider = other.place and not one.place and re.search(pattern("acts", "newly"), reading.before(first))
    if scopes.differ(reading, first, claim):
        return True
    return bool(wider) or apart(one, other) or references.explained(reading, claim, before)


def _of_all_years(first: Claim, claim: Claim) -> bool:
    """历年已认定的174家 after 今年认定47家: more than were told of."""
    return bool(re.search(pattern("all_years"), claim.lead)) and not re.search(
        pattern("all_years"), first.lead
    )
