"""年初确定的32个口袋公园; 赴11个受灾乡镇; 这个268万元的项目; 获评产品分别为甲、乙、丙 -> the same number told before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import common
from taizhang.proofread.rules.mentions import references
from taizhang.proofread.rules.mentions.things import apart, thing
from taizhang.proofread.words import pattern

RULE, COUNT = "前后一致", "列举个数"
_LISTED = re.compile(
    r"(?:^|[，。；、])(?P<name>[一-鿿]{2,8})(?:分别)(?:为|是|系)[:：]?(?P<list>[^，。；：□]+?)[，。；]"
)
_ALSO = re.compile(r"(?:亦|也|同样|仍)[为是](?P<name>[^，□]{4,16})$")
_ALIKE = 4
_BACK, _SHORTEST, _LONGEST = 3, 2, 6
_DONE_TO = re.compile(r"(?P<done>[一-鿿]{2,12})的(?:这|全部|所有)?$")


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A figure that the words take up again, held against the one figure before that they can mean."""
    if claim.kind is not Kind.AMOUNT or not claim.unit or claim.qualifier:
        return
    before = [
        other
        for other in reading.near(claim, _BACK)
        if other.start < claim.start
        and roles.same_measure(other, claim)
        and other.kind is Kind.AMOUNT
        and not other.per
    ]
    if any(other.value == claim.value for other in before):
        return
    meant = (
        _settled(reading, claim, before)
        or _all_of(reading, claim, before)
        or _also(reading, claim, before)
        or _this(reading, claim, before)
        or _turned(claim, before)
    )
    if meant is not None:
        reason = f"这里的{claim.text}指的应是前面的{meant.text}；如另有所指，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [meant, claim], reason, expected=meant.text)


def _settled(reading: Reading, claim: Claim, before: list[Claim]) -> Claim | None:
    """把12个敬老院列入改造计划……列入改造计划的15个敬老院: the same words of what was done to them, the same noun."""
    told, noun = _DONE_TO.search(claim.lead), claim.tail[:4]
    if told is None or len(noun) < _SHORTEST or re.search(pattern("all_years"), claim.lead):
        return None
    done = re.sub(rf"^{pattern('name_edges', 'current', 'whole_places')}+", "", told["done"])
    verb = re.search(rf"{pattern('settled')}(?:出|到|了)?$", done)
    alike = [
        other
        for other in before
        if other.sentence < claim.sentence
        and (
            (verb and verb[0].rstrip("出到了") in reading.before(other))
            or (len(done) >= _ALIKE and done in reading.before(other) + reading.after(other))
        )
        and common(noun, other.lead + other.tail) > 1
        and not roles.is_change(other, reading)
    ]
    return alike[0] if len(alike) == 1 else None


def _all_of(reading: Reading, claim: Claim, before: list[Claim]) -> Claim | None:
    """全县辖19个乡镇……全部16个乡镇, 全县16个乡镇全部: as many as there are, by the very noun."""
    alike = [other for other in before if other.clause < claim.clause and _is_all(reading, other, claim)]
    if len({other.value for other in alike}) != 1 or re.search(pattern("all_years"), claim.lead):
        return None
    told_apart = apart(thing(alike[0], reading), thing(claim, reading))
    return None if told_apart or references.explained(reading, claim, before) else alike[0]


