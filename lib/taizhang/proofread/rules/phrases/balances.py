"""出生率 less 死亡率, 分别拉动 added up, quarters of a half-year -> whether they give the figure beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Kind
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.shares.names import shares_words
from taizhang.proofread.rules.verdicts import judged
from taizhang.proofread.words import partitions

DIFFERENCE = "相差"
SUM = "分项与合计"
_STRETCHES = (
    ("上半年", ("一季度", "二季度")),
    ("下半年", ("三季度", "四季度")),
    ("全年", ("上半年", "下半年")),
    ("全年", ("前三季度", "四季度")),
    ("前三季度", ("一季度", "二季度", "三季度")),
    ("全年", ("一季度", "二季度", "三季度", "四季度")),
)
_ADDED = re.compile(r"(?:合计|共同|合起来|三者|三项|两项|累计|共|总计)[^□]{0,6}(?:拉动|贡献|带动)[^□]{0,8}$")
_ABOVE = re.compile(
    r"(?:以上|上述|前述|这)([两二三四五六])(?:项|类|者|种|级|块|部分|方面|笔|个?县区|个?群体|家)"
    r"[^，□]{0,6}共(?:计|有)?[^，□]{0,6}$"
)
_STRETCH = re.compile(r"前[二三两]季度|第?[一二三四]季度|上半年|下半年|全年|累计|合计|总计|共")
_RATES = (r"出生率[^，□]{0,4}", r"死亡率[^，□]{0,4}", r"自然增长率[^，□]{0,4}")
_HEADS = (r"出生[^率□]{0,5}", r"死亡[^率□]{0,5}", r"自然(?:增长|增加|净增|减少)[^率□]{0,4}")
_MOVES = re.compile(r"拉动|带动")


def checks(reading: Reading) -> Iterator[Check]:
    """Every such relation, sentence by sentence."""
    for number in range(len(reading.sentences)):
        claims = [claim for claim in reading.of_sentence(number) if not claim.weak]
        yield from _above(reading, number)
        if len(claims) >= 3:
            yield from _natural_growth(reading, claims)
            yield from _contributions(reading, claims)
            yield from _stretches(reading, claims)


def _natural_growth(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """出生率x‰，死亡率y‰，自然增长率z‰."""
    if re.search(r"上升|下降|提高|降低|同比|上年", reading.sentence_text(claims[0].sentence)):
        return
    for names, kind in ((_RATES, Kind.RATE), (_HEADS, Kind.AMOUNT)):
        found = [
            [claim for claim in claims if claim.kind is kind and re.search(f"{name}$", claim.lead)]
            for name in names
        ]
        if all(len(some) == 1 for some in found) and found[0][0].measure == found[1][0].measure:
            (born,), (died,), (growth,) = found
            said = f"{'出生' if '减' not in growth.lead else '死亡'}与{'死亡' if '减' not in growth.lead else '出生'}之差"
            value = born.span.minus(died.span).scaled(-1 if "减" in growth.lead else 1)
            yield judged(reading, DIFFERENCE, [born, died], growth, value, said, "请核对三个数的口径")


def _contributions(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """分别拉动a、b和c个百分点，合计拉动d个百分点; or the whole first and at least three parts after 其中."""
    points = [claim for claim in claims if claim.kind is Kind.POINTS]
    if len(points) < 3 or not _MOVES.search(reading.sentence_text(points[0].sentence)):
        return
    if _ADDED.search(reading.before(points[-1])):
        whole, parts = points[-1], points[:-1]
    elif len(points) > 3 and "其中" in reading.between(points[0], points[1]):
        whole, parts = points[0], points[1:]
    else:
        return
    if all(_goes_on(reading, part) for part in parts):
        value = total(part.span for part in parts)
        unless = "如另有其他因素，请注明"
        yield judged(reading, SUM, parts, whole, value, verdicts.texts(parts), unless)


def _goes_on(reading: Reading, part: Claim) -> bool:
    return bool(_MOVES.search(part.lead) or re.fullmatch(r"[和与及]?[一-鿿]{0,6}", part.lead))


def _stretches(reading: Reading, claims: Sequence[Claim]) -> Iterator[Check]:
    """一季度x，二季度y，上半年共z."""
    levels = [
        claim for claim in claims if roles.is_level(claim, reading) and not roles.is_from(claim, reading)
    ]
    for whole_name, names in _STRETCHES:
        wholes = [claim for claim in levels if _of(claim, whole_name)]
        parts = [[claim for claim in levels if _of(claim, name)] for name in names]
        if len(wholes) != 1 or any(len(some) != 1 for some in parts):
            continue
        whole, chosen = wholes[0], [some[0] for some in parts]
        alike = all(roles.same_measure(part, whole) for part in chosen)
        alike = alike and _same_verb(whole, chosen)
        named = _named_alike(whole, chosen) or _only(levels, whole, chosen)
        if alike and whole not in chosen and whole.start > chosen[-1].start and named:
            value = total(part.span for part in chosen)
            yield judged(reading, SUM, chosen, whole, value, verdicts.texts(chosen), "如口径不同，请注明")


def _above(reading: Reading, number: int) -> Iterator[Check]:
    """…64人，其中…；…206人。以上两类儿童共270人: as many figures of the sentence before as are said."""
    for whole in reading.of_sentence(number):
        text = re.split(r"[，；]", reading.text[reading.sentences[number][0] : whole.outer_start])[-1]
        said = _ABOVE.search(text)
        if said is None or number == 0 or not roles.is_level(whole, reading):
            continue
        parts = [
            claim
            for claim in reading.of_sentence(number - 1)
            if roles.is_level(claim, reading)
            and roles.same_measure(claim, whole)
            and claim.paragraph == whole.paragraph
            and not (claim.weak or claim.depth or _inside(reading, claim))
        ]
        if len(parts) == "零一两三四五六七八九".find(said[1].replace("二", "两")):
            value = total(part.span for part in parts)
            yield judged(reading, SUM, parts, whole, value, verdicts.texts(parts), "如另有其他，请注明")


def _inside(reading: Reading, claim: Claim) -> bool:
    """Whether 其中 makes a figure a part of another one."""
    start = reading.sentences[claim.sentence][0]
    return "其中" in re.split("；", reading.text[start : claim.start])[-1]


def _of(claim: Claim, name: str) -> bool:
    found = [mark for mark in _STRETCH.findall(claim.lead) if mark not in ("共", "累计", "合计", "总计")]
    return bool(found) and found[-1].removeprefix("第") == name


def _same_verb(whole: Claim, parts: Sequence[Claim]) -> bool:
    """一季度受理420件，上半年办结790件 are two things."""
    said = [_STRETCH.sub("", claim.lead) for claim in (whole, *parts)]
    if any(_other_side(said[0], other) for other in said[1:]):
        return False  # 结婚登记986对，上半年离婚登记712对
    return not said[0] or any(shares_words(said[0], other) for other in said[1:]) or not any(said[1:])


def _other_side(one: str, other: str) -> bool:
    """Whether two names are of two sides that shut each other out."""
    return any(
        any(word in one and word not in other for word in group)
        and any(word in other and word not in one for word in group)
        for group in partitions()
    )


def _named_alike(whole: Claim, parts: Sequence[Claim]) -> bool:
    """上半年城镇新增就业…，下半年城镇新增就业…，全年城镇新增就业…: the same name throughout."""
    names = {_STRETCH.sub("", claim.lead) for claim in (whole, *parts)}
    return len(names) == 1 and len(names.pop()) > 1


def _only(levels: Sequence[Claim], whole: Claim, parts: Sequence[Claim]) -> bool:
    """No other figure of that unit stands among them."""
    return not any(
        claim not in (whole, *parts)
        for claim in levels
        if roles.same_measure(claim, whole) and parts[0].start < claim.start < whole.start
    )
