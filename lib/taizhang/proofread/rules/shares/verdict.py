"""占…的x%, 占比, …率 with their amounts in the text -> whether the share follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.intervals import Interval
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.gaps import sides as gaps
from taizhang.proofread.rules.shares.meant.likeliest import likeliest
from taizhang.proofread.rules.shares.meant.listed import of_listed
from taizhang.proofread.rules.shares.meant.pairs import named_after
from taizhang.proofread.rules.shares.names import (
    fits,
    goes_with,
    likeness,
    name_of,
    of_other_sort,
    of_the_others,
    own_name,
)
from taizhang.proofread.rules.shares.ways import Reader, beside, list_of, readings, with_less
from taizhang.proofread.words import pattern, words

RULE = "占比"
_SHARE = re.compile(
    r"(?:占|占到|占了)(?P<whole>[^占，,；;]*?)(?:的|比|比重|比例|份额|比为|比达|比达到|比约为|比例为|比重为|比例达|比重达)?(?:约|近|超过|达到?|为|的|是|高达|仅|依次|分别)*$"
)
_OF_WHAT = re.compile(
    r"率\((?:占|按|以)(?P<whole>[^()占]*?)(?:的比例|的比重|之比|计算?|为分母)?\)(?:约|达到?|为|是)*$"
)
_MOVED = re.compile(r"占(?P<whole>[^占，；□]*?)的?(?:比|比重|比例)(?:由|从)[^，；]*$")
_IN_THEM = re.compile(r"(?:^|[，；])(?:在)?([^，；□其]{3,14})[中里]，$")
_SHORT, _ALIKE = 10, Decimal("0.3")
_JOINED = re.compile(r"[、和与及]")
_HUNDRED, _NEARLY = 100, Decimal("0.3")
_BASIS = re.compile(r"\((?:以|按|不含|扣除|剔除|含)")
_ALONE = re.compile(r"(?:已|完成|实现|达|到|了|就|也|比例|为|是|有|接近|将近|\s)*")
_RATE = re.compile(
    r"(?:率|比例|比重|占比|覆盖面|惠及面)(?:\([^()]*\))?(?:已经?|约|将|仅|也|均|分别)?(?:达到?|为|是|有|超过|高达|保持在|稳定在|控制在|[:：]|到)?$"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every share of the text whose amounts stand near it."""
    for claim in reading.claims:
        if claim.kind is not Kind.RATE or roles.is_from(claim, reading):
            continue
        if roles.is_change(claim, reading) and named_after(reading, claim) is None:
            continue  # 清退186户，清退率5.8% is a share of those who were looked at
        if _completes(reading, claim) or re.search(r"均为|均达|都是|都为|均在|均是", claim.lead):
            continue
        if gaps.rate_of(claim):
            continue
        said = whole_said(reading, claim)
        if said is not None or _RATE.search(claim.lead.replace(" ", "")):
            yield from _check(reading, claim, said)


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(
        rf"{pattern('completion')}|完成[^，]*(?:目标|任务|计划|预算)|占[^，]*(?:目标|任务|计划|预算)|(?:目标|任务|计划)的"
    )


def _completes(reading: Reading, claim: Claim) -> bool:
    said = reading.sentence_text(claim.sentence)
    if re.search(r"整改|办结|改造", claim.lead) and not re.search(r"目标|任务|计划|预算|进度", said):
        return False  # 问题42个，已整改37个，整改完成率88.1%: of what was found
    return bool(_goals().search(reading.before(claim)))


def whole_said(reading: Reading, claim: Claim) -> str | None:
    """What the share is said to be of: empty when only 占比 is said, None when it is no share."""
    if claim.lead in ("和", "及", "与", "") and (first := _first_of_list(reading, claim)) is not None:
        return whole_said(reading, first)
    if _bare_portion(reading, claim) or _in_bracket(reading, claim):
        return ""
    before = reading.before(claim).replace(" ", "")
    if roles.is_target(claim) and (moved := _MOVED.search(before)):
        return moved["whole"]  # 占比由52%提高到60%
    found = _OF_WHAT.search(before) or _SHARE.search(before)
    said = re.sub(r"^(?:到|了)|(?:的)$", "", found["whole"]) if found else None
    return said or (None if said is None else _among(reading, claim))


def _among(reading: Reading, claim: Claim) -> str:
    """常住人口中，60岁以上占比为27.1%: the clause before says of what, without a figure."""
    start = reading.sentences[claim.sentence][0]
    said = reading.blanked[start : claim.outer_start - len(reading.before(claim))]
    found = _IN_THEM.search(said)
    return found[1] if found else ""


