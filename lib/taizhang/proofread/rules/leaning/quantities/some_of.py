"""床位640张（含护理型710张）; 助餐点86个，农村占大头，达到92个 -> a part larger than all like figures before it.

The shape tells the part, whatever is counted: a bracket that begins with 含, a lead that ends with 的 or 占, a bracket
behind that says 含在内.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.grammar import Grammar
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import is_plain
from taizhang.proofread.rules.sums.subsets import denies

RULE = "分项与合计"
_UNLESS = "如两者不是包含关系（如含以前年度的），请写明"
_MOST = 10
_NO_PART = Grammar("{other_periods}|{former}|{inflow}|{outflow}|{goal_side}")
_NO_WHOLE = Grammar("{former}|{goal_side}|{outflow}")
_OF_THE_YEAR = Grammar("{parts_of_year}")
_HOLDS = Grammar("[(]{bracket_holds}[^，。；□()]{1,16}$")
_KEPT = Grammar("[(][^，。；□()]{0,8}{kept_in}[^，。；□()]{0,10}[内中里][)]")
_TAKES = Grammar("(?:^|[，一-鿿]){takes_of_it}，?(?:达到|达|有|为|共)?$")
_WITHIN = Grammar("^(?:{of_these}|{in_it}|其[中内])，?[^，]{0,16}$")
_OF_THEM = re.compile(
    r"^(?:属于?|是)[^，□]{2,12}的(?:有|为)?$|^[^占比较于超，□]{2,}的(?:就|便|已|也|仅|只)+(?:有|是|达)$"
)
_CUT = re.compile(r"[。；;\n]")


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every such part; ``found`` is what the rules have said."""
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if _is_thing(reading, claim)]
        for index, part in enumerate(claims):
            like = [claim for claim in claims[:index] if _alike(reading, claim, part)]
            if not like or not _is_part(reading, like[-1], part):
                continue
            whole = max(like, key=lambda claim: claim.span.middle)
            places = {(claim.start, claim.end) for claim in (whole, part)}
            if part.span.low > whole.span.high and part.value < whole.value * _MOST and not places & told:
                reason = f"{part.text}大于{whole.text}；{_UNLESS}。"
                yield verdicts.check(reading, RULE, Status.DOUBTFUL, [whole, part], reason, focus=part)


def _is_thing(reading: Reading, claim: Claim) -> bool:
    """A count of anything but money, which may be of other years, of the time told of."""
    counted = claim.kind is Kind.AMOUNT and is_plain(claim, reading) and not claim.weak and not claim.per
    return counted and claim.measure != "money" and bool(roles.counted_in(claim))


def _alike(reading: Reading, whole: Claim, part: Claim) -> bool:
    """Counted in the same unit before it, in no earlier bracket."""
    return (
        roles.counted_in(whole) == roles.counted_in(part)
        and not whole.depth
        and not _CUT.search(reading.between(whole, part))
    )


def _is_part(reading: Reading, before: Claim, part: Claim) -> bool:
    said = reading.between(before, part).rsplit("□", 1)[-1]
    if (
        part.lead.endswith("占")  # 占31家机构的90.3%: the whole
        or _NO_PART.search(part.lead)
        or _NO_WHOLE.search(_OF_THE_YEAR.sub("", before.lead))
        or denies(before, part)
    ):
        return False
    if part.depth:
        return bool(_HOLDS.search(said)) and "□" not in reading.between(before, part)
    behind = reading.blanked[part.outer_end :][:30]
    clause = said.rsplit("，", 1)[-1]
    return bool(
        _KEPT.match(behind)
        or _TAKES.search(said.lstrip("，"))
        or (said.startswith("，") and (_OF_THEM.search(clause) or _WITHIN.search(clause)))
    )
