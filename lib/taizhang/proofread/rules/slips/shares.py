"""A rate and two like figures near it -> part, whole and share; goal and done; before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.slips.nearby import apart, by_measure, figures, is_plain
from taizhang.proofread.rules.slips.relation import BARE, HARDLY, SURE, TOLD, Relation

_NAMED = re.compile(r"占|率|比重|比例|比$|完成|执行|任务|目标|计划|预算|进度")
_GOAL = re.compile(r"完成|执行|任务|目标|计划|预算|进度|使用率|利用率")
_OVER = re.compile(r"(?:超额|超|超出|超过|多)(?:完成|计划|目标|任务|预期|预算)*(?:了|约|近)?$")
_NO_SHARE = re.compile(r"增长率|增速|增幅|降幅|涨幅|比上年|同比|较|拉动|贡献率|不足|不到|利率|费率|税率")
_OF = re.compile(r"^(.*?)(?:约|共|合计|仅|只|各|分别|所)*占(.*)$")
_EMPTY = re.compile(r"比例|比重|比率|的|为|达|到|约|比|了|近|前者|后者|^其|全部|总")
_AGES = re.compile(r"及?以上|及?以下|周?岁|全[市县区旗]")
_NEAREST, _FAR, _WHOLE = 6, 10, 100


def relations(reading: Reading, number: int) -> Iterator[Relation]:
    """Every share that the sentence holds."""
    for rate in reading.of_sentence(number):
        if rate.kind is not Kind.RATE or rate.value <= 0 or _completed(reading, rate):
            continue
        if _OVER.search(rate.lead):
            yield from _of(reading, rate, 100)
        elif not (roles.is_change(rate, reading) or _NO_SHARE.search(rate.lead)):
            yield from _of(reading, rate, 0)


def _completed(reading: Reading, rate: Claim) -> bool:
    """一、二级占42.8%，三、四级占57.2%: shares side by side that make 100 have a whole of their own."""
    claims = reading.of_sentence(rate.sentence)
    at = claims.index(rate)
    beside = [*claims[max(0, at - 1) : at], *claims[at + 1 : at + 2]]
    return any(
        other.kind is Kind.RATE and other.lead.endswith("占") and other.value + rate.value == _WHOLE
        for other in beside
    )


def _of(reading: Reading, rate: Claim, offset: int) -> Iterator[Relation]:
    near = [claim for claim in figures(reading, rate.sentence) if is_plain(claim, reading, origins=True)]
    before = [claim for claim in near if claim.end <= rate.start]
    behind = [claim for claim in near if claim.start >= rate.end and claim.clause - rate.clause < 2]
    for run in by_measure(before[-_FAR:]):
        yield from _pairs(reading, rate, run[-_NEAREST:], offset)
    if len(behind) > 1 and behind[0].sentence == rate.sentence:
        yield from _pairs(
            reading, rate, [claim for claim in behind[:2] if roles.same_measure(claim, behind[0])], offset
        )


def _pairs(reading: Reading, rate: Claim, run: Sequence[Claim], offset: int) -> Iterator[Relation]:
    for one, other in combinations(run, 2):
        whole, part = (one, other) if one.span.middle >= other.span.middle else (other, one)
        if (offset or rate.value > 100) and (offset or _GOAL.search(rate.lead)):
            whole, part = part, whole
        elif rate.value > 100 or _named_otherwise(rate, part, whole, run):
            continue
        if not offset and rate.value <= _WHOLE and not _tied(reading, rate, part, whole):
            continue
        yield Relation(
            claims=(rate, part, whole),
            weights=(1, -1, 1),
            shown=f"{part.text}÷{whole.text}{'－1' if offset else ''}＝{rate.text}",
            kind="share",
            added=False,
            rest=Decimal(100),
            offset=offset,
            trust=_trust(rate, part, whole, run),
        )


def _tied(reading: Reading, rate: Claim, part: Claim, whole: Claim) -> bool:
    """Things of one unit, neither with a share of its own that is another; an unnamed part is the nearest figure."""
    if whole.measure in ("pieces", "area") and part.unit != whole.unit:
        return False
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
    if _common(stem, part) > 1 or _common(stem, whole) > 1:
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
        and reading.between(claim, other)[:1] == "("
        for other in after
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


def _named_otherwise(rate: Claim, part: Claim, whole: Claim, run: Sequence[Claim]) -> bool:
    """占一般公共预算支出的62.3% beside other figures; 社会救助占60.5% beside those of 社会福利 and 社会事务."""
    found = _OF.search(rate.lead)
    if not found:
        return False
    name, base = _AGES.sub("", found[1]), _EMPTY.sub("", found[2])
    if len(base) > 1 and not _common(base, whole):
        return True
    alike = {id(claim): _common(name, claim) for claim in run}
    best = max(alike.values(), default=0)
    if best > 1 and best > max(alike[id(part)], alike[id(whole)]):
        return True
    return len(name) > 2 and best < 2


def _alike(name: str, claim: Claim) -> bool:
    return _common(name, claim) > 1


def _common(name: str, claim: Claim) -> int:
    """The longest stretch of the name that the claim's words hold."""
    said = claim.lead + claim.tail + claim.subject
    for length in range(len(name), 1, -1):
        if any(name[start : start + length] in said for start in range(len(name) - length + 1)):
            return length
    return 0