def _bare_portion(reading: Reading, claim: Claim) -> bool:
    """410户，近九成。: a portion alone in its clause is one of what was counted before it."""
    spelt = re.search("成|半|分之", claim.text) and "%" not in claim.text
    after = reading.after(claim).strip("()")
    of_them = "分之" in claim.text and re.fullmatch(r"的[^，□]{1,6}(?:赞成|同意|支持|完成|达标|合格)?", after)
    alone = _ALONE.fullmatch(reading.before(claim)) and (not after or of_them)
    return bool(spelt and (alone or _names_part(reading, claim, after)) and claim.clause > 0)


def _names_part(reading: Reading, claim: Claim, after: str) -> bool:
    """达标的有69家，达标机构超过九成: the part once more by its name."""
    claims = reading.of_sentence(claim.sentence)
    earlier = [other for other in claims if other.start < claim.start and not other.weak]
    own = reading.before(claim)
    named = bool(earlier) and not after and 1 < len(own) < _SHORT and "□" not in own
    return named and likeness(own, name_of(reading, earlier[-1])) >= _ALIKE


def _in_bracket(reading: Reading, claim: Claim) -> bool:
    """6800人，其中老年人2310人（34.0%）: a bare rate right behind a part of a whole."""
    around = reading.text[claim.outer_start - 1 : claim.outer_start] + reading.text[claim.outer_end :][:1]
    behind = [
        other for other in reading.of_sentence(claim.sentence) if other.outer_end == claim.outer_start - 1
    ]
    start = reading.sentences[claim.sentence][0]
    return around == "()" and bool(behind) and "其中" in reading.blanked[start : claim.start]


def _first_of_list(reading: Reading, claim: Claim) -> Claim | None:
    first = list_of(reading, claim)[0]
    return first if first is not claim else None


def _check(reading: Reading, claim: Claim, said: str | None) -> Iterator[Check]:
    whole_row = of_listed(reading, claim, said) if said is not None else None
    likely = whole_row or likeliest(reading, claim, said)
    likely = likely and with_less(reading, likely)
    bound = said is not None or (likely is not None and likely.part[0] is named_after(reading, claim))
    told = likely is not None and bound and _told(reading, claim, likely)
    ways = [whole_row] if whole_row else _ways(reading, claim, said, likely if told else None)
    held = next(
        (way for way in ways if (value := way.value) is not None and verdicts.agrees(claim, value)), None
    )
    if held is not None:
        reason = f"{_joined(held.part)}÷{_over(held)}与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [*held.claims, claim], reason, focus=claim)
        return
    if (named := _by_its_name(reading, claim, likely)) is not None and likely is not None:
        reason = f"{named.text}÷{likely.whole.text}与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [named, likely.whole, claim], reason, focus=claim)
        return
    told_of = _BASIS.match(reading.text, claim.outer_end)  # 离职率约为6.4%（以年平均人数计）
    if told_of or likely is None or likely.value is None or not likely.value.bounded:
        return
    if len(likely.part) == 1 and likely.part[0].value == likely.whole.value and not likely.rest:
        return  # 惠及4326户次。…；4326户次中，…占七成: one figure, said twice
    if said is None and of_the_others(likely.part[0].lead + likely.part[0].tail, claim.lead):
        return  # rules/leaning/plain knows what is left
    if not _out_of_place(reading, claim, likely, likely.value, said) and _plausible(
        claim, likely.value, said, likely.part[0]
    ):
        yield _remark(reading, claim, likely, likely.value, said)


def _out_of_place(reading: Reading, claim: Claim, way: Reader, value: Interval, said: str | None) -> bool:
    """Whether the words show that another pair is meant."""
    if said is None and _in_another_clause(reading, claim, way.whole) and not _near(claim, value):
        return True
    unnamed = bool(said) and way.whole.start > claim.start and not likeness(said or "", way.whole.lead)
    return unnamed or _of_the_part(reading, claim, way)


def _in_another_clause(reading: Reading, claim: Claim, whole: Claim) -> bool:
    """处理2.3万头，专业化处理率95%；全年检疫41.7万头: a rate that names no whole is of none behind a semicolon."""
    return whole.start > claim.start and "；" in reading.between(claim, whole)


def _ways(reading: Reading, claim: Claim, said: str | None, told: Reader | None) -> list[Reader]:
    """What the words still allow beside the pair that they tell; else every pair around."""
    return list(beside(reading, claim, told, said or "") if told else readings(reading, claim, said))


def _by_its_name(reading: Reading, claim: Claim, likely: Reader | None) -> Claim | None:
    """老年人420人、未成年人90人，老年人占总数1200人的35%: the figure of the very name that the share says, where it
    gives the share."""
    own = own_name(reading, claim)
    if likely is None or len(own) < len("某某"):
        return None
    for other in reading.of_sentence(claim.sentence):
        called = other.start < claim.start and own in other.lead + other.tail and other is not likely.whole
        value = other.span.over(likely.whole.span) if called else None
        if (
            value is not None
            and roles.same_measure(other, likely.whole)
            and verdicts.agrees(claim, value.scaled(100))
        ):
            return other
    return None


