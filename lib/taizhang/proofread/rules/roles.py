"""A claim's words -> the part it plays in a sentence: total, part, change, target, base, share, average …"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from typing import TypeVar

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.words import bases, either, measures_said, pattern, words

Answer = TypeVar("Answer")


def asked_once(rule: Callable[[Claim, Reading], Answer]) -> Callable[[Claim, Reading], Answer]:
    """The rule, its answer kept with the reading: the rules ask the same of a claim hundreds of times."""

    @wraps(rule)
    def answer(claim: Claim, reading: Reading) -> Answer:
        key = (rule.__qualname__, claim.start, claim.end)
        if key not in reading.answers:
            reading.answers[key] = rule(claim, reading)
        known: Answer = reading.answers[key]
        return known

    return answer


_FILL = r"(?:了|约|近|为|是|达|达到|分别|依次|的|幅度|幅|额|数|率|[:：]|同比|\s)*"


@cache
def _change() -> re.Pattern[str]:
    return re.compile(
        rf"(?:((?<![新最])(?<!改造)(?<!提质)(?<!整治)(?<!优化)(?<!造提)(?<!治提)(?!高达|多达){pattern('up')})|((?<![最未]){pattern('down')})){_FILL}$"
    )


@cache
def _named_change() -> re.Pattern[str]:
    return re.compile(rf"(?:({pattern('rates_of_change')})|({pattern('rates_of_fall')}))有?{_FILL}$")


@cache
def _arrow() -> re.Pattern[str]:
    told = rf"(?:19|20)\d{{2}}年|\d{{1,2}}月份?|{pattern('current', 'moment_now')}|[年月季期]?[初末底]"
    time = rf"(?:(?:{told})+的?|[^，。；：:、□]{{1,10}}的)"
    up, down = (
        pattern("up", "rose_to", "trend_up", "goes_up"),
        pattern("down", "fell_to", "trend_down", "goes_down"),
    )
    return re.compile(
        rf"(?:({up})|({down})|调整|调|改|变|发展|压缩|提标)(?:(?![速幅长率量值额数])[一-鿿])?(?:了)?"
        rf"(?:到了?|至|为|成)(?:{time})?(?:每人每[月年]|每[一-鿿]{{1,3}})*$"
    )


@asked_once
def direction(claim: Claim, reading: Reading) -> int:
    """1 where the words say up, -1 where they say down, 0 where they say neither."""
    return 1 if claim.unit == "番" else _direction(_lead(claim)) or _trailing(claim)


@lru_cache(maxsize=4096)
def _direction(lead: str) -> int:
    found = _change().search(lead) or _named_change().search(lead) or _MORE.search(lead)
    return 0 if not found else 1 if found[1] else -1


_MORE = re.compile(
    r"(?:^|每[人户月年天日]|[人户月年日周场]均|足足|整整|又|再|同比|环比|(?:比|较)[^，]{1,12})"
    r"(?:(多)(?![重种元功发子孩人层次])|(少)(?![数年儿先女]))[一-鿿]{1,3}$"
)


def _lead(claim: Claim) -> str:
    return claim.lead.replace(" ", "")


def _trailing(claim: Claim) -> int:
    """3个百分点的增长, 增幅 after the figure."""
    way = _behind().match(claim.tail)
    return 0 if not way else 1 if way[1] else -1


@cache
def _behind() -> re.Pattern[str]:
    how = r"的(?:同比|环比)?(?:(?:幅度|速度|比例|比率|增速|增幅)(?:在|逐年|继续|持续)?)??"
    up, down = pattern("rates_of_change", "trend_up"), pattern("rates_of_fall", "trend_down")
    return re.compile(rf"{how}(?:({up})|({down}))")


@asked_once
def is_change(claim: Claim, reading: Reading) -> bool:
    """Whether the figure says by how much something changed."""
    if claim.kind is Kind.RATE and re.search(r"同比$|环比$", _lead(claim)):
        return True
    return direction(claim, reading) != 0 and not is_target(claim) and not _held_up_to(claim)


def _held_up_to(claim: Claim) -> bool:
    """低于70%的要求: what a level is held against, and no change."""
    beside = re.search("[高低多少]于$|超过$|不及$|不足$", claim.lead)
    return (
        beside is not None
        and re.match(rf"的[^，。；□]{{0,4}}{pattern('held_up_to')}", claim.tail) is not None
    )


def arrow(claim: Claim) -> int:
    """Where the figure is what something rose (1) or fell (-1) to; 0 where it is not, or no direction is said."""
    found = _arrow().search(_lead(claim))
    return (1 if found[1] else -1 if found[2] else 0) if found else 0


def is_target(claim: Claim) -> bool:
    """提高到, 降至, 调整为: the figure after a change."""
    return bool(_arrow().search(_lead(claim)))


@asked_once
def is_from(claim: Claim, reading: Reading) -> bool:
    """由…, 从…: the figure before a change."""
    before = reading.before(claim)
    if re.match(r"[^，。；]*(?:组成|构成)", reading.after(claim)):
        return False
    if re.search(r"(?<![来])自[^□，,]{0,8}$", before) and re.match(
        r"(?:人|个|起|例|件|家)?[^，。]{0,4}(?:减|增|降|升|提|涨)[^，。]{0,3}[至到]", reading.after(claim)
    ):
        return True
    if _by_whom(reading, claim, before) or re.search(r"[从自][^□，,]{1,10}起[^□，,]{0,8}$", before):
        return False  # 从7月起改为300元
    return bool(re.search(r"(?:由|从)(?:[^□，,]{0,24})$", before)) and not re.search(
        r"(?:由此|自由|理由|由于|从事|从业|从而)[^□由从]*$", before
    )


_BY_WHOM = re.compile(r"由(?!(?:19|20)?\d{2}年)[^□，,]{2,22}的$|由[^□，,]{2,22}的(?:[一-鿿]{1,6})$")
_MOVES = re.compile(r"[^□，。；]{0,10}(?:[增减升降提扩调压缩变拓涨跌发翻]|上[升调涨]|下[降调]|回落|[到至→])")


def _by_whom(reading: Reading, claim: Claim, before: str) -> bool:
    """由祖父母监护的386人: who does it; 由上年的386人增加到…: from what."""
    told = _BY_WHOM.search(before)
    if told is None or re.search(pattern("former"), told[0]):
        return False
    follows = reading.after(claim)
    goes_on = re.match(r"[，、]", reading.blanked[claim.outer_end : claim.outer_end + 1])
    moved = goes_on and re.match(
        r"[，、][^□，。；]{0,4}(?:[增减升降提扩调压缩]|[到至])", reading.blanked[claim.outer_end :]
    )
    return not moved and not _MOVES.match(follows)


@cache
def _former_words() -> re.Pattern[str]:
    return re.compile(rf"(?:比|较|同比|与|相比|在)?({pattern('former')}|(?:19|20)\d{{2}}年)")


_ALL_OF_THEM = re.compile(
    r"(?<![人户月年日天周场村镇校院件次篇组床亩班车只家所旬季])均(?=[已有由系属未能获来因处]|[为在][^\d]*[一-鿿]$)|(?<=[双两三]方|[两二三]者|父母|全部)均"
)


def is_average(claim: Claim) -> bool:
    """人均, 户均, 月均, 平均每…, 千名老人拥有…: a quotient, never a part of a sum; not 双方均为…, which says all."""
    lead = _ALL_OF_THEM.sub("", claim.lead)
    held = re.search(
        rf"{pattern('averages')}[^，]*$|[百千万][^，、。\d]{{0,6}}[人名户口][^，]{{0,8}}拥有[^，]*$", lead
    )
    return bool(held) or "均" in lead[-3:]


def is_standard(claim: Claim) -> bool:
    """每人每月840元: a rate for one, never a part of a sum."""
    return bool(claim.per)


@asked_once
def is_level(claim: Claim, reading: Reading) -> bool:
    """A plain amount that may be a part of a sum: a count, no average, no days."""
    return (
        is_count(claim, reading)
        and (bool(claim.unit) or not re.search(r"汇率|系数|浓度", claim.lead))
        and not is_average(claim)
        and claim.measure != "days"
        and not claim.tail.startswith("之间")  # the upper end of what lies between
    )


@asked_once
def is_count(claim: Claim, reading: Reading) -> bool:
    """How much there is of something: no change, no standard for one, no age, term, score or storeys."""
    return (
        claim.kind is Kind.AMOUNT
        and not is_standard(claim)
        and not claim.lead.endswith("每")  # 每1000名居民
        and not is_change(claim, reading)
        and claim.measure not in words("no_count_kinds")
    )


@asked_once
def is_compared(claim: Claim, reading: Reading) -> bool:
    """比年初的910家减少5家: a change from a base, so what moves come to and no move itself."""
    clause = re.split("[，；。、]", reading.before(claim))[-1]
    return is_change(claim, reading) and re.search("(?<!对)比(?![例重])|(?<!比)较", clause) is not None


def is_taken_out(claim: Claim) -> bool:
    """48家当中，除去3家新办的: what the words take out of a whole, so no whole and no part of what follows."""
    return re.search(rf"{pattern('taken_out')}[^，。；□]{{0,8}}$", claim.lead) is not None


def is_vacant(claim: Claim) -> bool:
    """空编, 缺口: what those who come make less."""
    return re.search(pattern("vacancies"), claim.lead) is not None


def same_measure(one: Claim, other: Claim) -> bool:
    """Whether two claims may be added or compared: 人 with 名, 万元 with 元, 个 with 家, never 人 with 人次."""
    return measure(one) == measure(other) and one.per == other.per


_UNKNOWN_UNIT = re.compile(r"[一-鿿](?=[，。；、()（）]|$)")


def counted_in(claim: Claim) -> str:
    """The unit; where no known one stands there, the one character that ends the figure's phrase (52525卷，)."""
    found = None if claim.unit else _UNKNOWN_UNIT.match(claim.tail)
    return found[0] if found else claim.unit


