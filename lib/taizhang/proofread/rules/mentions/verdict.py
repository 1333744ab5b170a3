"""The figures of a text and the things they count -> values of one thing that cannot both stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from taizhang.proofread.claims import Reading
from taizhang.proofread.model import Check, Claim, Kind, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.mentions import attributes, days, phones, references, scopes, slipped
from taizhang.proofread.rules.mentions.around import addressed, settings
from taizhang.proofread.rules.mentions.things import (
    Alike,
    Thing,
    alike,
    apart,
    common,
    thing,
    told_apart,
)
from taizhang.proofread.rules.shares.names import likeness
from taizhang.proofread.words import pattern

RULE = "前后一致"
_LONG, _LEAST, _ALONE, _PAIR = 5, 4, 8, 2
_MOSTLY, _SOMEHOW = 0.5, 0.4
_NEAR, _SURE = 3, 5
_WHOLE = re.compile(r"中(?![心学央医小国年老级层青班])")
_PARTED = re.compile(r"其中|应|计划|目标|由|从|比|较|超|实际|上年|去年|至|到(?!位)")
_HEAD = re.compile(r"(?!.{0,3}(?:城市|城区|社区|农村|乡村|城镇|乡镇|城乡))[一-鿿]{1,3}[省市县区旗州镇乡村]")
_CORRECTED = re.compile(r"更正|误[填写报录作为]|修订|修正|订正|勘误|复核后|核减")
_REVISED = re.compile(r"核定|调整后|口径|提标后")


def checks(reading: Reading) -> Iterator[Check]:
    """Neighbouring mentions of one thing that give two values, and figures with two digits swapped."""
    yield from references.checks(reading)
    yield from attributes.checks(reading)
    yield from days.checks(reading)
    yield from phones.checks(reading)
    yield from _swapped(reading)
    known: dict[tuple[str, str, str, Kind], list[Claim]] = {}
    for claim in reading.claims:
        own = thing(claim, reading)
        if _is_named(reading, own) and _comparable(reading, claim):
            known.setdefault((own.name, claim.measure, claim.per, claim.kind), []).append(claim)
    for (name, *_), claims in known.items():
        for first, second in pairwise(claims):
            one, other = thing(first, reading), thing(second, reading)
            if _one_phrase(first, second) or "口径" in addressed.telling(reading.between(first, second)):
                continue
            if apart(one, other) or _raised(first, second):
                continue
            if first.span.meets(second.span):
                yield verdicts.check(reading, RULE, Status.RIGHT, [first, second], f"“{name}”前后两处一致。")
            elif (
                _one_time(reading, one, other)
                and not _for_others(reading, first, second)
                and not settings.differ(reading, first, second)
            ):
                reason = f"“{name}”前面写{first.text}，这里写{second.text}；如时点或范围不同，请写明。"
                yield _doubt(reading, first, second, reason)


def _raised(first: Claim, second: Claim) -> bool:
    """改造320户，后调整为286户: from the one to the other."""
    return first.sentence == second.sentence and roles.is_target(second)


def _for_others(reading: Reading, first: Claim, second: Claim) -> bool:
    """Whether a rate or a standard is for someone else, or of before and after."""
    standard = second.kind is Kind.RATE or bool(second.per)
    return standard and addressed.set_apart(reading, first, second)


def _doubt(reading: Reading, first: Claim, second: Claim, reason: str) -> Check:
    return verdicts.check(reading, RULE, Status.DOUBTFUL, [first, second], reason, expected=first.text)


def _swapped(reading: Reading) -> Iterator[Check]:
    """10384 and 10834: two figures of one thing with two digits in another order."""
    for first, second in slipped.pairs(claim for claim in reading.claims if _may_slip(reading, claim)):
        one, other = thing(first, reading), thing(second, reading)
        if (
            _set_apart(reading, first, second)
            and not apart(one, other)
            and not scopes.differ(reading, first, second)
            and _one_thing(one, other, reading.between(first, second))
        ):
            reason = (
                f"前面写{first.text}，这里写{second.text}，只差两个数字的先后；如是同一个数，请改正一处。"
            )
            yield _doubt(reading, first, second, reason)


def _may_slip(reading: Reading, claim: Claim) -> bool:
    named = claim.unit or claim.tail or ("万" in claim.text and claim.lead)
    return bool(named) and not claim.weak


def _set_apart(reading: Reading, first: Claim, second: Claim) -> bool:
    """In two sentences, halves or clauses of one, and not the two ends of a change."""
    if roles.is_change(first, reading) != roles.is_change(second, reading):
        return False
    if _revised(reading, first, second):
        return False
    if _CORRECTED.search(reading.between(first, second)[-200:]) or _other_place(reading, first, second):
        return False
    between = reading.between(first, second)
    if "其中" in reading.before(second):
        return False
    if first.sentence != second.sentence or "；" in between:
        return True
    return first.clause != second.clause and not _PARTED.search(between + second.lead)


def _revised(reading: Reading, first: Claim, second: Claim) -> bool:
    """Whether 核定, 口径 may have made another figure of it: hardly one with three digits and two of them swapped."""
    few = slipped.size(first) <= _PAIR or not slipped.neighbours(first, second)
    return few and bool(_REVISED.search(addressed.telling(reading.between(first, second)[-200:])))


def _other_place(reading: Reading, first: Claim, second: Claim) -> bool:
    """甲县养老机构12家，床位1320张。乙县…: each sentence begins with a place of its own."""
    if settings.provinces_differ(first, second):
        return True
    phases = [_phase(reading, claim) for claim in (first, second)]
    if phases[0] != phases[1] and None not in phases:
        return True
    heads = [_HEAD.match(reading.sentence_text(claim.sentence).strip()) for claim in (first, second)]
    one, other = (found and found[0] for found in heads)
    return (
        bool(one and other)
        and one != other
        and not any(head[0] in "全我本各该" for head in (one, other) if head)
    )


def _phase(reading: Reading, claim: Claim) -> object:
    """一期工程投资: of which phase, batch or round the figure is; None where none is said."""
    start = claim.outer_start - len(claim.lead)
    near = [one for one in reading.of_sentence(claim.sentence) if one.outer_end == start]
    return near[0].value if near and near[0].measure == "times_done" else None


def _one_thing(one: Thing, other: Thing, between: str) -> bool:
    """Whether the names are near enough for so many digits: the fewer digits, the nearer."""
    degree, size = alike(one, other), min(slipped.size(one.claim), slipped.size(other.claim))
    shared = common(one, other)
    in_words = slipped.is_spelt(one.claim) and (shared <= _PAIR or degree is Alike.NO)
    if in_words or _set_against(one, other, size):
        return False
    if one.claim.sentence == other.claim.sentence and "；" not in between:
        return degree > Alike.NO and shared >= _LEAST and size > _PAIR
    if one.moved or one.claim.kind is Kind.RATE:
        return degree > Alike.NO and shared >= _LEAST
    if degree is Alike.SAME:
        return shared > _PAIR or size > _PAIR or bool(one.place or other.place) or _grown(one, other)
    if degree is Alike.SHORT and (size > _PAIR or other.referring or other.place):
        return True
    return _near_enough(one, other, degree, size)


def _grown(one: Thing, other: Thing) -> bool:
    """47名理事 elected, 74名理事一致通过 soon after: the noun behind the figure, and more than there are."""
    near = other.claim.sentence - one.claim.sentence <= _NEAR
    return near and _taken_up(other) and other.claim.value > one.claim.value


def _set_against(one: Thing, other: Thing, size: int) -> bool:
    """Words of their own, which outweigh the fewer digits the sooner."""
    return size < _SURE and told_apart(one, other)


def _near_enough(one: Thing, other: Thing, degree: Alike, size: int) -> bool:
    """Names of which neither is the other's short form, or two digits: what else speaks for one thing."""
    near = other.claim.sentence - one.claim.sentence <= _NEAR
    if size <= _PAIR:
        return near and _two_digits_of_one(one, other, degree)
    if not slipped.neighbours(one.claim, other.claim):
        return False
    if near and _WHOLE.match(other.claim.tail):
        return True  # 462人次中，外省籍占六成: the whole of what follows
    if near and (size > _PAIR + 1 or _named_by_it(one, other)):
        return _taken_up(other) or bool(set(one.said) & set(other.said))
    if other.claim.sentence - one.claim.sentence == 1 and one.before[-_PAIR:] == other.before[:_PAIR]:
        return True  # 财政配套326万元。配套资金362万元
    mostly = max(likeness(one.said, other.said), likeness(other.said, one.said))
    return mostly >= (_SOMEHOW if near else _MOSTLY)


