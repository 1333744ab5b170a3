"""中央、省、市按6∶3∶1分担，共需8400万元，其中市级840万元 -> whether each part is its share of the sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.proofread.claims import Reading, named_runs
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.intervals import Interval, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.rates.ratio.printed import terms
from taizhang.proofread.words import pattern

RULE = "比例"
_NAMES = re.compile(
    r"(?:.*[由按，：:]|^)(?P<names>(?:[^，。；、□]{1,8}、)*[^，。；、□]{1,8}?(?:、|和|与|及)[^，。；、□]{1,8}?)(?:[两三四]级|各级|三方|双方|财政|政府|分别|部门)*(?:按(?:照)?)?$"
)
_LEVELS = Grammar("((?:{levels_of_sharing}){2,4})(?:{levels_told})*(?:按(?:照)?)?$")
_LEVEL = Grammar("{levels_of_sharing}")
_CUT = re.compile(r"^(?:由|其中|对|所需|资金|经费|费用)+|(?:财政|政府|三级|两级|四级)+$")
Share = tuple[Claim, Decimal]


def checks(reading: Reading) -> Iterator[Check]:
    """Every ratio by which a sum is shared out among the sides named before it."""
    for claim in reading.claims:
        if claim.kind is Kind.RATIO and re.search(pattern("shared_out"), reading.after(claim)):
            yield from _check(reading, claim)


def _check(reading: Reading, claim: Claim) -> Iterator[Check]:
    weights, names = terms(claim), _names(reading, claim)
    money = [
        other
        for other in reading.of_sentence(claim.sentence)
        if roles.is_level(other, reading) and not other.weak and other.span.bounded
    ]
    behind = [other for other in money if other.start > claim.start]
    parts = _parts(reading, behind, names, weights)
    if len(names) != len(weights) or not parts:
        return
    whole = _whole([other for other in money if other not in [part for part, _ in parts]], parts)
    if len(parts) == len(weights) and (whole is None or _adds_up(parts, whole)):
        yield from _proportions(reading, claim, parts, weights)
    elif whole is not None:
        for part, weight in parts:
            yield _part(reading, claim, whole, part, weight / sum(weights))


def _parts(
    reading: Reading, behind: Sequence[Claim], names: Sequence[str], weights: Sequence[Decimal]
) -> list[Share]:
    """As many figures in one breath as there are sides, or each figure that goes by the name of one side alone."""
    for row in named_runs.rows(reading, behind):
        if len(row) == len(weights):
            return list(zip(row, weights, strict=True))
    known = [(other, [name for name in names if name in other.lead]) for other in behind]
    called = {name: [other for other, said in known if said == [name]] for name in names}
    return [
        (called[name][0], weight)
        for name, weight in zip(names, weights, strict=False)
        if len(called[name]) == 1
    ]


def _names(reading: Reading, claim: Claim) -> list[str]:
    found = _NAMES.search(reading.before(claim).replace(" ", ""))
    names = re.split("、|和|与|及", found["names"]) if found else []
    if not names and (levels := _LEVELS.search(reading.before(claim).replace(" ", ""))):
        return _LEVEL.findall(levels[1])  # 市县两级按3∶2分担
    return [name for name in (_CUT.sub("", one)[-2:] for one in names) if name]


def _whole(others: Sequence[Claim], parts: Sequence[Share]) -> Claim | None:
    """The sum that is shared out: the one larger figure beside the parts."""
    larger = [
        other
        for other in others
        if roles.same_measure(other, parts[0][0]) and all(other.value > part.value for part, _ in parts)
    ]
    return larger[0] if len(larger) == 1 else None


def _adds_up(parts: Sequence[Share], whole: Claim) -> bool:
    return total(part.span for part, _ in parts).meets(whole.span)


def _proportions(
    reading: Reading, claim: Claim, parts: Sequence[Share], weights: Sequence[Decimal]
) -> Iterator[Check]:
    """All parts are there and make up the sum: they are in the ratio, or the ratio is another one."""
    whole = total(part.span for part, _ in parts)
    odd = [part for part, weight in parts if not part.span.meets(whole.scaled(weight / sum(weights)))]
    involved = [*(part for part, _ in parts), claim]
    said = "、".join(part.text for part, _ in parts)
    if not odd:
        reason = f"{said}之比与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=claim)
        return
    least = min(part.span.middle for part, _ in parts)
    ratio = "∶".join(f"{part.span.middle / least:.2f}".rstrip("0").rstrip(".") for part, _ in parts)
    reason = f"{said}之比为{ratio}，文中为{claim.text}；请核对。"
    yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=claim, expected=ratio)


def _part(reading: Reading, claim: Claim, whole: Claim, part: Claim, share: Decimal) -> Check:
    involved, value = [whole, claim, part], _exactly(whole, share)
    if verdicts.agrees(part, value):
        reason = f"{whole.text}按{claim.text}与{part.text}相符。"
        return verdicts.check(reading, RULE, Status.RIGHT, involved, reason, focus=part)
    expected = verdicts.said(value.middle, part)
    reason = f"{whole.text}按{claim.text}应为{expected}，文中为{part.text}；如另有分担办法，请注明。"
    return verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=part, expected=expected)


def _exactly(whole: Claim, share: Decimal) -> Interval:
    return whole.span.scaled(share)
