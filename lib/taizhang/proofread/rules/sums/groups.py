"""其中 in a sentence -> a total before it and its parts after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.sums.completeness import complete, near
from taizhang.proofread.rules.sums.model import Group
from taizhang.proofread.words import pattern, words

_COMPARED = re.compile(
    r"(?:比(?![例重如较])|较(?![高大多好差低少快慢强为]))[^，]*的(?:□+[、和及与])*$"
)  # 分别比2019年的3500人、…
_DISTANCE = re.compile(
    r"(?:比|较)[^，、；。□]{1,8}[多少长短高低大小宽窄重轻](?:了|出)?$"
)  # 乙线比甲线短8公里
_BASE = re.compile(r"占|相当于|分别占")  # 占年度计划5000万元的86%: what a share is taken of
_AGAIN_ALL = re.compile(
    r"(?:故|因此|所以|因而|实际)?(?:共|合计|总共|一共)"
)  # 其中甲县同时承担两项，故共涉及7个
_LEFT_OUT = Grammar("(?:均|都|则|暂)?{not_counted_in}")
_SEVERAL = 2
_BEFORE = 3
_NEW_TOPIC = re.compile(
    r"(?:^|[^其])(?:[故因此所以]{1,2}共|现有|共有|全市共|全县共|全区共|全年共|累计|合计|共计|总计|总数)"
)
_ADDED = re.compile("合计|共计|总计|相加|之和|加起来|加总")


@roles.asked_once
def may_add(claim: Claim, reading: Reading) -> bool:
    """Whether a figure can be a part of a sum."""
    return (
        (roles.is_level(claim, reading) or _score(claim, reading) or _counted_days(claim, reading))
        and bool(claim.unit or claim.measure)
        and not (claim.weak and reading.text[claim.outer_end : claim.outer_end + 1].isdigit())  # 一类4处
        and not (claim.weak and _ADDED.match(claim.tail))  # 两项合计占…
        and not (claim.lead.endswith("按") and claim.tail.startswith(("计", "统计", "算")))  # 按两人次计
        and not _LEFT_OUT.match(claim.tail)  # 缓税4.1亿元不计入减税
        and not roles.is_from(claim, reading)
        and not _BASE.match(claim.lead)
        and not _COMPARED.search(reading.before(claim))
        and not _DISTANCE.search(reading.before(claim))
    )


def _score(claim: Claim, reading: Reading) -> bool:
    """综合得分89.5分，其中…9.0分."""
    given = claim.kind is Kind.AMOUNT and claim.measure == "points_scored"
    return given and not roles.is_average(claim) and not roles.is_change(claim, reading)


def _counted_days(claim: Claim, reading: Reading) -> bool:
    """优良天数241天，其中优97天: how many days were such, not how long something took."""
    said = reading.blanked[reading.sentences[claim.sentence][0] : claim.start]
    bound = "均" in claim.lead or re.search(r"[少多低高]于|[超不]过", reading.before(claim))  # 均未少于280天
    days = claim.measure == "days" and re.search(pattern("days_counted"), said) and not bound
    return bool(days) and roles.is_count(claim, reading) and not roles.is_average(claim)


@cache
def _among() -> re.Pattern[str]:
    return re.compile(r"其中|其内|当中")


def inside(reading: Reading, number: int) -> Iterator[int]:
    """Where 其中 stands in a sentence."""
    start, end = reading.sentences[number]
    return (found.start() for found in _among().finditer(reading.blanked, start, end))


def after_among(reading: Reading, number: int, claims: list[Claim], marks: list[int]) -> Iterator[Group]:
    """Every 其中 with the total before it."""
    for index, mark in enumerate(marks):
        if not _clause_has_figure(reading, mark):
            continue
        stop = marks[index + 1] if index + 1 < len(marks) else reading.sentences[number][1]
        if index + 1 < len(marks):  # 其中甲…；乙…，其中…: what follows the ； has parts of its own
            stop = (
                max(reading.text.rfind("；", mark, stop), mark) if "；" in reading.text[mark:stop] else stop
            )
        depth = _depth(reading, number, mark)
        if depth:
            stop = min(stop, _closing(reading.text, mark))
        ratios = (
            claim.start
            for claim in reading.of_sentence(number)
            if claim.kind is Kind.RATIO and claim.start > mark
        )
        stop = min(stop, next(ratios, stop))  # 护理人员与老人之比为…，在院老人…: another subject
        parts = [claim for claim in claims if mark < claim.start < stop and claim.depth == depth]
        if mixed := _all_kinds(reading, mark, parts):
            yield mixed
            continue
        rate = next(
            (one.start for one in reading.of_sentence(number) if one.start > mark and one.kind is Kind.RATE),
            stop,
        )
        for measure in dict.fromkeys(claim.measure for claim in parts):
            first = next(claim for claim in parts if claim.measure == measure)
            if measure != parts[0].measure and first.start > rate:
                continue  # 其中亿元项目86个，占43%，第一产业12亿元: another subject
            yield from _group_of(reading, mark, [claim for claim in parts if claim.measure == measure])


def _all_kinds(reading: Reading, mark: int, parts: list[Claim]) -> Group | None:
    """5250件（次），其中来电3268件、来访412人次、留言1570件: parts of several units that make the total."""
    counted = [part for part in parts if part.measure != "money"]
    wholes = (
        [claim for claim in reading.of_sentence(parts[0].sentence) if claim.start < mark] if parts else []
    )
    nearest = next((claim for claim in reversed(wholes) if roles.is_level(claim, reading)), None)
    if nearest is None or len({part.measure for part in counted}) < _SEVERAL or len(counted) < _SEVERAL:
        return None
    exact = nearest.span.meets(total(part.span for part in counted))
    return Group(nearest, tuple(counted), True, "among") if exact else None


def _clause_has_figure(reading: Reading, mark: int) -> bool:
    """其中甲处预计年底投用，现有公墓27处: the first clause has no figure, so later ones are no parts."""
    return bool(re.match(r"(?:其[中内]|当中)[,，:]?[^，,；;。]*?□", reading.blanked[mark : mark + 80]))


def _depth(reading: Reading, number: int, place: int) -> int:
    text = reading.text[reading.sentences[number][0] : place]
    return max(0, text.count("(") - text.count(")"))


def _closing(text: str, place: int) -> int:
    found = text.find(")", place)
    return found if found >= 0 else len(text)


def _group_of(reading: Reading, mark: int, parts: list[Claim]) -> Iterator[Group]:
    told = parts
    parts = until_new_topic(reading, parts)
    if not parts or _AGAIN_ALL.match(parts[0].lead):
        return
    parts, nested = _without_nested(parts)
    if nested is not None:
        yield nested
    whole = _total_before(reading, mark, parts)
    if whole is not None and _summed_in(told[len(parts) :], whole, told):
        parts = told
    if whole is not None:
        parts = _of_one_unit(reading, whole, before_semicolon(reading, whole, parts))
        listed = _to_the_rest(reading, whole, parts)
        rest_last = len(listed) == len(parts)
        parts = _before_others(reading, whole, listed)
        yield Group(whole, tuple(parts), rest_last and complete(parts), "among")


def _summed_in(further: list[Claim], whole: Claim, told: list[Claim]) -> bool:
    """三季度620张，四季度540张，一、二季度合计700张: what is added up there is a part itself, and fills the total."""
    named = bool(further) and all(re.search("合计|共计", part.lead) for part in further)
    return named and sum(part.value for part in told) == whole.value


def _to_the_rest(reading: Reading, whole: Claim, parts: list[Claim]) -> list[Claim]:
    """其中孤儿9名、其他8名，家庭寄养4名: nothing comes after the rest, unless the same list goes on."""
    if whole.span.meets(total(part.span for part in parts)):
        return parts  # 其他项目资金10万元，工作经费118万元: 其他 is one item among the others
    for index, part in enumerate(parts[1:-1], start=1):
        goes_on = reading.between(part, parts[index + 1]).startswith(("、", "和", "及", "与"))
        if re.match(pattern("rest"), part.lead) and not goes_on:
            return parts[: index + 1]
    return parts


def _in_one_breath(reading: Reading, parts: list[Claim]) -> bool:
    """A row of 、 of things that are counted alike."""
    alike = {part.unit for part in parts} <= set(words("one_sort_of_units"))
    return alike and all(
        re.fullmatch("、[^，。；、□]{1,12}", reading.between(a, b)) for a, b in pairwise(parts)
    )


def _of_one_unit(reading: Reading, whole: Claim, parts: list[Claim]) -> list[Claim]:
    """24家，其中公办9家、民办15家，服务网点43处: another unit is another thing where two go by the whole's own."""
    for index, part in enumerate(parts[1:], start=1):
        other = (
            re.match(pattern("listed"), part.tail)
            if whole.measure == "pieces" and not parts[0].tail
            else None
        )
        if other and other[0] not in whole.lead + whole.tail:
            parts = parts[:index]  # 助餐点36个，其中嵌入式18个，覆盖26个社区
            break
    own = [part for part in parts if part.unit == whole.unit]
    if _in_one_breath(reading, parts) and all(part.value <= whole.value for part in parts):
        return parts  # 97家，其中殡仪馆9家、经营性公墓12家、农村公益性墓地76处
    return own if len(own) > 1 and whole.measure == "pieces" else parts


