"""入驻企业318家，规模以上企业有416家（均为入驻企业） -> a part that is told to be inside, and is larger than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.leaning.around import around, is_outside
from taizhang.proofread.rules.sums.subsets import denies
from taizhang.proofread.words import named_rates, pattern

RULE = "分项与合计"
_ALL_ARE = re.compile(
    r"[(，]\s*(?:以上|上述|这些)?[^，。；□()]{0,6}?(?:均|都|全部|全)(?:是|为|系|属于?|来自)(?:上述|前述)?([^，。；□()]{2,10})"
)
_MOST, _MANY = 10, 12


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every part of a sentence that its words put inside an earlier, smaller figure; ``found`` as the rules left it."""
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for part in reading.claims:
        if (part.start, part.end) in told or not _is_thing(reading, part) or _of_other_periods(part.lead):
            continue
        near = _wholes(reading, part)
        whole = next((one for one in reversed(near) if _inside(reading, one, part, near)), None)
        if whole is not None and part.span.low > whole.span.high and part.value < whole.value * _MOST:
            reason = f"{part.text}大于{whole.text}；如两者不是包含关系（如含以前年度的），请写明。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [whole, part], reason, focus=part)


def _is_thing(reading: Reading, claim: Claim) -> bool:
    """A count of things outside brackets; of sums of money, one said to be inside may be of other years."""
    return is_outside(claim, reading) and not claim.weak and claim.measure != "money"


def _wholes(reading: Reading, part: Claim) -> list[Claim]:
    near = [claim for claim in around(reading, part, back=1, on=0) if claim.start < part.start]
    return [claim for claim in near[-_MANY:] if _is_thing(reading, claim) and claim.unit == part.unit]


def _of_other_periods(said: str) -> bool:
    return bool(re.search(pattern("other_periods"), said))


def _inside(reading: Reading, whole: Claim, part: Claim, near: Sequence[Claim]) -> bool:
    """The bracket behind names what the whole counts; or they are sent in and accepted."""
    if (
        denies(whole, part)
        or _of_other_periods(whole.lead)
        or _of_other_periods(reading.blanked[part.outer_end : part.outer_end + 16])
    ):
        return False
    behind = _ALL_ARE.match(reading.blanked[part.outer_end : part.outer_end + 24])
    if behind:
        name = trimmed(behind[1])
        return len(name) > 1 and name in whole.lead + whole.tail
    return _sent_and_accepted(reading, whole, part, near)


def _sent_and_accepted(reading: Reading, whole: Claim, part: Claim, near: Sequence[Claim]) -> bool:
    """报送742篇，…，被采用860篇: the same thing, and nothing of its unit between."""
    if re.search(
        rf"其[中内]|{pattern('opening')}", reading.text[reading.sentences[whole.sentence][0] : whole.end]
    ):
        return False  # 期初挂账42个，新发现18个，已销号33个
    between = [claim for claim in near if whole.start < claim.start]
    if (
        between
        or "在建" in whole.lead
        or "；" in reading.between(whole, part)
        or not reading.between(whole, part).count("，")
    ):
        return False
    return any(
        re.search(rf"(?:{'|'.join(kind.whole)})[^，]{{0,8}}$", whole.lead)
        and re.search(rf"(?:{'|'.join(kind.part)})(?:的|了|有|达|共|为)*$", part.lead)
        and not any(word in whole.lead for word in kind.part)
        for kind in named_rates()
    )
