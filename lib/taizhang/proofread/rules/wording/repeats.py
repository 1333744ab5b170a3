"""The same subject, unit and period twice in one text -> whether the two values can both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import noun, times_said, trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

RULE = "前后一致"
_LEAST = 4
_ALONE = 8
_PAIR = 2
_FLOATING = re.compile(r"^(?:目前|现在?|当前|截[至止]|\d{1,2}月)$")
_FLOATING_NOW = re.compile(r"^(?:目前|现在?|当前|截[至止])$")
_LEAST_ALIKE = 0.5
_PLANNED = re.compile(
    r"计划|力争|目标|新增|今年要|任务|安排|预期|确保|争取|规划|到20\d\d年|未来|下一步|明年|拟|将(?![军领])|“?十[三四五]五”?"
)
_ACTS = re.compile(
    r"建设|改造|实施|新[建增设办]|完成|开展|发放|培训|转移|救助|投入|引[入进]|转化|办理|受理|建成|提升|整治|支出|收入|增加|推进"
)
_EXISTS = re.compile(
    r"[对为]全[市县区镇省旗]$|目前|现有|共有|已有|实有"
)  # 将对全县16所…开展评估: they are there
_STOCK = re.compile(r"共有|现有|达到|达|累计|已有|拥有|实有|在册|总[数量额]|存量|保有|截[至止]")
_PLACE = re.compile(r"^(?:全市|全县|全区|全省|全旗|全盟|我市|我县|我区|我省|全国|各地|市级|目前|截至目前)+")


def checks(reading: Reading) -> Iterator[Check]:
    """Neighbouring mentions of one subject that give two values."""
    known: dict[tuple[str, str, str, Kind], list[Claim]] = {}
    for claim in reading.claims:
        name = subject_of(claim)
        start = reading.sentences[claim.sentence][0]
        if "其中" in reading.text[start : claim.start]:
            continue  # a part goes by the name of its whole too
        if _names_itself(reading, claim, name) and _comparable(reading, claim):
            known.setdefault((name, claim.measure, claim.per, claim.kind), []).append(claim)
    yield from _slips(reading)
    for (name, *_), claims in known.items():
        for first, second in pairwise(claims):
            told_apart = "口径" in reading.between(first, second)
            if not _same_period(first, second) or _one_phrase(first, second) or told_apart:
                continue
            if first.span.meets(second.span) or _one_time(reading, first, second):
                yield from _judge(reading, name, first, second)


def _one_time(reading: Reading, first: Claim, second: Claim) -> bool:
    """Two values that differ are a slip only where nothing says that they are of two times or two owners."""
    both = (first, second)
    if any(
        _PLANNED.search(reading.sentence_text(claim.sentence)) and not _EXISTS.search(claim.lead)
        for claim in both
    ):
        return False
    if any(_cut_short(reading, claim) or re.match(r"(?:其中)?[占比较]", claim.lead) for claim in both):
        return False
    times = [times_said(claim.lead) for claim in both]
    periods = {_FLOATING_NOW.sub("", claim.period) for claim in both} - {""}
    if len(periods) > 1 or (times[0] != times[1] and all(times)):
        return False
    places = {found[0] for claim in both if (found := _PLACE.match(claim.lead))}
    if len(places) > 1:
        return False  # 全县12所, 全市15所
    near = second.paragraph == first.paragraph
    return near or (first.measure != "money" and all(_is_stock(claim) for claim in both))


def _is_stock(claim: Claim) -> bool:
    """现有养老机构12所, 全县养老机构12所: what there is, not what was done in some time."""
    plain = _PLACE.match(claim.lead) and not _ACTS.search(claim.lead)
    return bool(_STOCK.search(claim.lead) or plain)


def _cut_short(reading: Reading, claim: Claim) -> bool:
    """辖区内5市空气质量: the name begins behind another figure, so its owner is not in it."""
    return any(
        other.outer_end == claim.outer_start - len(claim.lead)
        for other in reading.of_sentence(claim.sentence)
    )


def _slips(reading: Reading) -> Iterator[Check]:
    """Two figures of one thing with two digits swapped: 10384 and 10834."""
    known: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in reading.claims:
        if (
            claim.kind is Kind.AMOUNT
            and claim.unit
            and len(digits := _digits(claim)) >= 2
            and not roles.is_change(claim, reading)
        ):
            known.setdefault(
                (claim.measure, "".join(sorted(digits)), str(claim.value.adjusted())), []
            ).append(claim)
    for claims in known.values():
        for first, second in pairwise(claims):
            if first.span.meets(second.span) or not _swapped(_digits(first), _digits(second)):
                continue
            if _same_thing(reading, first, second):
                reason = (
                    f"前面写{first.text}，这里写{second.text}，只差两个数字的先后；如是同一个数，请改正一处。"
                )
                yield verdicts.check(
                    reading, RULE, Status.DOUBTFUL, [first, second], reason, expected=first.text
                )


def _digits(claim: Claim) -> str:
    return f"{claim.value.normalize():f}".replace(".", "")


def _swapped(one: str, other: str) -> bool:
    odd = [index for index in range(min(len(one), len(other))) if one[index] != other[index]]
    return len(one) == len(other) and len(odd) == 2 and odd[1] == odd[0] + 1


def _same_thing(reading: Reading, first: Claim, second: Claim) -> bool:
    apart = first.sentence != second.sentence or "；" in reading.between(first, second)
    if not apart or times_said(first.lead) != times_said(second.lead):
        return False
    if roles.before_now(first) or roles.before_now(second):
        return False
    names = [claim.lead + claim.subject + claim.tail + reading.after(claim)[:12] for claim in (first, second)]
    named = [re.sub(r"[\W\d_]|全[市县区省旗]|共|有|现", "", name) for name in names]
    alike = max(likeness(named[0], named[1]), likeness(named[1], named[0])) >= _LEAST_ALIKE
    return alike or _same_noun(first, second)


def _same_noun(first: Claim, second: Claim) -> bool:
    """共回收有效问卷1846份 and 1864份有效问卷显示: what is counted stands before one and behind the other."""
    one, other = trimmed(first.lead), trimmed(second.lead)
    least = _PAIR if len(_digits(first)) > _PAIR or first.unit == second.unit else _LEAST
    behind = (second.tail, first.tail)
    return any(
        tail.startswith(name[-length:])
        for name, tail in zip((one, other), behind, strict=True)
        for length in range(least, len(name) + 1)
    )


def subject_of(claim: Claim) -> str:
    """The claim's own subject, without the words for the whole place; empty when it only inherits one."""
    own = _PLACE.sub("", trimmed(claim.lead))
    if len(own) < 2:
        own = _PLACE.sub("", noun(claim.tail))
    return own