def _before_others(reading: Reading, whole: Claim, parts: list[Claim]) -> list[Claim]:
    """护理员48名，其中持证36名，照护老人264名: what is larger and has a clause and a name of its own is no part."""
    for index, part in enumerate(parts[1:], start=1):
        apart = reading.between(parts[index - 1], part).startswith("，")
        slip = near(whole, parts, total(one.span for one in parts), shortest=2)
        if apart and part.span.low > whole.span.high and len(part.lead) > 1 and not slip:
            return parts[:index]
    return parts


def _without_nested(parts: list[Claim]) -> tuple[list[Claim], Group | None]:
    """卫生技术人员336人，卫生技术人员中有医师118人…: the later ones are parts of that part."""
    for index, part in enumerate(parts[1:], start=1):
        named = re.match(r"(.{2,}?)(?:当中|之中|中)(?:有|的)?", part.lead)
        holder = next((one for one in parts[:index] if named and named[1] in one.lead), None)
        if holder is not None:
            inner = parts[index:]
            return parts[:index], Group(holder, tuple(inner), complete(inner), "among")
    return parts, None


def before_semicolon(reading: Reading, whole: Claim, parts: list[Claim]) -> list[Claim]:
    """其中缴费a元、补贴b元；全年支出c元: what follows the ； is a part only where each clause gives one."""
    if whole.span.meets(total(part.span for part in parts)):
        return parts
    marks = [
        index for index in range(1, len(parts)) if "；" in reading.between(parts[index - 1], parts[index])
    ]
    once = all(reading.between(one, other).count("；") == 1 for one, other in pairwise(parts))
    over = any(part.span.low > whole.span.high for part in parts[1:])
    parallel = len(marks) == len(parts) - 1 and once and "；" not in reading.between(whole, parts[0])
    parallel = parallel and (len(parts) > 2 or complete(parts))
    return parts if not marks or (parallel and not over) else parts[: marks[0]]


