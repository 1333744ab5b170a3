"""A total's parts -> whether they are all of it, share something, or are off by a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules.sums.model import Group

_NO_OVERLAP = re.compile(r"(?:互不|互无|不|无|没有|未)(?:重复|交叉|重叠|重合)")
_COUNTED_TWICE = re.compile(
    r"(?:同时|兼|重复|两项|多项)[^，。；]{0,14}(?:按|计|算|统计)[为作成]?(?:两|二|多|[23])(?:个)?(?:人次|人|件|户次|次|笔|份)计?"
)
_INSIDE = re.compile(r"其中|当中|之中|(?<![初高集其当之])中(?![学心专小型央级等])")
_REST = re.compile(
    r"[^，。；□]{0,6}[，；、](?:其余|其他|其它|余下|剩余|剩下|余者|[另还]有(?:少量|少数|部分|一部分|若干|个别|一些|零星))(?:的|均|都|则|尚|人员|各)?[^，。；□]{0,14}(?:[，。；]|$)"
)
_BOTH = r"同时[^，。]{0,6}[两二多][个种项类重]|(?:同一|部分|有的)[^，。]{0,10}[两二多][个种项类重次]"
_BEHIND_AGE = 24
_DEVIATIONS = 3
_TEN = 10
_NEAR = Decimal("0.06")
STAGES = re.compile(
    r"分(?:两|三|四|五|[2-5])(?:次|批|期|年|步|档|段|笔)|(?<![\d第])(?:两|三|四|五|[2-5])(?:次|批|期|笔)(?!次)"
)
_BEGUN, _ENDED, _TWO = Grammar("{begun_stage}"), Grammar("{ended_stage}"), 2
_SINCE_JANUARY = re.compile(
    r"(?<!\d)1(?:月份?)?[-—–~至到]\d{1,2}月|上半年|前[一二三四五六七八九十\d]+个月|前三季度|全年"
)


def complete(parts: Sequence[Claim]) -> bool:
    """Whether the parts' own words say that they share nothing and leave nothing out."""
    named = [claim.lead + claim.subject + claim.tail for claim in parts]
    if len(parts) > 2 and all(
        re.search(rf"{mark}(?:级|类|档|批|期|次|等|季度|年级|产业|组|标段)", name)
        for mark, name in zip("一二三四五六七八九", named, strict=False)
    ):
        return True
    if any(re.search(words.pattern("rest"), claim.lead) for claim in parts[1:]):
        return True
    return any(
        len(group) == len(parts) and all(any(word in name for name in named) for word in group)
        and all(any(word in name for word in group) for name in named)
        for group in words.partitions()
    )  # fmt: skip


