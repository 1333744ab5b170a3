"""登记儿童7316名；在这些孩子里，…的7831名; 累计建成213处，当年新建241处 -> a part told to be inside, larger than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.leaning.around import common, is_plain
from taizhang.proofread.words import partitions, pattern

RULE = "分项与合计"
_UNLESS = "如两者不是包含关系（如含以前年度的），请写明"
_MOST, _NAME, _STEM = 10, 3, 2
_PLAIN_KINDS = ("pieces", "people", "household", "cases", "beds", "area")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every part that its words put inside a smaller figure before it."""
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for part in reading.claims:
        if (part.start, part.end) in told or not _is_thing(reading, part):
            continue
        whole = _whole(reading, part)
        if whole is None or part.span.low <= whole.span.high or part.value > whole.value * _MOST:
            continue
        if (whole.start, whole.end) not in told and _inside(reading, whole, part):
            reason = f"{part.text}大于{whole.text}；{_UNLESS}。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [whole, part], reason, focus=part)


def _is_thing(reading: Reading, claim: Claim) -> bool:
    return is_plain(claim, reading) and not claim.weak and bool(claim.unit)


def _whole(reading: Reading, part: Claim) -> Claim | None:
    """The nearest like figure before it; of a bracket, the one right before."""
    before = [
        claim
        for claim in reading.window(part, 1)
        if claim.start < part.start and claim.unit == part.unit and claim.kind is Kind.AMOUNT
        and (not claim.depth or claim.depth == part.depth)
    ]  # fmt: skip
    whole = before[-1] if before and _is_thing(reading, before[-1]) else None
    return None if whole is None or re.search(pattern("former"), whole.lead + part.lead) else whole


def _inside(reading: Reading, whole: Claim, part: Claim) -> bool:
    between = reading.between(whole, part)
    if re.search(pattern("other_periods"), part.lead):
        return False
    if part.depth > whole.depth:
        return "□" not in between and (_named_in(whole, part) or _is_side(part))
    return (
        _among(whole, between)
        or _listed_in(reading, whole, part)
        or _of_this_time(reading, whole, part)
        or _a_state_of(whole, part, between)
        or _same_deed(whole, part, between)
    )


def _among(whole: Claim, between: str) -> bool:
    """他们之中, 在这些孩子里, 这里面: said of what was just counted; 在x名对象里头: of the figure itself."""
    said = re.split("[。；]", between)[-1]
    pointed = re.search(
        rf"{pattern('these')}[^，。；□]{{0,8}}?{pattern('in_them')}|{pattern('of_these')}", said
    )
    own = re.match(
        rf"[^，。；□]{{0,10}}?{pattern('in_it')}(?:，|[^，。；□]{{1,14}}$)|^[^，。；□]{{0,20}}里(?:，|有)",
        between,
    )
    return bool(pointed or own) and not re.search(pattern("other_periods"), said)


def _named_in(whole: Claim, part: Claim) -> bool:
    """困境儿童和留守儿童共416名（留守儿童483名）: the bracket takes up one of what was counted together."""
    name = trimmed(part.lead)
    return len(name) > _NAME and name in whole.lead


def _listed_in(reading: Reading, whole: Claim, part: Claim) -> bool:
    """孤儿、留守儿童合计862名，孤儿882名: the same where it stands behind without a bracket."""
    name = trimmed(part.lead)
    listed = re.search(rf"(?:^|[、和与及]){re.escape(name)}(?:[、和与及])", reading.before(whole))
    return bool(
        len(name) > 1 and listed and re.fullmatch(r"[，：][^，。；□]{2,10}", reading.between(whole, part))
    )


def _is_side(part: Claim) -> bool:
    """特困对象3216人（集中供养3426人）: one of the sides that such people fall into."""
    name = part.lead
    apart = re.search(pattern("former", "goal_side", "other_periods", "owed"), part.lead)
    return not apart and any(
        name.startswith(word) for group in partitions() for word in group if len(word) > 1
    )


def _of_this_time(reading: Reading, whole: Claim, part: Claim) -> bool:
    """累计建成213处，当年新建的241处: what was done this year is in what was done in all years."""
    ever = re.search(rf"{pattern('over_all_time')}([^，□]{{0,6}})$", whole.lead)
    now = re.search(rf"{pattern('of_this_time')}新?([^，□]{{0,8}})$", part.lead)
    follows = re.fullmatch(r"[，；](?:其[中内])?[^，；。□]{0,14}", reading.between(whole, part))
    planned = re.search(pattern("goal_side", "to_go"), part.lead)
    return bool(
        ever
        and now
        and follows
        and not planned
        and set(re.sub("[的就有达了共为]", "", ever[1])) & set(now[1])
    )


def _a_state_of(whole: Claim, part: Claim, between: str) -> bool:
    """工业企业92户，亏损企业109户: the noun of the whole in a state that only some of them are in."""
    name, own = trimmed(whole.lead), re.sub("(?:共有|[有为达共])$", "", part.lead)
    if re.search(f"其[中内]|{pattern('goal_side', 'meant')}", whole.lead):
        return False
    states = pattern("states_of_some")
    if re.search(states, whole.lead):
        return False  # 在建项目14个，完工项目23个: two states side by side
    state = re.match(rf"{states}[一-鿿]{{0,4}}?的(?=[一-鿿]{{2}})|{states}(?=[一-鿿]{{2}})", own)
    state = state or ("以上" in name and re.match(f"{pattern('high_levels')}以?上?", own)) or None
    noun = own[state.end() :] if state else ""
    alike = len(noun) >= _STEM and name.endswith(noun) and name != own
    return bool(alike and re.fullmatch(r"[，；][^，。；□]{0,12}", between))


def _same_deed(whole: Claim, part: Claim, between: str) -> bool:
    """失业人员再就业0.86万人，其中困难人员1.26万人实现再就业: behind 其中, and ending with the deed that was counted."""
    told = re.fullmatch(r"，其[中内][^，；。□]{0,14}", between)
    deed = trimmed(whole.lead)[-_NAME:]
    return bool(told and len(deed) == _NAME and common(deed, part.tail) == _NAME)
