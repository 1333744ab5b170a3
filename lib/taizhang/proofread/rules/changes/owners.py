"""A change and the figures beside it -> whether they are of one thing or of two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Claim, Kind
from taizhang.proofread.rules.shares.names import likeness, shares_words
from taizhang.proofread.words import pattern

_ONE_THING = 0.65
_LED = re.compile(
    r"(?:又|再|则|却|而|已|仍|也|均|分别|同比|总数|总量|合计|人数|数量|达|至|到|为|增|降|升|减|了)*"
)
_GENERIC = re.compile(
    r"^(?:按[^，]{0,8}口径|[两二三四五六七八九十\d]+年|实际|名义|平均|总体|整体|全年|累计|合计|分别|净|再|又|均|共|已|仍|也|将|人均|户均|同口径|每人|每月|每年|其中|幅度|升幅|增幅|降幅|涨幅|跌幅|减幅|增速|增长率|增长幅度|标准|水平|总数|数量|总量|金额|成本)*$"
)


def pair_of_its_own(reading: Reading, change: Claim, former: Claim) -> bool:
    """能耗下降17%，煤炭占比由31%降至22%: a pair that names its own thing says nothing of the change before it."""
    own = re.sub(r"(?:由|从|自)[^由从自]*$", "", reading.between(change, former))
    name = re.sub(r"[的是即为其将]", "", re.split("[，、,]", own)[-1])
    if len(name) < 2 and re.search(r"[，、][^，]*(?:比重|占比|比例|率)[^，]*，?[^，]?$", own):
        return change.kind is Kind.RATE  # 产值增长79.7%，产值所占的比重，将由39.7%提高到45.4%
    if len(name) < 2 or _GENERIC.match(name):
        return False
    said = change.lead + change.subject
    if change.kind is Kind.AMOUNT:  # 新增床位620张，全市床位总数由…: the unit is the same already
        return not shares_words(name, said)
    return not _one_thing(name, said)


def names_a_thing(name: str) -> bool:
    """Whether these words are a name, and not 全年, 实际, 平均 or the like."""
    return len(name) > 1 and not _GENERIC.match(name)


def begins_anew(claim: Claim) -> bool:
    """网络祭扫则达21.7万人次: a name of its own before 达, where 达到, 总数达 go on with what was told."""
    return names_a_thing(_LED.sub("", trimmed(claim.lead)))


def of_another(change: Claim, ends: Sequence[Claim]) -> bool:
    """食品烟酒类同比下跌0.4%: a change that names a thing which none of the figures is of."""
    said = re.sub(rf"{pattern('rates_of_change', 'rates_of_fall')}[为达到约]*$", "", change.lead)
    said = re.sub(r"^(?:期?间|以?来|内)", "", said)  # 五年间增长3倍
    name = re.sub(r"(?:比|较|与|同|在|从|由).*$", "", trimmed(re.sub(r"同比|环比|了$", "", said)))
    if change.kind is Kind.AMOUNT or len(name) < 2 or _GENERIC.match(name):
        return False
    own = "".join(claim.lead + claim.subject + claim.tail for claim in ends)
    rates = change.kind is Kind.RATE and ends[0].kind is Kind.RATE  # 占比由…到…，支出总量增长5.6%
    return rates or not _one_thing(name, own)


def _one_thing(name: str, other: str) -> bool:
    """Whether most of a name stands in the other's words, or most of those in the name."""
    name = re.sub(r"(?:人|数)+$", "", name)
    return max(likeness(name, other), likeness(trimmed(other), name)) >= _ONE_THING