def _two_digits_of_one(one: Thing, other: Thing, degree: Alike) -> bool:
    """The noun of the one is that of the other; of two digits any other agreement is chance."""
    if common(one, other) > _PAIR or (_grown(one, other) and other.name[:_PAIR] in one.said):
        return True
    if degree is Alike.SHORT and one.name[-_PAIR:] == other.name[-_PAIR:]:
        return True
    taken = _WHOLE.match(other.claim.tail) and slipped.neighbours(one.claim, other.claim)
    return bool(taken) and len(one.name) >= _LEAST and one.name[-_LEAST:] in other.around  # 26件中，…


def _named_by_it(one: Thing, other: Thing) -> bool:
    """6.38万名补贴对象, after 两项补贴惠及6.83万人: the noun behind the figure begins or ends as the first one's words do."""
    name = other.name if _taken_up(other) else ""
    return len(name) >= _PAIR and (name[:_PAIR] in one.around or name[-_PAIR:] in one.around)


def _taken_up(thing: Thing) -> bool:
    """3286对新人中…: the figure comes first, its noun behind it."""
    return not thing.before and bool(thing.claim.tail)


def _one_time(reading: Reading, one: Thing, other: Thing) -> bool:
    """Two values that differ are a slip only where nothing says that they are of two times or two owners."""
    both = (one, other)
    if any(
        _planned().search(reading.sentence_text(part.claim.sentence))
        and not _exists().search(part.claim.lead)
        for part in both
    ):
        return False
    if any(
        _cut_short(reading, part.claim) or re.match(r"(?:其中)?[占比较]", part.claim.lead) for part in both
    ):
        return False
    headed = "\n" in reading.text[one.claim.end : reading.sentences[one.claim.sentence][1]]
    follows = headed and other.claim.sentence - one.claim.sentence <= _PAIR
    return (
        other.claim.paragraph == one.claim.paragraph
        or follows
        or (one.claim.measure != "money" and all(_is_stock(part) for part in both))
    )