def _comparable(reading: Reading, claim: Claim) -> bool:
    if claim.kind not in (Kind.AMOUNT, Kind.RATE) or claim.weak or not claim.unit or _compares(claim):
        return False
    if roles.is_change(claim, reading) or roles.is_from(claim, reading) or roles.before_now(claim):
        return False
    return not re.search(
        rf"其中|中有|新增|新建|新|另|再|又|目标|计划|力争|到20|{pattern('rest')}", claim.lead
    )


def _compares(claim: Claim) -> bool:
    """是2015年5645张的2倍: its words name another time themselves."""
    return bool(re.search(r"(?:是|比|较|为)(?:19|20)\d\d年", claim.lead))


def _names_itself(reading: Reading, claim: Claim, name: str) -> bool:
    """A short name later in a sentence leans on what stands before it: 孤儿31人，养育标准2300元."""
    first = reading.of_sentence(claim.sentence)[0] is claim
    least = _LEAST - 1 if _PLACE.match(claim.lead) else _LEAST
    return len(name) >= (least if first else _ALONE)


def _same_period(first: Claim, second: Claim) -> bool:
    one, other = (_FLOATING.sub("", claim.period) for claim in (first, second))
    return one == other or not one or not other


def _one_phrase(first: Claim, second: Claim) -> bool:
    """15个乡镇建成助餐点180个: the words between the two are said once."""
    return second.outer_start - first.outer_end <= len(first.tail) + 1 and first.tail == second.lead


def _judge(reading: Reading, name: str, first: Claim, second: Claim) -> Iterator[Check]:
    both = [first, second]
    if first.span.meets(second.span):
        yield verdicts.check(reading, RULE, Status.RIGHT, both, f"“{name}”前后两处一致。")
    else:
        reason = f"“{name}”前面写{first.text}，这里写{second.text}；如时点或范围不同，请写明。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, both, reason, expected=first.text)
