"""Shares of one whole, side by side -> whether together they are 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import point, total
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts

RULE = "占比之和"
_NEAR = 4


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
            and not re.search("率", "".join(claim.lead for claim in shares))
        ):
            yield from _run(reading, shares, text)


def _run(reading: Reading, shares: Sequence[Claim], text: str) -> Iterator[Check]:
    added = total(claim.span for claim in shares)
    names = [_name(reading, claim) for claim in shares]
    complete = _complete(names) or (len(shares) > 2 and bool(re.search(words.pattern("rest"), names[-1])))
    listed = len(shares) > 2 or "分别占" in text
    reason = f"{verdicts.texts(shares)}＝{verdicts.said(added.middle, shares[0])}"
    tenths = all("成" in claim.text for claim in shares)
    if tenths and added.middle > 100:
        yield verdicts.check(
            reading, RULE, Status.DOUBTFUL, shares, f"{reason}，超过十成；请核对。", expected="十成"
        )
    elif _apart(names) and added.low > 100:
        yield verdicts.check(
            reading, RULE, Status.DOUBTFUL, shares, f"{reason}，超过100%；请核对。", expected="100%"
        )
    elif added.meets(point(100)):
        if complete or _apart(names) or len(shares) > 2:
            yield verdicts.check(reading, RULE, Status.RIGHT, shares, f"{reason}，合为100%。")
    elif complete:
        yield verdicts.check(
            reading, RULE, Status.WRONG, shares, f"{reason}，各部分应合为100%。", expected="100%"
        )
    elif listed and abs(added.middle - 100) <= _NEAR:
        yield verdicts.check(
            reading, RULE, Status.DOUBTFUL, shares, f"{reason}，接近而不等于100%；如各项并非全部，请注明。"
        )


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
    return denied is not None and bool(re.search(rf"(?:[有已会能]|^|的){re.escape(denied[1])}$", names[0]))


def _complete(names: Sequence[str]) -> bool:
    return any(
        len(group) == len(names)
        and all(any(word in name for name in names) for word in group)
        and all(any(word in name for word in group) for name in names)
        for group in words.partitions()
    )