def measure(claim: Claim) -> str:
    """What is counted: 1268个家庭 are households, 1356人(次) may be either."""
    if claim.unit == "个" and claim.tail.startswith("家庭"):
        return "household"
    if not claim.unit and re.match(r"(?:的)?(?:常住|户籍|老年)?人口", claim.tail):
        return "people"
    if not claim.unit and re.match(r"[省市县区旗盟州镇乡村]", claim.tail):
        return "pieces"  # 民族8省区
    if not claim.unit and not claim.measure and re.search("[万亿]", claim.text):
        return _measure_named(claim.lead) or claim.measure
    if claim.unit == "个" and re.match(r"[^，。入到走]{0,3}户(?![籍外])", claim.tail):
        return "household"
    return "people" if claim.unit == "人(次)" else claim.measure


@lru_cache(maxsize=4096)
def _measure_named(lead: str) -> str:
    """常住人口86.5万, 独居老人1.2万: what a figure without a unit counts, by the end of its name."""
    named = re.search(
        rf"({pattern('people_said')}|{either(measures_said())})(?:总?数)?(?:约|为|是|有|达到?|仅|共|计)*$",
        lead,
    )
    if re.search(r"岁(?:及?以[上下])?的?$", lead):
        return "people"  # 80岁以上的1.35万
    return measures_said().get(named[1], "people") if named else ""


