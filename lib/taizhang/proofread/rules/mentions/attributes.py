"""项目总投资1.9亿元 … 该项目总投资1.6亿元: what a thing has only one of -> whether its two values can both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import untimed
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.words import pattern

RULE = "前后一致"
_BACK = 4
_OTHERWISE = re.compile(
    r"概算|估算|预算|批复|计划|原|调整|更正|修订|核定|审定|决算|实际|累计|本年|年度|新增|其中|地上|地下|可研|中标|合同|控制|不含|含"
)
_EACH = re.compile(r"平均|[每各均]|分别")
_NAMED = re.compile(r"(?:^|[。；\n])([^，。；：:、□\n]{0,20}?)(?:项目|工程|中心)")


def checks(reading: Reading) -> Iterator[Check]:
    """Every such figure of 该项目, 工程, 中心 and the one figure of that name before it."""
    for claim in reading.claims:
        named = _attribute().search(untimed(claim.lead)) if _plain(reading, claim) else None
        if named is None or not _meant().fullmatch(named["owner"]):
            continue
        before = [other for other in _before(reading, claim) if _same(reading, other, claim, named["of"])]
        if len({other.span for other in before}) != 1 or _other_owner(reading, before[-1], claim):
            continue
        first = before[-1]
        if claim.value != first.value and (claim.step == first.step or not first.span.meets(claim.span)):
            reason = f"“{named['of']}”前面写{first.text}，这里写{claim.text}；如所指不同，请写明。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [first, claim], reason, expected=first.text)


def _plain(reading: Reading, claim: Claim) -> bool:
    level = claim.kind is Kind.AMOUNT and not claim.weak and not claim.per and not claim.qualifier
    said = reading.before(claim)
    return level and not roles.is_change(claim, reading) and not _OTHERWISE.search(said)


def _before(reading: Reading, claim: Claim) -> list[Claim]:
    """The figures of the paragraph up to four sentences back, of earlier sentences only."""
    near = reading.window(claim, _BACK)
    return [other for other in near if other.sentence < claim.sentence and _plain(reading, other)]


def _same(reading: Reading, other: Claim, claim: Claim, name: str) -> bool:
    """Whether the other figure is named alike, and is that of one thing, not of several."""
    start = reading.sentences[other.sentence][0]
    ahead = [one for one in reading.of_sentence(other.sentence) if one.start < other.start]
    several = any(one.measure == "pieces" for one in ahead) or _EACH.search(reading.text[start : other.start])
    named = _attribute().search(untimed(other.lead))
    return named is not None and named["of"] == name and not several and roles.same_measure(other, claim)


def _other_owner(reading: Reading, first: Claim, claim: Claim) -> bool:
    """Whether another project is named between the two."""
    about = reading.sentence_text(first.sentence)
    for found in _NAMED.finditer(reading.blanked, first.end, claim.start):
        own = re.sub(rf"^{pattern('referring', 'current')}+", "", found[1])
        if own and own not in about:
            return True
    return False


@cache
def _attribute() -> re.Pattern[str]:
    return re.compile(rf"^(?P<owner>.*?)(?P<of>{pattern('attributes')})(?:约|共|共计|为|达到?|是|共有)*$")


@cache
def _meant() -> re.Pattern[str]:
    """该项目, 项目, 工程: the thing that the text is about."""
    return re.compile(
        rf"(?:{pattern('referring')}|整个)?[^，□]{{0,4}}?(?:项目|工程|中心|院|楼|基地|园区|公墓|馆)的?"
    )
