"""Left over, more than, net increase, year-end stock -> whether the difference is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.words import pattern

LEFT = "剩余"
DIFFERENCE = "相差"
NET = "净增减"
STOCK = "期末数"
_LEAST_MOVES = 2
_LACKS = r"[^，]{0,4}(?:未(?!成年|来)|尚未|没有)"
_AGAINST = re.compile(r"(?:大于|小于|高于|低于|多于|少于)[^，□]{1,8}$")  # 支出大于收入19万元
_FINISHED = re.compile(r"已|完成|整改|办结|到位")
_COMPARED = re.compile(
    r"(?:(?<![同环])比|较)[^，,；;□]{1,14}(多|少|高|低|多出|少了|多了|高出)(?:了|出|近|约)?$|(?:高于|低于|多于|少于|高出)[^，,；;□]{1,14}$|(?:两者|二者)?(相差|差距为?|差额为?)$"
)
_NET = re.compile(
    r"净(?:增|减|增加|减少|新增|流入|流出)[^，]{0,3}$|^(?:总量|总数|总体|存量)(?:比|较)(?:上年|去年)(?:末|底|同期)?(?:增加|减少)了?$"
)


def checks(reading: Reading) -> Iterator[Check]:
    """Every difference that a sentence states beside its two figures."""
    for number in range(len(reading.sentences)):
        amounts = [
            claim for claim in reading.of_sentence(number) if claim.kind is Kind.AMOUNT and not claim.weak
        ]
        if len(amounts) == 3:
            yield from _compared(reading, amounts)
        claims = [claim for claim in amounts if not roles.is_average(claim)]
        if len(claims) >= 3:
            yield from _left(reading, claims)
            if len(amounts) > 3:
                yield from _compared(reading, claims)
            yield from _net(reading, claims)
        if len(claims) >= 2:
            yield from _stock(reading, [*_opening_before(reading, number), *claims])


def _left(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """计划x，已完成y，尚有z未完成."""
    for index, left in enumerate(claims):
        said = re.search(rf"{pattern('remaining')}[^，]{{0,8}}$|(?:其余|余下)的?$", left.lead) or re.match(
            _LACKS, left.tail
        )
        earlier = [claim for claim in claims[:index] if roles.same_measure(claim, left)]
        if any(_flows(claim, "inflow") or _opening(claim) for claim in earlier) and not _closed(
            reading, earlier
        ):
            continue
        if (
            not said
            or "其中" in left.lead
            or len(earlier) < 2
            or roles.is_change(left, reading)
            or _carried_on(left)
        ):
            continue
        if re.match(r"首批|首期|首次|第一", earlier[0].lead) or _none_holds(reading, earlier, left):
            continue  # 首批…，第二批…，其余…: what is left is of neither
        whole, done = earlier[0], earlier[1:]
        if left.span.low > whole.span.high and len(trimmed(re.split(pattern("remaining"), left.lead)[0])) > 1:
            continue  # 公墓42处，…，散葬点仍有186处: another thing
        if len(earlier) > 2 and (nearest := _nearest_whole(earlier, left)):
            whole, done = nearest, earlier[-1:]
        rest = [left, *(claim for claim in claims[index + 1 :] if roles.same_measure(claim, left))]
        if len(rest) > 1 and total(claim.span for claim in (*done, *rest)).meets(whole.span):
            continue  # 实到143人，请假5人，缺席2人: what is left is given in several figures
        if len(earlier) > 2 and total(claim.span for claim in (*earlier[1:], left)).meets(earlier[0].span):
            continue  # 指标20个，完成18个，部分完成1个，未完成1个: all of them make up the first
        if any(verdicts.agrees(left, one.span.minus(two.span)) for one, two in pairwise(earlier[1:])):
            continue  # 老人1040名，应配护理员260人，实有228人，缺口32人: the first is of another matter
        readings = [done, done[-1:], done[:1]]
        yield from _difference(reading, LEFT, whole, readings, left)


def _none_holds(reading: Reading, earlier: Sequence[Claim], left: Claim) -> bool:
    """32家尚未备案，35家从未演练; 合格1240家、基本96家，另有…; 省级到位…，市级到位…，缺口…: like things, none the whole of another;
    问题386个，其中立行立改312个，限期整改74个，仍有9个未整改: a list that is full, and what is left is of its last."""
    first, second = earlier[:2]
    if len(earlier) > 2 and total(claim.span for claim in earlier[1:]).meets(first.span):
        return True
    listed = reading.between(first, second).startswith(("、", "和")) and not _FINISHED.search(second.lead)
    ending = first.lead[-2:]
    alike = len(ending) > 1 and second.lead.endswith(ending)
    lacking = [claim for claim in (*earlier, left) if re.match(_LACKS, claim.tail)]
    cross = total(claim.span for claim in lacking).low > max(claim.span.high for claim in earlier)
    return (left in lacking and cross) or listed or alike or "；" in reading.between(earlier[-1], left)


def _carried_on(left: Claim) -> bool:
    """累计结余 holds the years before; 下落不明 are beside those that were found."""
    return bool(
        re.search(r"累计|滚存|历年", left.lead) or re.match(r"[^，]{0,4}(?:下落不明|失踪|失联)", left.tail)
    )


def _closed(reading: Reading, earlier: Sequence[Claim]) -> bool:
    """收入1200万元，支出1050万元，结余…: one came in, one went out, and nothing was carried over."""
    said = re.sub(r"结转(?:到|至)?(?:下年|次年|下一年)", "", reading.sentence_text(earlier[0].sentence))
    if len(earlier) != 2 or re.search(pattern("opening"), said):
        return False
    ends = [re.search(r"(收入|支出)(?:总计|合计|共计|总额|为)*$", claim.lead) for claim in earlier]
    return [end[1] for end in ends if end] == ["收入", "支出"]


def _nearest_whole(earlier: Sequence[Claim], left: Claim) -> Claim | None:
    """隐患246处，已整改234处，其余12处, whatever was counted before: the figure right before what is done."""
    whole, done = earlier[-2], earlier[-1]
    finished = _FINISHED.search(done.lead)
    return whole if finished and whole.value >= done.value and whole.unit == left.unit else None


def _difference(
    reading: Reading, rule: str, whole: Claim, readings: Sequence[Sequence[Claim]], left: Claim
) -> Iterator[Check]:
    values = [(taken, whole.span.minus(total(claim.span for claim in taken))) for taken in readings]
    held = next((taken for taken, value in values if verdicts.agrees(left, value)), None)
    if held is not None:
        reason = f"{whole.text}减{verdicts.texts(held, '、')}与{left.text}相符。"
        yield verdicts.check(reading, rule, Status.RIGHT, [whole, *held, left], reason, focus=left)
        return
    if all(value.high < 0 for _, value in values):
        return  # more taken than there was: the figures are of something else
    taken, value = values[0]
    expected = verdicts.said(value.middle, left)
    sure = len(taken) == 1 and value.low >= 0
    status = Status.WRONG if sure and rule != LEFT else Status.DOUBTFUL
    reason = f"{whole.text}减{verdicts.texts(taken, '、')}应为{expected}，文中为{left.text}。"
    yield verdicts.check(reading, rule, status, [whole, *taken, left], reason, focus=left, expected=expected)


def _compared(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """男孩x名，女孩y名，男孩比女孩多n名."""
    for gap in claims:
        found = _COMPARED.search(reading.before(gap))
        alike = [claim for claim in claims if claim is not gap and claim.measure == gap.measure]
        earlier = [
            claim
            for claim in alike
            if not roles.is_change(claim, reading)
            and claim.per in (alike[0].per, "")
            and not _total_behind(gap, claim)
        ]
        if (
            not found
            or len(earlier) != 2
            or gap.qualifier in ("at_most", "at_least", "under", "over")  # 低于规定的每位不超过8名
            or "分别" in found[0]
            or all(claim.lead.endswith("的") for claim in (gap, *earlier))  # 超批复的7个，低于批复的4个
            or any(claim.start == gap.outer_end for claim in claims)  # 低于全省平均水平402元16元
            or any(roles.is_from(claim, reading) or roles.is_target(claim) for claim in earlier)
            or "其中" in reading.between(*sorted((earlier[0], earlier[1]), key=lambda claim: claim.start))
            or re.search(rf"{pattern('former')}|(?:19|20)\d\d年|计划|目标", _compared_with(found))
        ):
            continue
        if not _is_named(found[0], earlier):
            continue  # 县医院620张，比中医院多250张，妇幼保健院140张
        larger, smaller = sorted(earlier, key=lambda claim: -claim.value)
        if _is_reference(gap, smaller, found[0]) or _told_by_another(reading, claims, earlier, gap):
            continue
        if _holds_it(reading, larger, smaller):
            yield from _with_the_rest(reading, larger, smaller, gap)
            continue
        yield from _difference(reading, DIFFERENCE, larger, [[smaller]], gap)
        yield from _which_is_more(reading, earlier, gap, found[0])


def _compared_with(found: re.Match[str]) -> str:
    """The words of a comparison; with 相比 those before it, too: 与上年相比减少."""
    return found.string if found.string[: found.start()].endswith("相") else found[0]


def _total_behind(gap: Claim, claim: Claim) -> bool:
    """乙镇比甲镇多14户，两镇一共186户: the total is none of the two."""
    return (
        claim.start > gap.start
        and re.search(rf"(?:共|{pattern('added_up', 'totals')})[^，]{{0,6}}$", claim.lead) is not None
    )


def _is_named(said: str, pair: Sequence[Claim]) -> bool:
    """Whether what the words compare with is one of the two: a word of its name, or 前者, 它."""
    other = re.match(r"(?:比|较)([^，□]{2,10}?)(?:多|少|高|低)", said)
    if other is None or re.search(pattern("the_other"), other[1]):
        return True
    named = [claim for claim in pair if shares_words(other[1], claim.lead + claim.subject + claim.tail)]
    short = any(claim.lead and claim.lead in other[1] for claim in pair)  # 男46人、女38人，男职工比女职工多
    full = any(other[1] in claim.lead + claim.tail for claim in named)
    return short or full or named[-1:] == list(pair[-1:])


def _is_reference(gap: Claim, smaller: Claim, said: str) -> bool:
    """多于离婚登记的1640对, 高于最低标准680元: what is compared with, not by how much."""
    beside = re.match(r"高于|低于|多于|少于", said) is not None
    return gap.lead.endswith("的") or (beside and gap.span.middle * 2 > smaller.span.middle)


def _told_by_another(reading: Reading, claims: Sequence[Claim], pair: Sequence[Claim], gap: Claim) -> bool:
    """男性比女性多36人，男性286人、女性250人，未成年人比老年人少12人: these two have their difference already."""
    others = [claim for claim in claims if claim is not gap and claim not in pair]
    off = pair[0].span.minus(pair[1].span)
    return not verdicts.agrees(gap, off) and any(
        _COMPARED.search(reading.before(claim))
        and claim.measure == gap.measure
        and (claim.span.meets(off) or claim.span.meets(off.scaled(-1)))
        for claim in others
    )


def _holds_it(reading: Reading, whole: Claim, part: Claim) -> bool:
    """在2411家基金会中，非公募1296家，占53.75%: the one counts what the other is a part of."""
    among = re.match(r"[^，。；□]{0,12}(?:中|里|内|之中)[，有]", reading.between(whole, part))
    share = re.match(r"[(，]占", reading.text[part.outer_end : part.outer_end + 2])
    return part.start > whole.start and bool(among or share)


def _with_the_rest(reading: Reading, whole: Claim, part: Claim, gap: Claim) -> Iterator[Check]:
    """…非公募1296家，比公募多181家: the others are what the whole leaves."""
    rest = whole.span.minus(part.span)
    if rest.low >= 0 and (
        verdicts.agrees(gap, part.span.minus(rest)) or verdicts.agrees(gap, rest.minus(part.span))
    ):
        reason = f"{whole.text}中另有{verdicts.said(rest.middle, part)}，与{part.text}相差{gap.text}相符。"
        yield verdicts.check(reading, DIFFERENCE, Status.RIGHT, [whole, part, gap], reason, focus=gap)


def _which_is_more(reading: Reading, pair: Sequence[Claim], gap: Claim, said: str) -> Iterator[Check]:
    """甲比乙多, but 乙 has the larger figure: the first subject must be the larger one."""
    first, second = pair
    named = re.search(
        r"(?:^|，)([^，比较□]{1,12})(?:比|较)([^，□]{1,12}?)(?:多|少|高|低)", reading.before(gap)
    ) or re.search(r"(?:^|，)([^，□]{1,12}?)(?:高出|高于|低于|多于|少于)([^，□]{1,12})$", reading.before(gap))
    more = bool(re.search(r"(?:多|高)[^，]{0,2}$|高出|高于|多于", said))
    if not named or first.span.meets(second.span):
        return
    one, other = (_find(named[1], pair), _find(named[2], pair))
    if one is None or other is None or one is other:
        return
    if (one.value > other.value) != more:
        reason = f"{one.text}与{other.text}相比，多少关系写反了。"
        yield verdicts.check(reading, DIFFERENCE, Status.WRONG, [*pair, gap], reason, focus=gap)


def _find(name: str, pair: Sequence[Claim]) -> Claim | None:
    found = [claim for claim in pair if name in claim.lead + claim.tail]
    return found[0] if len(found) == 1 else None


def _net(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """新增x，退出y，净增z."""
    for index, net in enumerate(claims):
        if not _NET.search(net.lead):
            continue
        earlier = [claim for claim in claims[:index] if roles.same_measure(claim, net)]
        if not earlier:
            continue
        own = [claim for claim in earlier if "；" not in reading.between(claim, net)]
        earlier = _outermost(own if len(own) > 1 else earlier)
        went = [claim for claim in earlier if _leaves(claim)]
        came = [claim for claim in earlier if _arrives(claim) and claim not in went]
        unknown = [claim for claim in earlier if claim not in (*came, *went) and not _is_head(claim)]
        if came and went and not unknown:  # 发展19名，转入11名，转出8名，去世14名: 发展 is no known word
            up = "减" not in net.lead and "出" not in net.lead
            yield from _net_check(reading, came, went, net, up)


def _outermost(moves: list[Claim]) -> list[Claim]:
    """停发173人（其中死亡158人、迁出15人）; 一季度新增1042人，二季度876人，上半年合计1918人: what makes up another one is left out."""
    kept = [claim for claim in moves if claim.depth == min(one.depth for one in moves)]
    for at, whole in enumerate(kept):
        told = at > 1 and re.search(pattern("totals", "added_up"), whole.lead)
        if told and verdicts.agrees(whole, total(part.span for part in kept[:at])):
            return kept[at:]
    return kept


def _is_head(claim: Claim) -> bool:
    """现有党员1286名, 年初在册420人: a stock, no move."""
    return re.search(rf"有|{pattern('closing', 'opening', 'totals', 'totals_weak')}", claim.lead) is not None


def _flows(claim: Claim, name: str) -> bool:
    return (
        not roles.is_target(claim)
        and bool(re.search(rf"{pattern(name)}[^，]{{0,10}}$", claim.lead))
        and not (name == "inflow" and re.search(rf"{pattern('outflow')}[^，]{{0,10}}$", claim.lead))
    )


def _net_check(
    reading: Reading, came: Sequence[Claim], went: Sequence[Claim], net: Claim, up: bool
) -> Iterator[Check]:
    moved = (
        total(claim.span for claim in came).minus(total(claim.span for claim in went)).scaled(1 if up else -1)
    )
    yield _verdict(reading, NET, [*came, *went], net, moved)


def _verdict(reading: Reading, rule: str, given: Sequence[Claim], stated: Claim, value: Interval) -> Check:
    if verdicts.agrees(stated, value):
        return verdicts.check(
            reading,
            rule,
            Status.RIGHT,
            [*given, stated],
            f"与{verdicts.texts(given, '、')}相符。",
            focus=stated,
        )
    expected = verdicts.said(value.middle, stated)
    reason = f"按{verdicts.texts(given, '、')}计算应为{expected}，文中为{stated.text}。"
    return verdicts.check(
        reading, rule, Status.DOUBTFUL, [*given, stated], reason, focus=stated, expected=expected
    )


def _arrives(claim: Claim) -> bool:
    new = re.match(r"(?:当年|本年|今年|全年|年内|(?:19|20)\d\d年)?新(?:[建增办]|[一-鿿]{1,4}$)", claim.lead)
    return bool(new) or _flows(claim, "inflow") or (_flows(claim, "stock_in") and not _leaves(claim))


def _leaves(claim: Claim) -> bool:
    """核减, 报废, 拨付: what a stock loses."""
    return _flows(claim, "outflow") or _flows(claim, "stock_out")


def _opening(claim: Claim) -> bool:
    return bool(re.search(pattern("opening"), claim.lead)) and not re.search(
        r"(?<![上去])(?:[年期月季]末|年底|年终)", claim.lead
    )


def _is_start(reading: Reading, claim: Claim, end: Claim) -> bool:
    """6月末5320人，7月新增…: a month's end begins a month, 全年新增 is of more than that."""
    if re.search("调整后", end.lead):
        return bool(re.search(r"预算|计划|概算|原|任务", claim.lead))
    monthly = re.search(r"月[末底初]", claim.lead) and "全年" not in reading.sentence_text(end.sentence)
    return claim.start < end.start and bool(monthly or re.search(r"年[末底初]|原", claim.lead))


