"""男学员40人、女学员20人，男女比例为2∶1; 省与市县分担比例3∶2 -> whether the figures of the two sides give the ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import verdicts
from taizhang.proofread.rules.leaning.around import amounts, comes_to
from taizhang.proofread.rules.rates.ratio.printed import like, sides_of, stated
from taizhang.proofread.words import pattern

RULE = "比例"
_WHAT = r"(?:的)?(?P<what>[^，□]{0,6}?)(?:之比|比例|比)"
_JOINED = rf"(?P<one>[一-鿿]{{1,8}})[与和对同、](?P<other>[一-鿿]{{1,8}}?){_WHAT}"
_SHORT = rf"(?:^|[^一-鿿]|[的，])(?P<one>[一-鿿])(?P<other>[一-鿿]){_WHAT}"


def checks(reading: Reading, claim: Claim) -> Iterator[Check]:
    """A ratio of two sides, each of which exactly one figure near goes by."""
    if claim.kind is not Kind.RATIO or sides_of(claim) is None:
        return
    before = reading.before(claim).replace(" ", "")
    told = re.search(_JOINED + comes_to(), before) or re.search(_SHORT + comes_to(), before)
    pair = _sides(reading, claim, told["one"], told["other"]) if told else None
    value = pair and pair[0].span.over(pair[1].span)
    turned = pair and pair[1].span.over(pair[0].span)
    span = stated(claim, before)
    if told is None or not pair or value is None or turned is None or span is None:
        return
    ordered = re.search(pattern("shared_out"), told["what"]) or re.search("之比|男女", before)
    if span.meets(value) or (span.meets(turned) and not ordered):
        reason = f"{pair[0].text}与{pair[1].text}之比与{claim.text}相符。"
        yield verdicts.check(reading, RULE, Status.RIGHT, [*pair, claim], reason, focus=claim)
        return
    expected = _said(claim, pair)
    reason = (
        f"{pair[0].text}与{pair[1].text}之比为{expected}，文中为{claim.text}；如所比的数另有所指，请写明。"
    )
    yield verdicts.check(
        reading, RULE, Status.DOUBTFUL, [*pair, claim], reason, focus=claim, expected=expected
    )


def _said(claim: Claim, pair: tuple[Claim, Claim]) -> str:
    value = pair[0].span.over(pair[1].span)
    one, other = re.findall(r"\d+(?:\.\d+)?", claim.text)
    turned = value is not None and (value.middle > 1) != (float(one) > float(other))
    return f"{other}∶{one}" if turned or value is None else like(claim, value)


def _sides(reading: Reading, claim: Claim, one: str, other: str) -> tuple[Claim, Claim] | None:
    near = [
        side
        for side in amounts(reading, claim)
        if side.start < claim.start and side.sentence >= claim.sentence - 1
    ]
    ones = [side for side in near if _called(side, one) and not _called(side, other)]
    others = [side for side in near if _called(side, other)]
    if len(ones) != 1 or len(others) != 1 or ones[0].measure != others[0].measure:
        return None
    return ones[0], others[0]


def _called(side: Claim, name: str) -> bool:
    return re.sub(r"^(?:其中|由|从|现有|共有)+", "", side.lead).startswith(name)