def before_now(claim: Claim) -> bool:
    """Whether the figure's own words place it in an earlier period: 上年同期, 去年底, 年初."""
    if re.search(rf"(?:比|较){pattern('former')}(?:同期)?{pattern('moved_otherwise')}了?$", claim.lead):
        return False
    said = re.sub(r"(?:今年|本年|当年|(?:19|20)\d\d年)(?:上半年|前三季度|上季度)", "", claim.lead)
    return bool(re.search(pattern("former"), said)) and not re.search(
        r"(?:增|降|减|提|升|多|少(?!数)|高(?!龄|中|校|新)|低(?!保|收入|龄))[^，]{0,6}$", claim.lead
    )


def year(claim: Claim) -> int | None:
    """The year that the sentence gives the figure."""
    found = re.search(r"(?:19|20)\d{2}", claim.period)
    return int(found[0]) if found else None


def own_year(claim: Claim) -> int | None:
    """The year in the figure's own words."""
    found = re.findall(r"((?:19|20)\d{2})年", claim.lead)
    return int(found[-1]) if found else None


def basis(claim: Claim) -> str:
    """Against what a change is measured: last, month, opening, a year, or the words themselves; empty if unsaid."""
    return basis_of(claim.lead)


def basis_of(text: str) -> str:
    """The same for any words."""
    years = re.findall(r"(?:比|较|与|同|从|自)[^，]*?((?:19|20)\d{2})年", text)
    if years:
        return str(years[-1])
    for name, said in bases().items():
        if any(word in text for word in said):
            return name
    found = re.search(rf"(?:比|较|与)([^，□]{{2,12}}?)(?:相比)?(?:{pattern('up', 'down')}|$)", text)
    return found[1] if found else ""