def _opening_before(reading: Reading, number: int) -> list[Claim]:
    """年初在院1842人。一年来新入院…: the stock at the beginning may have a sentence of its own."""
    earlier = reading.of_sentence(number - 1) if number else []
    same = earlier and earlier[0].paragraph == reading.of_sentence(number)[0].paragraph
    return [earlier[0]] if same and len(earlier) == 1 and _opening(earlier[0]) else []


def _told_of(reading: Reading, end: Claim, claim: Claim) -> bool:
    """年末905家，比年初的910家减少5家: how far the stock moved, not what left it."""
    said = reading.before(claim)
    return (
        claim.start > end.start
        and bool(re.search(r"(?:^|，)(?:比|较|与)", said))
        and roles.is_change(claim, reading)
    )


def _stock(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """年初x，新增y，退出z，年末w."""
    for end in claims:
        said = re.search(rf"(?<!实){pattern('closing')}[^，]*$", end.lead)  # not 实现
        if not said or _opening(end) or re.search(r"(?:支出|使用|出库|拨付)$", end.lead):
            continue
        earlier = [claim for claim in claims if claim is not end and roles.same_measure(claim, end)]
        earlier = [
            claim
            for claim in earlier
            if not _AGAINST.search(claim.lead)
            and not _told_of(reading, end, claim)
            and not roles.is_compared(claim, reading)
        ]
        starts = [claim for claim in earlier if _opening(claim)] or [
            claim for claim in earlier[:1] if _is_start(reading, claim, end)
        ]
        if starts and starts[0].start < end.start:
            earlier = [claim for claim in earlier if claim.start < end.start]
        came = [claim for claim in earlier if _arrives(claim) and claim not in starts]
        went = [claim for claim in earlier if _leaves(claim) and claim not in starts and claim not in came]
        if len(earlier) < _LEAST_MOVES:
            continue
        if len(starts) == 1 and (came or went) and len(earlier) == 1 + len(came) + len(went):
            more, less = (
                (came, went) if not (roles.is_vacant(starts[0]) and roles.is_vacant(end)) else (went, came)
            )
            value = (
                starts[0].span.plus(total(one.span for one in more)).minus(total(one.span for one in less))
            )
            if value.high >= 0:  # 调整后为2600万元（年初2400万元），支出2496万元: no stock that was drawn on
                yield _verdict(reading, STOCK, earlier, end, value)
