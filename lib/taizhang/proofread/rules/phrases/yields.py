"""面积20万亩，亩产350公斤，总产量7万吨 -> whether area and yield give the harvest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.proofread import words
from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Kind
from taizhang.proofread.rules import roles
from taizhang.proofread.rules.verdicts import judged

RULE = "平均数"
_YIELD = re.compile(r"(?:平均)?(?:亩产|亩均产量|每亩(?:产量)?|单产)(?:量)?(?:为|达到?|约)?$")


def checks(reading: Reading) -> Iterator[Check]:
    """Every yield with exactly one area and one harvest in its sentence."""
    for each in reading.claims:
        if each.kind is not Kind.AMOUNT or each.measure != "weight" or not _YIELD.search(each.lead):
            continue
        levels = [
            claim
            for claim in reading.of_sentence(each.sentence)
            if claim is not each and claim.kind is Kind.AMOUNT and not roles.is_change(claim, reading)
        ]
        areas = [claim for claim in levels if claim.measure == "area"]
        harvests = [claim for claim in levels if claim.measure == "weight" and "产" in claim.lead]
        if len(areas) == len(harvests) == 1 and not any(claim.qualifier for claim in (each, *areas)):
            acres = areas[0].span.times(each.span).scaled(Decimal(1) / words.units()["亩"].factor)
            sums = f"{areas[0].text}×{each.text}"
            yield judged(
                reading, RULE, [areas[0], each], harvests[0], acres, sums, "如面积或品种另有所指，请写明"
            )
