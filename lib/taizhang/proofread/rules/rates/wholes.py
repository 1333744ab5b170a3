"""Shares of one whole, side by side -> whether together they are 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import point, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.traits import may_share
from taizhang.proofread.rules.sums.completeness import told_to_overlap

RULE = "占比之和"
_OTHER_WHOLE = re.compile(r"；[^；]*□[^，；]{0,6}中，")  # …占六成；4326户次中，…占七成
_SET_AGAINST = re.compile(r"[，；]而[^，；□]{2,12}(?:仅|只|却)")  # 床位占六成，而老年人口仅占五成
_NEAR = 4
_ALL = 100
_OVER_ALL, _BESIDE, _SURELY = 115, 12, 30
_VIEW = re.compile(
    r"[按从分][^，；□]{1,8}[分看]|结构[^，；□]{0,4}[:：，]|构成[:：]|其中|[，；][^，；□]{2,12}[中里]，"
)
_OWN_WHOLE = re.compile(r"[中里]")
_OF_A_PART = re.compile(r"其中[^□，]*占[^□，]{2,10}的$")
_TRAIT = re.compile(r"([^□]{2,})的(?:占|比重|比例)")


def checks(reading: Reading) -> Iterator[Check]:
    """Every run of shares in one sentence."""
    for number in range(len(reading.sentences)):
        shares = [
            claim
            for claim in reading.of_sentence(number)
            if claim.kind is Kind.RATE and not claim.qualifier and not roles.is_change(claim, reading)
        ]
        text = reading.sentence_text(number)
        if (
            len(shares) >= 2
            and re.search(r"占|比重|比例|构成", text)
            and not told_to_overlap(reading, number)
            and not re.search("率|度占", "".join(claim.lead for claim in shares))
            and not _SET_AGAINST.search(text)
        ):
            for view in _views(reading, shares):
                yield from _run(reading, view, text)


def _views(reading: Reading, shares: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """按性别分，…；按金额分，…: each way to look at a whole has its own 100 %; and what fills it ends it."""
    view: list[Claim] = []
    for share in shares:
        if view and (_VIEW.search(reading.between(view[-1], share)) or _full(view)):
            yield from ([view] if len(view) > 1 else [])
            view = []
        view.append(share)
    if len(view) > 1:
        yield view


def _full(shares: Sequence[Claim]) -> bool:
    return len(shares) > 1 and sum(share.value for share in shares) == _ALL


def _run(reading: Reading, shares: Sequence[Claim], text: str) -> Iterator[Check]:
    if len(shares) > 2 and shares[-1].value == _ALL and re.search(r"合计|共计|总计", shares[-1].lead):
        shares = shares[:-1]
    if any(_OTHER_WHOLE.search(reading.between(*pair)) for pair in pairwise(shares)):
        return
    nested = [share for share in shares if _OF_A_PART.search(share.lead)]
    if len(nested) < len(shares) - 1:
        shares = [share for share in shares if share not in nested]  # 其中种养业占产业类的44.8%
    found = None if may_share(reading, shares) else _verdict(reading, shares, "分别占" in text)
    if found is not None:
        status, said, expected = found
        added = total(claim.span for claim in shares)
        reason = f"{verdicts.texts(shares)}＝{verdicts.said(added.middle, shares[0])}，{said}"
        yield verdicts.check(reading, RULE, status, shares, reason, expected=expected)


def _verdict(reading: Reading, shares: Sequence[Claim], listed: bool) -> tuple[Status, str, str] | None:
    """What is to be said of their sum, and what it should be; None where nothing is."""
    added = total(claim.span for claim in shares)
    names = [_name(reading, claim) for claim in shares]
    several = len(shares) > 2
    complete = _complete(names) or (several and bool(re.search(words.pattern("rest"), names[-1])))
    tenths = added.middle > _ALL and all("成" in claim.text for claim in shares)
    if tenths or (added.low > _ALL and _apart(names)):
        full = "十成" if tenths else "100%"
        return Status.DOUBTFUL, f"超过{full}；请核对。", full
    if added.meets(point(_ALL)):
        held = complete or several or _apart(names)
        return (Status.RIGHT, "合为100%。", "") if held else None
    if complete:
        unsaid = added.middle < _ALL and _more_follows(reading, shares[-1])
        return None if unsaid else _of_partition(reading, shares, names)
    if several and _ALL < added.low <= _OVER_ALL and _one_whole(reading, shares, names):
        return Status.DOUBTFUL, "超过100%；如各项有交叉，请注明。", "100%"
    near = (several or listed) and abs(added.middle - _ALL) <= _NEAR
    if near and not _more_follows(reading, shares[-1]):
        return Status.DOUBTFUL, "接近而不等于100%；如各项并非全部，请注明。", ""
    return None


def _of_partition(
    reading: Reading, shares: Sequence[Claim], names: Sequence[str]
) -> tuple[Status, str, str] | None:
    """公办占…，民办占…: wrong where one whole is told of; 城市家庭中有汽车的占58%，农村家庭占37% are of two."""
    told = [re.search("占|比重|构成", name) is not None for name in names]
    apart = not all(_side_by_side(reading, shares)) and not all("占" in name for name in names)
    # 城市为34.9%（月标准760元），农村为41.4%: each of its own base
    if apart or not any(told) or _of_two_wholes(names):
        return None
    off = abs(total(claim.span for claim in shares).middle - _ALL)
    return (Status.WRONG, "各部分应合为100%。", "100%") if off <= _SURELY else None


def _of_two_wholes(names: Sequence[str]) -> bool:
    """公办机构中甲类占62%，民办机构占55%; 城镇居民家庭有空调的占93%，农村居民家庭占68%."""
    first, *others = (re.sub("占.*$", "占", name) for name in names)
    if any(_OWN_WHOLE.search(re.sub("其中|集中", "", name)) for name in others):
        return True
    kinds = [word for group in words.partitions() for word in group if first.startswith(word)]
    if kinds and _OWN_WHOLE.search(re.sub("集中", "", first)):
        return True
    trait = _TRAIT.search(first)
    return trait is not None and any(word in trait[1] and not trait[1].endswith(word) for word in kinds)


def _one_whole(reading: Reading, shares: Sequence[Claim], names: Sequence[str]) -> bool:
    """占资金来源的62%，服务收费占28%，社会捐赠占20%: side by side, none of them known to share people."""
    mixed = re.search(words.pattern("overlapping"), "".join(names)) or re.search(
        "岁", reading.sentence_text(shares[0].sentence)
    )
    return all(_side_by_side(reading, shares)) and not mixed and all("占" in name for name in names)


def _side_by_side(reading: Reading, shares: Sequence[Claim]) -> Iterator[bool]:
    return (len(reading.between(one, other)) <= _BESIDE for one, other in pairwise(shares))


def _more_follows(reading: Reading, last: Claim) -> bool:
    """…占6.8%，其余为价格补贴: what is left has no figure."""
    behind = reading.blanked[last.outer_end : reading.sentences[last.sentence][1]]
    return bool(re.search(rf"[，；、]{words.pattern('rest')}[^□]*$", behind))


def _name(reading: Reading, claim: Claim) -> str:
    return reading.before(claim).split("□")[-1]


def _apart(names: Sequence[str]) -> bool:
    """Shares that have nothing in common, whether or not something else is left: together at most 100%."""
    sources = [re.search(r"中央|省级|市县|市级|县级|自筹|社会资[本金]", name) for name in names]
    levels = {found[0] for found in sources if found}
    return _opposed(names) or (len(names) > 2 and len(levels) == len(names))


def _opposed(names: Sequence[str]) -> bool:
    """有意愿的占65%，无意愿的占35%: a thing and its denial leave nothing out."""
    if len(names) != 2:
        return False
    denied = re.search(r"(?:没有|[无未不非])(.{3,})$", names[1])
    plain = re.search(r"(?:没有|[无未不非])(.{2,6}?)[的者]?占$", names[1])
    return bool(
        (denied and re.search(rf"(?:[有已会能]|^|的){re.escape(denied[1])}$", names[0]))
        or (plain and plain[1] in names[0] and not re.search(r"没有|[无未不非]", names[0]))
    )


def _complete(names: Sequence[str]) -> bool:
    return any(
        len(group) == len(names)
        and all(any(word in name for name in names) for word in group)
        and all(any(word in name for word in group) for name in names)
        for group in words.partitions()
    )
