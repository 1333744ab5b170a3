"""逐年增加，分别为a、b、c; 乙县高于甲县 -> whether the figures of the sentence go as its words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.changes.bonds.moments import step_of
from taizhang.proofread.rules.changes.ends import LEVELS, Pair, alike
from taizhang.proofread.rules.changes.judging import judge
from taizhang.proofread.words import pattern

RULE = "增减方向"
_LEAST = 3
_HIGHER = ("高于", "多于", "大于", "快于", "超过", "高", "多", "大")
_COMPARED = re.compile(
    r"(?P<one>[一-鿿]{1,10}?)(?:明显|略|略微|远|均|也|仍|总体)?"
    r"(?:(?P<word>高于|多于|大于|低于|少于|小于|不及)(?P<other>[一-鿿]{1,8})|比(?P<than>[一-鿿]{1,8}?)(?:略|稍|要|更)?(?P<adjective>高|多|大|低|少|小))"
)
_IN_ALL = re.compile(
    r"(?:[两三四五六七八九十]年(?:间|来)|[两三四五六七八九十]年(?:间|来)?(?:累计|共|总共))[一-鿿]{2,4}$"
)
_SHORT = {"收": "收入", "支": "支出", "男": "男", "女": "女", "城": "城", "乡": "乡"}


def checks(reading: Reading) -> Iterator[Check]:
    """Every sentence that says how its own figures follow each other, or which of its two is more."""
    for number in range(len(reading.sentences)):
        levels = [
            claim
            for claim in reading.of_sentence(number)
            if claim.kind in LEVELS and not claim.weak and not roles.is_change(claim, reading)
        ]
        multiples = [claim for claim in reading.of_sentence(number) if claim.kind is Kind.MULTIPLE]
        yield from _steady(reading, number, levels or multiples)
        yield from _over_all(reading, number, levels)
        yield from _balance(reading, number, levels)
        if len(levels) == 2 and alike(*levels) and not any(claim.qualifier for claim in levels):
            yield from _compared(reading, levels)


@cache
def _trend() -> re.Pattern[str]:
    return re.compile(
        rf"(?:逐年|连年|持续|逐月|逐季|连续[两二三四五六七八九\d□]+[年个季月度]+)(?:保持)?(?:(?P<up>{pattern('up')})|(?P<down>{pattern('down')}))(?![^，。；]*后)"
    )


def _steady(reading: Reading, number: int, levels: Sequence[Claim]) -> Iterator[Check]:
    """连续三年下降，分别为5200人、5050人和4900人."""
    said = list(_trend().finditer(reading.text, *reading.sentences[number]))
    dated = [claim for claim in levels if roles.own_year(claim)]
    runs = [run for run in _rows(reading, levels) if len(run) >= _LEAST]
    if not runs and len(dated) >= _LEAST and all(alike(dated[0], claim) for claim in dated[1:]):
        runs = [sorted(dated, key=lambda claim: roles.own_year(claim) or 0)]
    runs = runs or _in_steps(levels)
    if len(said) != 1 or len(runs) != 1 or len(runs[0]) != len(levels):
        return
    against = [
        (one, other)
        for one, other in pairwise(runs[0])
        if (other.span.middle - one.span.middle) * (1 if said[0]["up"] else -1) < 0
    ]
    if against:
        one, other = against[0]
        involved = list({claim.start: claim for pair in against for claim in pair}.values())
        reason = f"文中写“{said[0][0]}”，但由{one.text}到{other.text}；请核对。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, involved, reason, focus=other)


def _in_steps(levels: Sequence[Claim]) -> list[list[Claim]]:
    """一季度320万元、二季度290万元、三季度262万元: each of the next step of one year."""
    steps = [step_of(claim.lead) for claim in levels]
    like = len(levels) >= _LEAST and all(alike(levels[0], claim) for claim in levels[1:])
    rising = all(one and other and one[0] == other[0] and one[1] < other[1] for one, other in pairwise(steps))
    return [list(levels)] if like and rising else []


def _over_all(reading: Reading, number: int, levels: Sequence[Claim]) -> Iterator[Check]:
    """2020年28.7%，2021年31.9%，2023年41.8%。四年间提高13.1个百分点: from the first of the row to its last."""
    dated = [claim for claim in levels if roles.own_year(claim)]
    if len(dated) < _LEAST or not all(alike(dated[0], claim) for claim in dated[1:]):
        return
    years = [roles.own_year(claim) or 0 for claim in dated]
    ends = Pair(dated[years.index(min(years))], dated[years.index(max(years))], False)
    for change in [*reading.of_sentence(number), *reading.of_sentence(number + 1)]:
        said = reading.text[max(0, change.outer_start - 12) : change.outer_start]
        plain = (
            change.paragraph == dated[0].paragraph and change.start > dated[-1].start and not change.qualifier
        )
        if plain and _IN_ALL.search(said) and roles.is_change(change, reading):
            yield from judge(reading, ends, change)


def _rows(reading: Reading, levels: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Figures of one thing in one breath after 分别为 or 依次为."""
    row: list[Claim] = []
    for claim in levels:
        if (
            row
            and alike(claim, row[0])
            and re.fullmatch(r"\s*(?:、|和|及|与|以及)\s*", reading.between(row[-1], claim))
        ):
            row.append(claim)
            continue
        if row:
            yield row
        row = [claim] if re.search(r"(?:分别|依次)(?:为|是|达到?|有)$", claim.lead) else []
    if row:
        yield row