def until_new_topic(reading: Reading, parts: list[Claim]) -> list[Claim]:
    """The figures up to the first that begins another subject."""
    kept: list[Claim] = []
    for part in parts:
        if kept and _NEW_TOPIC.search(part.lead):
            break
        kept.append(part)
    return kept


def _fitting(levels: list[Claim], parts: list[Claim]) -> Claim | None:
    """The nearest that the parts add up to; else the nearest that holds each of them; else the nearest."""
    nearest = levels[::-1]
    added = total(part.span for part in parts)
    exact = (level for level in nearest if level.span.meets(added))
    like = [level for level in nearest if level.unit == parts[0].unit] if parts[0].measure == "pieces" else []
    nearest = like or nearest  # 设施186处，涉及17个乡镇，其中…96处
    holds = (level for level in nearest if all(part.span.low <= level.span.high for part in parts))
    return next(exact, next(holds, nearest[0] if nearest else None))


def _total_before(reading: Reading, mark: int, parts: list[Claim]) -> Claim | None:
    """The earlier plain amount of the same unit that the parts belong to."""
    like = parts[0]
    added = total(part.span for part in parts)
    begins = re.match(r"[\s“(]*(?:其[中内]|当中)", reading.text[reading.sentences[like.sentence][0] :])
    back = _BEFORE if begins and len(parts) > 1 else 1
    earlier = [
        claim
        for claim in reading.window(like, back=back)
        if claim.start < mark
        and roles.same_measure(claim, like)
        and not claim.weak
        and (claim.sentence >= like.sentence - 1 or claim.span.meets(added))
    ]
    if not begins:
        earlier = [claim for claim in earlier if claim.sentence == like.sentence]
    earlier = [
        claim for claim in earlier if claim.depth <= like.depth
    ] or earlier  # （上年同期13.9亿元），其中…
    planned = [claim for claim in earlier if re.search(r"目标|任务|计划", claim.lead)]
    earlier = [claim for claim in earlier if claim not in planned]
    if earlier and roles.is_average(earlier[0]):
        return None  # 人均可支配收入29640元，上年28084元；其中城镇38850元: nothing here is added
    levels = [
        claim
        for claim in earlier
        if (roles.is_level(claim, reading) or _score(claim, reading) or _counted_days(claim, reading))
        and not roles.is_from(claim, reading)
    ]
    changed = earlier and roles.is_change(earlier[-1], reading) and _follows(reading, earlier[-1], mark)
    if changed and sum(part.value for part in parts) <= earlier[-1].value * 2:
        return None  # 减少384人，其中…: the parts are of the change
    found = _fitting(levels, parts)
    held = found is None or _holds(found, parts)
    if not held and begins and len(parts) == 1:
        planned += _further_back(reading, like, mark)
    return found if held or not any(_holds(other, parts) for other in (*planned, *earlier)) else None


def _further_back(reading: Reading, like: Claim, mark: int) -> list[Claim]:
    """招募家长1260名。其中集中养育的1927人: the whole may stand in a sentence before that."""
    near = reading.window(like, _BEFORE)
    return [claim for claim in near if roles.same_measure(claim, like) and claim.start < mark]


def _holds(whole: Claim, parts: list[Claim]) -> bool:
    return all(part.span.low <= whole.span.high for part in parts)


def _follows(reading: Reading, claim: Claim, mark: int) -> bool:
    return "□" not in reading.blanked[claim.outer_end : mark]
