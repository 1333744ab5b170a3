"""合计, 共, 分别为, a bare list -> a total and the parts beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from taizhang import numbers
from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Claim
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.sums.completeness import STAGES, complete, in_stages, near, says_total, staged
from taizhang.proofread.rules.sums.groups import until_new_topic
from taizhang.proofread.rules.sums.model import Group

_COUNTED = re.compile(
    r"([两三四五六七八九2-9])个?(?:项|类|者|种|级|块|部分|方面|笔|年|季|季度|个月|地|县|区|旗|镇|乡|村|批|期|次|场|轮|家|所|院|校|市|省|档|段|款|板块|条线|个(?:县区|乡镇|部门|渠道|批次|项目|环节|村|社区|区|县))[^，。；]{0,4}(?:合计|共计|总计|共|累计|总共|相加)"
)
_ALL_OF_THEM = re.compile(
    r"共|一共|总共|总|全年|累计|合|(?:[上下]半年|第?[一二三四]季度|全季|当月|[\d两三四五六七八九十]{1,2}个?(?:月|季度?|年|天|[县区市旗镇乡村校院])|全[市县区旗省镇乡校院])[^，□]{0,6}(?:共|累计|合计|总)"
)
_WANTING = re.compile(
    r"缺口|差额|尚缺|欠"
)  # 到位310万元，缺口合计: what is wanting is no sum of what is there
_OF_TIMES = {"person_times": "people", "household_times": "household", "piece_times": "pieces"}
_GOES_ON = re.compile(r"第二|二是|二季度|下半年|其余")
_GENERIC = re.compile(r"各|类|项目|机构|单位|设施|场所|总|数|处|个|合|计")
_MOST_PARTS = 12
_NOT_FAR = Decimal("0.3")
_LISTING = re.compile(r"分别|分[^，□]{1,4}看|分为|分成|包括|分布在|分设|下设|涵盖|包含|来自|分属")


def before_total(reading: Reading, claims: list[Claim]) -> Iterator[Group]:
    """Parts first, then 合计 or 共."""
    for index, whole in enumerate(claims):
        strong = _says_all(reading, claims[:index], whole)
        counted = _COUNTED.search(_clause_as_written(reading, whole))
        if not (strong or _says_weakly(reading, whole)) or _WANTING.search(whole.lead):
            continue
        parts = _without_inner(reading, _parts_before(claims[:index], whole, counted))
        parts = _for_each(reading, parts, whole)
        if _no_parts(reading, whole, parts):
            continue
        if (_running(parts) and not counted) or (counted and not _of_years(reading, counted, parts)):
            continue
        if not counted and len(parts) <= _MOST_PARTS:
            row = in_parallel(reading, parts, whole)
            runs = [] if row and _of_one_sort(parts) else _runs(parts, not row)
            parts = next((some for some in runs if _adds_up(whole, some)), parts)
        if strong and len(parts) < 2:
            yield from _mixed(reading, claims[:index], whole)
        if len(parts) >= 2 and not strong and in_stages(reading, parts):
            yield Group(whole, tuple(parts), False, "listed")
            continue
        if len(parts) >= 2:
            sure = strong or counted is not None
            if not sure and _in_a_row(reading, parts, whole):
                yield Group(whole, tuple(parts), complete(parts), "listed")
                continue
            yield Group(whole, tuple(parts), sure or complete(parts), "added" if sure else "near")


def _without_inner(reading: Reading, parts: list[Claim]) -> list[Claim]:
    """上级补助50万元，其中中央40万元、省级10万元；县级配套17万元: what stands behind 其中 is in the 50 already."""
    kept: list[Claim] = []
    for part in parts:
        said = reading.between(kept[-1], part) if kept else ""
        mark = said.rfind("其中")
        inner = mark >= 0 and "；" not in said[mark:] and part.value <= kept[-1].value
        if not inner:
            kept.append(part)
    return kept


def _others_between(reading: Reading, parts: Sequence[Claim], whole: Claim) -> bool:
    """甲镇120人，乙镇96人，其他镇均不足60人，合计1284人: what is said of the others is no part that can be added."""
    return bool(parts) and any(
        parts[0].start < claim.start < whole.start and roles.same_measure(claim, whole) and "均" in claim.lead
        for claim in reading.of_sentence(whole.sentence)
    )


def _of_years(reading: Reading, counted: re.Match[str], parts: list[Claim]) -> bool:
    """三年累计: each figure is of a year, or 2022—2024年分别…; true of any other number of things."""
    if counted[0][1] != "年" or not parts:
        return True
    listed = "分别" in reading.before(parts[0]) and all(
        re.fullmatch(r"[、和及与]", reading.between(one, other)) for one, other in pairwise(parts)
    )
    return listed or all("年" in part.lead for part in parts)


def _no_parts(reading: Reading, whole: Claim, parts: list[Claim]) -> bool:
    """Whether the figures before are of other things, or one is by far too large to be a part."""
    if _others_between(reading, parts, whole) or _other_things(reading, whole, parts):
        return True
    return any(part.span.low > whole.span.high for part in parts) and not _slipped(whole, parts)


def _for_each(reading: Reading, parts: list[Claim], whole: Claim) -> list[Claim]:
    """补助为每人每餐3元，自付8元，捐助1元，合计12元: 每人 is said once and meant of all."""
    earlier = [claim for claim in reading.of_sentence(whole.sentence) if claim.start < whole.start]
    like = [claim for claim in earlier if claim.measure == whole.measure]
    said = [claim for claim in like if claim.per or re.search("每[^，]{0,6}$", claim.lead)]
    meant = len(said) == 1 and like[0] is said[0] and not _adds_up(whole, parts)
    return like if meant and _adds_up(whole, like) else parts


def _slipped(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether one wrong digit explains a part larger than the total: 空编9名 is no sum of 64名 and 58名."""
    return near(whole, list(parts), total(part.span for part in parts), shortest=2)