def named_together(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """新建续建工程47处（新建19处、续建28处）: the names of the parts, one behind the other, are in the total's."""
    names = [re.escape(re.sub("^其[中内]|的$", "", part.lead)) for part in parts]
    told = len(names) > 1 and all(len(name) > 1 for name in names)
    row = r"[^，。；□、]{0,2}(?:[、和及与]|以及)?".join(names)
    return told and re.search(row, reading.before(whole).rsplit("□", 1)[-1]) is not None


def of_last_clause(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """107个县建成；乡镇建成1380个，乡镇总数为1500个: behind a ； it is the whole of what the last clause tells of."""
    head = re.match(rf"(?:[全我本该][国省市县区])?([一-鿿]{{2,}}?){words.pattern('told_total')}", whole.lead)
    *others, last = parts
    apart = others and "；" in reading.between(others[-1], last) and "；" not in reading.between(last, whole)
    named = head and head[1] in last.lead and not any(head[1] in part.lead + part.tail for part in others)
    return bool(apart and named)


def all_behind(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """共7处：3A级的2处，2A级的4处，未评级的1处。 One a clause from a colon to the end, the last one what is not yet so."""
    apart = all(re.fullmatch("，[^，。；、□]{2,10}", reading.between(a, b)) for a, b in pairwise(parts))
    begins = re.match("[:：]", reading.blanked[whole.outer_end :])
    ends = re.match("[。；\n]|$", reading.blanked[parts[-1].outer_end :])
    return bool(
        len(parts) > 2 and apart and begins and ends and re.match("尚?[未无]|没有|非", parts[-1].lead)
    )


def nothing_else(reading: Reading, number: int) -> bool:
    """三类之外没有其他, 除此之外再无其他: the sentence says that its list leaves nothing out."""
    return (
        re.search(words.pattern("nothing_else"), reading.text[slice(*reading.sentences[number])]) is not None
    )


def staged(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """分两次拨付，第一次…，第二次…: as many parts as stages."""
    return _stages(reading.words_between(whole, parts[-1])) == len(parts)


def in_stages(reading: Reading, parts: Sequence[Claim]) -> bool:
    """资金两批：第一批…，第二批…: the same where the number stands before the parts."""
    said = reading.text[reading.sentences[parts[0].sentence][0] : parts[0].start]
    counted = all("第" in part.lead for part in parts)
    return counted and _stages(said) == len(parts)


def _stages(text: str) -> int:
    found = STAGES.search(text)
    return {"两": 2, "三": 3, "四": 4, "五": 5}.get(found[0].lstrip("分")[0], 0) if found else 0


_MORE_THAN_ALL = 110  # percent: more than rounding or one slip makes of 100


def told_to_overlap(reading: Reading, number: int) -> bool:
    """兼有, 既…又, 两项同时享受的…, 同一家机构存在多个问题: said in the sentence or in the one right behind it.

    Not where such are counted once for each: 同时享受两项补贴的按两人次计.
    """
    following = number + 1
    same = following < len(reading.sentences) and not re.search(
        "\n", reading.text[slice(*reading.sentences[number])]
    )
    start, end = reading.sentences[number][0], reading.sentences[following if same else number][1]
    said = reading.text[start:end]
    return bool(
        re.search(
            rf"(?<![不无未]){words.pattern('overlap_told')}|既[^，。]{{1,8}}又|{_BOTH}",
            without_counted_twice(_NO_OVERLAP.sub("", said)),
        )
    )


def without_counted_twice(said: str) -> str:
    """The words without 同时享受两项补贴的按两人次计, which says that nothing is shared."""
    return _COUNTED_TWICE.sub("", said)


def puts_inside(text: str) -> bool:
    """Whether words between two figures put the second into the first: 其中, 当中, …人中有; not 高中, 集中."""
    return bool(_INSIDE.search(text))


def rest_unsaid(reading: Reading, last: Claim) -> bool:
    """其余为11月份救助, 其他为房产情形: what is left has no figure, so the parts are not all."""
    return bool(_REST.match(reading.blanked[last.outer_end : last.outer_end + _BEHIND_AGE]))


def never_added(claims: Sequence[Claim]) -> bool:
    """Figures of which one holds the other: 1—6月, 1—9月, 全年 (each since January), 已开工, 完工 (what is finished was
    begun); ``claims`` are the total, then its parts."""
    if sum(bool(_SINCE_JANUARY.search(claim.lead)) for claim in claims) > _TWO:
        return True
    parts = claims[1:]
    begun = [claim for claim in parts if _BEGUN.search(claim.lead) and not _ENDED.search(claim.lead)]
    ended = [claim for claim in parts if _ENDED.search(claim.lead) and not _BEGUN.search(claim.lead)]
    return len(parts) == _TWO and len(begun) == len(ended) == 1 and begun[0].value > ended[0].value


def in_and_out(group: Group) -> bool:
    """捐物折价85万元，现金215万元，共支出260万元: what came in is no part of what went out."""
    named = "".join(part.lead for part in group.parts)
    return bool(re.search(r"支出|使用|拨付|用于", group.whole.lead)) and bool(
        re.search(r"折价|现金|捐|收入|募|结转", named)
    )


def overlap(reading: Reading, group: Group) -> bool:
    """Groups that share people: said so, known so (空巢, 独居, 失能), or ages one inside the other."""
    if never_added((group.whole, *group.parts)):
        return True
    said = _NO_OVERLAP.sub("", reading.sentence_text(group.whole.sentence))
    if re.search(words.pattern("overlap_said"), said):
        return True
    if said != reading.sentence_text(group.whole.sentence):
        return False
    if any(re.match("普通|一般|常规", part.lead) for part in group.parts[1:]):
        return False
    named = [part.lead + part.subject for part in group.parts]
    if any(all(re.search(words.either(scale), name) for name in named) for scale in words.scales()):
        return any(
            "以上" in part.lead for part in group.parts[:-1]
        )  # 高中6名、大专7名、本科4名 are steps of one scale
    known = sum(bool(re.search(words.pattern("overlapping"), name)) for name in named)
    aged = sum(_of_an_age(reading, part) for part in group.parts)
    over = total(part.span for part in group.parts).low > group.whole.span.high
    crossing = over and (
        ages_cross(reading, group.parts) or _of_two_sorts(group.parts) or _all_lacking(group.parts)
    )
    return group.basis != "added" and (known >= (1 if over else 2) or aged >= 2 or crossing)


def ages_cross(reading: Reading, parts: Sequence[Claim]) -> bool:
    """在店就餐7万人次，80岁以上3万人次: one counted by age, another by something else."""
    ages = ["岁" in reading.text[max(0, part.start - _BEHIND_AGE) : part.start] for part in parts]
    return not all(ages) and any(_of_an_age(reading, part) for part in parts)


def _of_two_sorts(parts: Sequence[Claim]) -> bool:
    """受理案件210件，结案168件: what came in and what was done of it are never added."""
    said = {re.sub(r"[未没不](?:有|能|按期)?[一-鿿]{2}", "", part.lead + part.tail) for part in parts}
    return any(
        any(done.search(name) for name in said)
        and any(whole.search(name) and not done.search(name) for name in said)
        for whole, done in _came_and_done()
    )


@cache
def _came_and_done() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """For each known kind of rate the words of its whole and of its part."""
    return tuple(
        (re.compile(words.either(kind.whole)), re.compile(words.either(kind.part)))
        for kind in words.named_rates()
    )


def _all_lacking(parts: Sequence[Claim]) -> bool:
    """32家尚未备案，35家从未演练，27家没有专职人员: what is told of some of them may be told of others too."""
    lacks = re.compile(rf"[^，。；□]{{0,10}}?{words.pattern('lacks_behind')}")
    return len(parts) > 1 and all(lacks.match(part.tail) for part in parts)


def shares_cross(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """一线职工1100名，占55%；大专以上900名，占45%；35岁以下1600名，占80%: each has its share of the whole, and the shares
    are far more than all together, so whoever wrote them counted by three things."""
    shares = [share for part in parts if (share := _share_behind(reading, part)) is not None]
    return (
        len(shares) == len(parts) > 1
        and sum(share.value for share in shares) > _MORE_THAN_ALL
        and all(_gives(part, whole, share) for part, share in zip(parts, shares, strict=True))
    )


def _share_behind(reading: Reading, part: Claim) -> Claim | None:
    claims = reading.of_sentence(part.sentence)
    behind = claims[claims.index(part) + 1 : claims.index(part) + 2]
    return next((one for one in behind if one.kind is Kind.RATE and "占" in one.lead), None)


def _gives(part: Claim, whole: Claim, share: Claim) -> bool:
    value = part.span.over(whole.span)
    return value is not None and share.span.meets(value.scaled(100))


def _of_an_age(reading: Reading, part: Claim) -> bool:
    """80岁以上老人300人."""
    if not re.search("岁", reading.text[max(0, part.start - _BEHIND_AGE) : part.start]):
        return False
    return any(
        claim.kind is Kind.AGE and claim.qualifier == "over" and 0 < part.start - claim.end < 8
        for claim in reading.of_sentence(part.sentence)
    )


def excused(whole: Claim, parts: list[Claim], added: Interval) -> bool:
    """Digits cut off instead of rounded: each rounded part may hide a whole last place."""
    widths = [part.span.high - part.span.low for part in (whole, *parts) if part.span.bounded]
    slack = sum(widths, Decimal(0)) / 2
    return bool(slack) and whole.span.meets(Interval(added.low - slack, added.high + slack))


def beyond_rounding(whole: Claim, parts: Sequence[Claim]) -> bool:
    """12万＋15万＋9万 printed as 38万: rounding alone hardly ever gives so much (three standard deviations)."""
    figures = (whole, *parts)
    if any(claim.qualifier or claim.upper or claim.step != whole.step for claim in figures):
        return False
    off = sum(part.value for part in parts) - whole.value
    return (off / whole.step) ** 2 * 12 > _DEVIATIONS**2 * len(figures)


def near(whole: Claim, parts: list[Claim], added: Interval, shortest: int = 3) -> bool:
    """So near that the parts are probably meant to be all: a small gap, or one figure with one wrong digit."""
    value, stated = added.middle, whole.span.middle
    if not stated:
        return False
    if abs(value - stated) <= abs(stated) * _NEAR or one_slip(value, stated, shortest):
        return True
    if len(parts) > 2 and abs(value - stated) == _TEN < min(value, stated):
        return True  # 23＋18＋23 for 74: one too few in the tens
    return any(one_slip(stated - (value - part.span.middle), part.span.middle, shortest) for part in parts)


def swapped(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether two neighbouring digits changed over, in the total or in one part, make it right."""
    if any(claim.qualifier or claim.upper or claim.step != whole.step for claim in (whole, *parts)):
        return False
    gap = sum((part.value for part in parts), Decimal(0)) - whole.value
    return bool(gap) and (
        _changed_over(whole.value, whole.value + gap)
        or any(_changed_over(part.value, part.value - gap) for part in parts)
    )


def _changed_over(one: Decimal, other: Decimal) -> bool:
    first, second = f"{one.normalize():f}", f"{other.normalize():f}"
    if other <= 0 or len(first) != len(second):
        return False
    odd = [index for index in range(len(first)) if first[index] != second[index]]
    return len(odd) == 2 and odd[1] == odd[0] + 1 and sorted(first) == sorted(second)


def one_slip(right: Decimal, written: Decimal, shortest: int) -> bool:
    """One digit other, two digits swapped, or a point or 万 out of place."""
    if right <= 0 or written <= 0:
        return False
    ratio = right / written
    if ratio in (
        Decimal(10),
        Decimal("0.1"),
        Decimal(10_000),
        Decimal("0.0001"),
        Decimal(100),
        Decimal("0.01"),
    ):
        return True
    one, other = f"{right.normalize():f}", f"{written.normalize():f}"
    if len(one) != len(other) or len(one) < shortest:
        return False
    odd = [index for index in range(len(one)) if one[index] != other[index]]
    return len(odd) == 1 or (len(odd) == 2 and sorted(one) == sorted(other) and odd[1] == odd[0] + 1)


def says_total(whole: Claim) -> bool:
    """共, 总 or 有 at the total."""
    return bool(re.search(words.pattern("totals", "totals_weak"), whole.lead)) or "有" in whole.lead


def goes_on(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """其中低保2.6万人、特困0.4万人、临时救助1.1万人次: the list has a member of another unit."""
    last = max((whole, *parts), key=lambda claim: claim.start)
    later = [claim for claim in reading.of_sentence(last.sentence) if claim.start > last.start][:1]
    return any(
        claim.kind is Kind.AMOUNT
        and not claim.weak
        and claim.unit != last.unit
        and re.fullmatch("[、和及与][^，。；□]{1,10}", reading.between(last, claim))
        for claim in later
    )


def other_nouns(whole: Claim, parts: Sequence[Claim]) -> bool:
    """内设14个科室，下设9个事业单位: what 个 counts is named behind it, and is something else."""
    nouns = [re.match("[一-鿿]*", claim.tail) for claim in (whole, *parts)]
    first, *others = [found[0] if found else "" for found in nouns]
    return bool(first) and any(other and not set(first) & set(other) for other in others)


def of_one_deed(reading: Reading, parts: Sequence[Claim]) -> bool:
    """国内公民收养49件，涉港澳台收养3件，继子女收养5件: kinds of one thing, one a clause, so none is inside another."""
    ends = {part.lead[-2:] for part in parts}
    apart = all(re.fullmatch("，[^，。；□]{2,12}", reading.between(one, two)) for one, two in pairwise(parts))
    longer = all(len(part.lead) > 2 for part in parts)
    return apart and longer and len(ends) == 1


def one_of_them(group: Group) -> bool:
    """服务老年人1.26万人次，服务儿童0.84万人次，服务其他群体0.35万人次: the first is told as the others are."""
    heads = {part.lead[:2] for part in group.parts}
    verb = heads.pop() if len(heads) == 1 and len(group.parts) > 1 else ""
    first = group.whole.start < group.parts[0].start and len(verb) > 1 and verb in group.whole.lead
    noun = group.whole.lead.rpartition(verb)[2] if first else ""
    return len(noun) > 1 and not re.search(words.pattern("any_of_them"), noun) and not says_total(group.whole)


def alike(parts: Sequence[Claim]) -> bool:
    """三星级以上5家，床位超过六成的有11家: one names a kind, the other tells something of some of them."""
    told = [bool(re.search("的(?:有|为)?$", part.lead)) for part in parts]
    return all(told) or not any(told)


def kinds_of(group: Group) -> bool:
    """房间1200间，双人房间760间，单人房间450间: each part is a kind of what the whole counts."""
    name = group.whole.subject
    return len(name) > 1 and all(part.subject.endswith(name) and part.subject != name for part in group.parts)


def semicolon_between(reading: Reading, parts: Sequence[Claim]) -> bool:
    """其中经营性9处；农村公益性墓地23处: what follows a lone ； may be of another whole."""
    marks = reading.between(parts[0], parts[-1]).count("；")
    return len(parts) > 1 and 0 < marks < max(2, len(parts) - 1)


def from_open_to_end(parts: Sequence[Claim]) -> bool:
    """接收3.7万件，发放3.9万件，年初库存0.5万件，年末余0.3万件: stocks of two times are never added."""
    return all(
        any(re.search(f"{time}[^，]*$", part.lead) for part in parts)
        for time in ("年初|期初|月初", "年末|期末|月末|年底")
    )