@cache
def _left_over() -> re.Pattern[str]:
    return re.compile(
        rf"(?:收支相抵|收支轧差|收支两抵|两项相抵|相抵)后?[，]?(?:尚|略|仍|还|当年)?有?(?:一定|少量)?(?:({pattern('left')})|({pattern('fell_short')}))"
        rf"|(?P<more>{pattern('more_came_in')})|(?P<less>{pattern('more_went_out')})"
    )


def _balance(reading: Reading, number: int, levels: Sequence[Claim]) -> Iterator[Check]:
    """支出86420万元，收入86040万元，收支相抵略有结余."""
    money = [claim for claim in levels if claim.measure == "money"]
    incomes = [claim for claim in money if "收入" in claim.lead and "支出" not in claim.lead]
    costs = [claim for claim in money if "支出" in claim.lead]
    said = _left_over().search(reading.sentence_text(number))
    if said is None or len(money) != 2 or len(incomes) != 1 or len(costs) != 1:
        return
    short = incomes[0].span.high < costs[0].span.low
    over = incomes[0].span.low > costs[0].span.high
    if ((said[1] or said["more"]) and short) or ((said[2] or said["less"]) and over):
        reason = f"文中写“{said[0]}”，但收入{incomes[0].text}、支出{costs[0].text}；请核对。"
        yield verdicts.check(reading, RULE, Status.DOUBTFUL, [incomes[0], costs[0]], reason)


def _compared(reading: Reading, levels: Sequence[Claim]) -> Iterator[Check]:
    """甲县760元，乙县720元，乙县标准高于甲县: words without a figure, after both."""
    end = reading.sentences[levels[0].sentence][1]
    for clause in re.split(r"[，；。]", reading.blanked[levels[1].outer_end : end])[1:]:
        said = _COMPARED.fullmatch(clause.strip())
        if said is None:
            continue
        one, other = _called(levels, said["one"]), _called(levels, said["other"] or said["than"])
        if one is None or other is None or one is other:
            continue
        higher = (said["word"] or said["adjective"]) in _HIGHER
        wrong = one.span.high < other.span.low if higher else one.span.low > other.span.high
        if wrong:
            reason = f"文中写“{said[0]}”，但两个数是{one.text}和{other.text}；请核对。"
            yield verdicts.check(reading, RULE, Status.DOUBTFUL, [one, other], reason)


def _called(levels: Sequence[Claim], name: str) -> Claim | None:
    """The one figure whose own words begin or end as the name does."""
    short = _SHORT.get(name, name)
    found = [claim for claim in levels if short in claim.lead]
    if not found and len(short) > 2:
        found = [claim for claim in levels if short[:2] in claim.lead]
    return found[0] if len(found) == 1 else None