def _other_things(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """12个、15个、9个社区，共建成站点38个: what is counted at the end is something else."""
    said = re.sub(r"^(?:一?共|总共|全年)(?:有|建成|建立|设立|设置|设|新建)?", "", whole.lead)
    names = "".join(part.lead + part.subject + part.tail for part in parts)
    together = all(len(reading.between(one, other)) < 2 for one, other in pairwise(parts))
    plain = whole.measure == "pieces" and said != whole.lead and len(said) > 1 and together
    return plain and bool(parts) and not _GENERIC.search(said) and not set(said) & set(names)


def _clause_as_written(reading: Reading, whole: Claim) -> str:
    """两批共安排930万元: the small number is a figure too, so it must be read from the text itself."""
    start = reading.sentences[whole.sentence][0]
    return re.split(r"[，；。]", reading.text[start : whole.outer_start])[-1]


def _in_a_row(reading: Reading, parts: list[Claim], whole: Claim) -> bool:
    """新设6个，撤并2个，更名3个，共调整11个: nothing but these, and a sum that is not far off."""
    inner = [
        claim for claim in reading.of_sentence(whole.sentence) if parts[0].start <= claim.start < whole.start
    ]
    short = all(len(reading.between(one, other)) <= 6 for one, other in pairwise(parts))
    gap = abs(total(part.span for part in parts).middle - whole.span.middle)
    near = whole.span.bounded and gap <= whole.span.middle * _NOT_FAR
    return (
        len(parts) > 2 and len(inner) == len(parts) and short and near and whole.lead.startswith(("共", "合"))
    )


def _says_all(reading: Reading, earlier: list[Claim], whole: Claim) -> bool:
    start = reading.sentences[whole.sentence][0]
    beside = re.search(r"除[^。]*外，(?:还|另)有", reading.blanked[start : whole.start])
    named = re.search(rf"{words.pattern('totals')}[^□]{{0,16}}$", reading.before(whole))
    return bool(beside or named) or _one_breath(reading, earlier, whole)


def _says_weakly(reading: Reading, whole: Claim) -> bool:
    return bool(re.search(rf"{words.pattern('totals_weak')}[^□]{{0,8}}$", reading.before(whole)))


def _parts_before(earlier: list[Claim], whole: Claim, counted: re.Match[str] | None) -> list[Claim]:
    """The figures of that unit before the total; as many of the last as 三项合计 says."""
    parts = [
        part
        for part in earlier
        if roles.same_measure(part, whole) and part.depth <= whole.depth and not part.weak
    ]
    if counted and not parts and (like := _OF_TIMES.get(whole.measure)):
        parts = [part for part in earlier if part.measure == like and not part.weak]
    own = [part for part in parts if part.unit == whole.unit.removesuffix("次")]
    if own and whole.measure in ("pieces", "piece_times") and len(own) > 1:
        parts = own  # 24家、隐患43处，共48家
    if counted:
        count = int(numbers.read(counted[1]).value)
        parts = parts[-count:] if len(parts) >= count else []
    return [part for part in parts if not re.search(r"合计|共计|总计", part.lead)]


def _adds_up(whole: Claim, parts: list[Claim]) -> bool:
    return verdicts.agrees(whole, total(part.span for part in parts))


def _running(parts: list[Claim]) -> bool:
    """一季度…、上半年…、前三季度…，全年…: each holds the one before it."""
    named = "".join(part.lead for part in parts)
    return "前三季度" in named or ("一季度" in named and "上半年" in named)


def _one_breath(reading: Reading, earlier: Sequence[Claim], whole: Claim) -> bool:
    """分别为a、b和c，共x: a list in one breath and then 共."""
    parts = [part for part in earlier if roles.same_measure(part, whole)]
    close = all(
        re.fullmatch(r"[^，。；]{0,8}?[、和及与][^，。；]{0,8}?", reading.between(one, other))
        for one, other in pairwise(parts)
    )
    return (
        len(parts) > 2
        and close
        and bool(_ALL_OF_THEM.match(whole.lead))
        and parts[-1].clause + 1 >= whole.clause
    )


def _mixed(reading: Reading, earlier: Sequence[Claim], whole: Claim) -> Iterator[Group]:
    """集体12个、个人35名，合计47个（名）: counts of different things added up."""
    if any("其中" in reading.between(part, whole) or part.depth for part in earlier):
        return
    counted = [
        part
        for part in earlier
        if not part.weak and part.measure not in ("money", "area", "length", "hours", "days")
    ]
    added = total(part.span for part in counted)
    if whole.measure != "money" and len(counted) >= 2 and near(whole, counted, added):
        yield Group(whole, tuple(counted), False, "listed")


def _runs(parts: list[Claim], also_first: bool) -> Iterator[list[Claim]]:
    """All parts, then the later ones, then the first: another figure of that unit may be of something else."""
    yield from (parts[index:] for index in range(max(1, len(parts) - 1)))
    if also_first:
        yield from (parts[:stop] for stop in range(len(parts) - 1, 1, -1))


def in_parallel(reading: Reading, parts: Sequence[Claim], whole: Claim) -> bool:
    """财政a万元，公益金b万元，捐赠c万元，共投入d万元: one a clause, up to the total, so none can be left out."""
    each = [*parts, whole]
    return len(parts) > 2 and all(
        re.fullmatch(r"，[^，。；□]{2,14}", reading.between(one, other)) for one, other in pairwise(each)
    )


def _of_one_sort(parts: Sequence[Claim]) -> bool:
    """五级2家，四级5家，三级11家: steps of one kind, of which none can be left out."""
    return len({part.lead[-1:] for part in parts}) == 1 and all(
        len(part.lead) == len(parts[0].lead) > 1 for part in parts
    )


def after_total(reading: Reading, number: int, claims: list[Claim]) -> Iterator[Group]:
    """A total first, then 分别为, 包括, a colon or nothing, then at least two of the same unit."""
    for index, whole in enumerate(claims[:-2]):
        parts = [
            part
            for part in claims[index + 1 :]
            if roles.same_measure(part, whole) and part.depth >= whole.depth
        ]
        if _in_a_list(reading, whole):
            continue
        parts = [part for part in until_new_topic(reading, parts) if not _same_again(reading, whole, part)]
        if parts and parts[0].depth > whole.depth:  # 118件（建议52件、提案66件），已办复118件
            end = reading.text.find(")", parts[0].end)
            parts = [part for part in parts if part.start < end and not roles.before_now(part)]
        if len(parts) < 2 or any(
            same.start < whole.start and (whole.measure != "pieces" or same.unit == whole.unit)
            for same in claims
            if roles.same_measure(same, whole)
        ):
            continue
        if re.match(r"[^，。□]{0,10}(?:中|里)", reading.blanked[whole.outer_end :]):
            if len(parts) >= 3 or complete(parts):
                yield Group(whole, tuple(parts), complete(parts), "among")
        else:
            linked = _linked(reading, whole, parts)
            yield Group(whole, tuple(parts), complete(parts) or staged(reading, whole, parts), linked)
            yield from _two_sides(whole, parts)


def _in_and_out(one: str, other: str) -> bool:
    """站内救助, 站外救助: names that differ in 内 and 外 alone."""
    odd = [{a, b} for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and odd == [{"内", "外"}]


def _two_sides(whole: Claim, parts: list[Claim]) -> Iterator[Group]:
    """救助2136人次，站内救助1574人次，站外救助562人次，护送返乡318人次: two that leave nothing out, and another matter."""
    first, second, *others = parts
    shut_out = complete([first, second]) or _in_and_out(first.lead, second.lead)
    if others and shut_out and not complete(parts):
        sides = first.value + second.value
        apart = abs(sides - whole.value) < abs(sides + others[0].value - whole.value)
        rest = re.search(words.pattern("rest"), second.lead)
        if apart and not rest and all(part.lead[-2:] != second.lead[-2:] for part in others):
            yield Group(whole, (first, second), False, "sides")


def _in_a_list(reading: Reading, first: Claim) -> bool:
    """由局领导3人、科室负责人5人组成, 分别为3人和5人: the first figure is a part itself."""
    before = reading.before(first)
    if re.search(r"(?:分别|依次|先后|逐年|逐季|逐月)[^□]*$", before) and re.match(
        r"\s*[、和与及]", reading.blanked[first.outer_end :][:3]
    ):
        return True
    earlier = [claim for claim in reading.of_sentence(first.sentence) if claim.outer_end <= first.outer_start]
    if earlier and re.fullmatch(r"\s*[、和与及]\s*", reading.between(earlier[-1], first)):
        return True
    later = reading.words_between(first, reading.of_sentence(first.sentence)[-1])
    if re.match(r"首批|首期|首次|第一|一是|一季度|上半年", first.lead) and _GOES_ON.search(later):
        return True
    listed = re.search(r"由[^，□]*$", before)
    return bool(listed) and not re.match(r"[^，。□]{0,4}(?:组成|构成)", reading.after(first))


def _same_again(reading: Reading, whole: Claim, part: Claim) -> bool:
    """4850万元（0.485亿元）: the total once more."""
    return part.depth > whole.depth and part.span.meets(whole.span)


def _linked(reading: Reading, whole: Claim, parts: list[Claim]) -> str:
    before, among = reading.words_between(whole, parts[0]), reading.words_between(whole, parts[-1])
    if (
        STAGES.search(before)
        or _LISTING.search(before)
        or re.search(r"组成|构成", among + reading.after(parts[-1]))
    ):
        return "listed"
    if re.match(r"[^，。；、]{0,12}[:(]", before) and says_total(whole):
        return "listed"
    return "among" if re.fullmatch(r"\([^，。；、□]{0,12}", before) else "near"