def _told(reading: Reading, claim: Claim, way: Reader) -> bool:
    """The part stands right before its share, in one sentence with the whole: no far pair can be meant."""
    part, listed = way.part[0], list_of(reading, claim)
    if _JOINED.fullmatch(reading.between(*sorted((part, way.whole), key=lambda one: one.start))):
        return False  # 门诊、住院分别支出986万元和4372万元，住院支出占: neither is of the other
    inner = [
        other
        for other in reading.of_sentence(claim.sentence)
        if part.start < other.start < claim.start
        and other.kind is Kind.AMOUNT
        and not other.weak
        and other.span.bounded
        and other not in (*way.part, way.whole)
    ]
    settled = bool(way.rest) or len(way.part) > 1 or len(listed) > 1 or not inner
    settled = settled or _alone_named(reading, claim, way)
    return part.sentence == claim.sentence and settled and part.start < claim.start


def _alone_named(reading: Reading, claim: Claim, way: Reader) -> bool:
    """低保a、特困b、临时救助c，特困支出占: of the list only the part goes by the name that the share says."""
    own = own_name(reading, claim)
    named = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other.start < claim.start
        and roles.same_measure(other, way.part[0])
        and fits(reading, own, other)
        and other is not way.whole
    ]
    return len(own) > 1 and named == [way.part[0]] and way.whole.start < way.part[0].start


def _remark(reading: Reading, claim: Claim, way: Reader, value: Interval, said: str | None) -> Check:
    expected = verdicts.said(way.printed, claim)
    reason = f"{_joined(way.part)}÷{_over(way)}＝{expected}，文中为{claim.text}"
    cut = verdicts.cut_off(claim, value)
    sure = (
        not cut and said is not None and "占" in reading.before(claim) and _certain(reading, claim, way, said)
    )
    reason += f"；{verdicts.CUT}" if cut else "。" if sure else "；如分母另有所指，请写明。"
    status = Status.WRONG if sure else Status.DOUBTFUL
    return verdicts.check(reading, RULE, status, [*way.claims, claim], reason, focus=claim, expected=expected)


def _of_the_part(reading: Reading, claim: Claim, way: Reader) -> bool:
    """运动员120人，首次参加的运动员占86%; 项目793个，其中12条产业链项目占84%: the share is of another whole, or
    the part counts something else."""
    part, own = way.part[0], own_name(reading, claim)
    name = re.sub(r"^(?:其中|有|共)+", "", trimmed(part.lead))
    narrower = len(name) > 1 and own.endswith(name) and "的" in own[: -len(name)]
    named = min(len(own), len(name)) > 1 and own != name
    if roles.is_target(claim) and named and (own.endswith(name) or name.endswith(own)):
        return True  # 持证护理员62人，护理员占比由38.6%提高到55.4%
    both = {part.unit, way.whole.unit}
    denied = name[:1] in tuple("非不未无") and name[1:3] == own[:2]  # 税收占比, 非税收入
    return (
        narrower
        or denied
        or of_other_sort(own, name)
        or (len(both) == 2 and part.measure == "pieces" and not both <= set(words("one_sort_of_units")))
    )


def _over(way: Reader) -> str:
    if way.less:
        return f"（{verdicts.texts((way.whole, *way.less), '－')}）"
    return _joined((way.whole, *way.rest))


def _joined(claims: Sequence[Claim]) -> str:
    return f"（{verdicts.texts(claims)}）" if len(claims) > 1 else verdicts.texts(claims)


def _plausible(claim: Claim, value: Interval, said: str | None, part: Claim) -> bool:
    """A rate whose words name no whole is doubted where the part goes with its name, or nearly gives it; so are 四分之三 and 比重."""
    if said is not None or value.low > _HUNDRED:
        return said is not None
    near = _near(claim, value)
    spelt = bool(re.search("成|半|分之", claim.text)) or "率" not in claim.lead
    return near or spelt or goes_with(part.lead + part.tail, claim.lead)


def _near(claim: Claim, value: Interval) -> bool:
    return abs(claim.span.middle - value.middle) <= _NEARLY * value.middle


def _certain(reading: Reading, claim: Claim, way: Reader, said: str) -> bool:
    """Part, whole and share in one sentence, nothing else of that unit between: no other denominator is meant."""
    whole, part = way.whole, way.part[0]
    in_line = whole.start < part.start < claim.start and not way.less
    if not whole.sentence == part.sentence == claim.sentence or not in_line:
        return False
    if re.search(r"[；)]", reading.between(whole, claim)):
        return False  # another clause, or a bracket closed: another whole may be meant
    if re.search(r"[、和及与]$", reading.text[: whole.outer_start]):
        return False  # 分别为1200人、1860人和3100人: the last of a list is no whole
    others = [
        other
        for other in reading.of_sentence(claim.sentence)
        if other is not whole
        and other is not part
        and roles.same_measure(other, whole)
        and other.span.high >= part.span.low
    ]
    return not others