def _is_stock(part: Thing) -> bool:
    """现有养老机构12所, 全县养老机构12所: what there is, not what was done in some time."""
    plain = part.place and not _acts().search(part.claim.lead)
    return bool(_stock().search(part.claim.lead) or plain)


def _cut_short(reading: Reading, claim: Claim) -> bool:
    """辖区内5市空气质量: the name begins behind another figure, so its owner is not in it."""
    return any(
        other.outer_end == claim.outer_start - len(claim.lead)
        for other in reading.of_sentence(claim.sentence)
    )


def _comparable(reading: Reading, claim: Claim) -> bool:
    if claim.kind not in (Kind.AMOUNT, Kind.RATE) or claim.weak or not claim.unit or _compares(claim):
        return False
    if roles.is_change(claim, reading) or roles.is_from(claim, reading) or roles.before_now(claim):
        return False
    start = reading.sentences[claim.sentence][0]
    part = "其中" in reading.text[start : claim.start]  # a part goes by the name of its whole too
    return not part and not re.search(
        rf"其中|中有|新增|新建|新|另|再|又|目标|计划|力争|到20|{pattern('rest')}", claim.lead
    )


def _compares(claim: Claim) -> bool:
    """是2015年5645张的2倍: its words name another time themselves."""
    return bool(re.search(r"(?:是|比|较|为)(?:19|20)\d\d年", claim.lead))


def _is_named(reading: Reading, own: Thing) -> bool:
    """A short name later in a sentence leans on what stands before it: 孤儿31人，养育标准2300元."""
    first = reading.of_sentence(own.claim.sentence)[0] is own.claim
    least = _LEAST - 1 if own.place else _LEAST
    return len(own.name) >= (least if first else _ALONE)


def _one_phrase(first: Claim, second: Claim) -> bool:
    """15个乡镇建成助餐点180个: the words between the two are said once."""
    return second.outer_start - first.outer_end <= len(first.tail) + 1 and first.tail == second.lead


@cache
def _planned() -> re.Pattern[str]:
    return re.compile(rf"{pattern('planned', 'planned_sentences')}|到20\d\d年|将(?![军领])")


@cache
def _exists() -> re.Pattern[str]:
    """将对全县16所…开展评估: they are there."""
    return re.compile(rf"[对为]{pattern('whole_places')}$|{pattern('existing')}")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(pattern("acts"))


@cache
def _stock() -> re.Pattern[str]:
    return re.compile(pattern("stock"))