def _is_all(reading: Reading, other: Claim, claim: Claim) -> bool:
    """Whether one tells how many there are (辖行政村27个, 共有19个乡镇), the other that all of the noun are meant."""
    has, ends = pattern("has_parts"), pattern("after_stop", "predicates", "all_of_them", "acts")
    ahead = re.search(rf"{has}([一-鿿]{{2,8}}?)(?:共|共有|有|为|总数为?)?$", other.lead)
    behind = re.search(rf"{has}$", other.lead) and re.match(rf"([一-鿿·]{{1,14}}?)(?:{ends}|$)", other.tail)
    named = behind or ahead
    if not named:
        return False
    noun = re.escape(_last_words(named[1], claim.tail))
    plain = rf"(?:[^，□]{{0,14}}在|.{{0,2}}){pattern('whole_places')}"
    every = rf"{noun}(?:已|也|里|中|内)?{pattern('all_of_them', 'everywhere')}"
    if re.search(rf"{pattern('without_rest')}$", claim.lead):
        return bool(re.match(noun + ("" if len(named[1]) >= _SHORTEST else rf"(?:{ends}|$)"), claim.tail))
    return bool(re.fullmatch(plain, claim.lead) and re.match(every, reading.after(claim)))


def _last_words(name: str, tail: str) -> str:
    """乡镇未成年人保护工作站 as 未成年人保护工作站 takes it up: its last four letters or more, else all of it."""
    cuts = (name[at:] for at in range(1, len(name) - _ALIKE + 1))
    return next((cut for cut in cuts if tail.startswith(cut)), name)


def _also(reading: Reading, claim: Claim, before: list[Claim]) -> Claim | None:
    """目标设定发放补贴6.4万人次……目标值亦为发放补贴6.4万人次: said to be the same, in the same words."""
    told = _ALSO.search(reading.before(claim))
    if told is None:
        return None
    alike = [other for other in before if common(told["name"], reading.before(other)) >= _ALIKE]
    return alike[0] if len(alike) == 1 else None


def _this(reading: Reading, claim: Claim, before: list[Claim]) -> Claim | None:
    """投资268万元……这个268万元的项目: the only amount of money before."""
    if claim.measure == "money":
        this = rf"(?:^|[是对把，])(?:这个?|这笔|这项|该|此项?){pattern('money_said')}?$"
        pointed = claim.tail.startswith("的") and re.search(this, claim.lead)
        return before[0] if pointed and len(before) == 1 else None
    noun = claim.tail[:_ALIKE]
    named = [other for other in before if len(noun) == _ALIKE and noun in other.lead + other.tail]
    return named[0] if claim.lead.endswith("这") and len(named) == 1 else None


def _turned(claim: Claim, before: list[Claim]) -> Claim | None:
    """11个乡镇受灾……14个受灾乡镇: the same words the other way round, and more than were told of."""
    alike = [
        other for other in before if _same_turned(other.tail, claim.tail) and other.sentence < claim.sentence
    ]
    counted = len(alike) == 1 and (alike[0].value < claim.value or re.search(r"共有?$", alike[0].lead))
    return alike[0] if counted else None


def _same_turned(one: str, other: str) -> bool:
    for length in range(4, _LONGEST + 1):
        first, second = one[:length], other[:length]
        cut = next((at for at in range(2, length - 1) if first[at:] + first[:at] == second), None)
        if len(first) == length and cut:
            return True
    return False


def counts(reading: Reading, number: int) -> Iterator[Check]:
    """4个产品获评……，获评产品分别为甲、乙、丙: as many names as were told."""
    start, end = reading.sentences[number]
    for told in _LISTED.finditer(reading.blanked, start, end):
        length, most = (len(re.split(marks, told["list"])) for marks in ("、", "[、和及]"))
        name = told["name"]
        before = [
            claim
            for claim in reading.of_sentence(number)
            if claim.end <= told.start("name") and claim.unit and _of_name(name, claim.tail)
        ]
        if len(before) == 1 and most > 1 and not length <= before[0].value <= most:
            reason = f"文中为{before[0].text}，后面列举的是{most}个；如列举不全，请加“等”。"
            yield verdicts.check(reading, COUNT, Status.DOUBTFUL, before, reason, expected=str(most))


def _of_name(name: str, tail: str) -> bool:
    """Whether a figure counts what the list names: both words of 获评产品 in 产品获评."""
    cuts = range(1, len(name)) if len(name) > _SHORTEST else ()
    return any(name[:at] in tail and name[at:] in tail for at in cuts)
