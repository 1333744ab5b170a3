"""2400人次，比上年增长20个百分点 -> an amount does not change by points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Kind, Status
from taizhang.proofread.rules import verdicts

RULE = "百分点"
_ITS_CHANGE = re.compile(r"(?:(?:比|较)(?:上年|去年)(?:同期)?|同比|环比)(?:增长|增加|减少|下降)了?")
_RATES = re.compile(r"[率比占重幅速度性]|指数|系数|[%‰成]")


def checks(reading: Reading) -> Iterator[Check]:
    """Every 个百分点 right behind an amount, in a sentence that has spoken of no rate so far."""
    for claim in reading.claims:
        if claim.kind is not Kind.POINTS or not _ITS_CHANGE.fullmatch(claim.lead):
            continue
        before = [other for other in reading.of_sentence(claim.sentence) if other.start < claim.start]
        start = reading.sentences[claim.sentence][0]
        said = reading.text[start : claim.outer_start - len(claim.lead)]
        near = bool(before) and reading.between(before[-1], claim).strip("，") == claim.lead
        if near and before[-1].kind is Kind.AMOUNT and before[-1].unit and not _RATES.search(said):
            reason = f"{before[-1].text}是数量，增减幅度应写“%”，不写“百分点”；如说的是比率，请写明。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [before[-1], claim], reason)
