"""有集中供养396人，…；另有1428人，…。全县特困人员由此为1842人 -> a row of like figures, and the one that is all of it.

The total is known by weak words (全县, 由此, 这20个) or by closing its sentence; so it is only doubted where it is a slip of
the pen, or very little, away from what the row comes to. Other units may stand between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.proofread.claims import Reading
from taizhang.proofread.claims.subjects import trimmed
from taizhang.proofread.intervals import total
from taizhang.proofread.model import Check, Claim, Status
from taizhang.proofread.rules import roles, verdicts
from taizhang.proofread.rules.leaning.around import common, is_outside
from taizhang.proofread.rules.sums.completeness import near, one_slip, overlap, swapped, told_to_overlap
from taizhang.proofread.rules.sums.model import Group
from taizhang.proofread.words import pattern

RULE = "分项与合计"
_UNLESS = "如两者不是总分关系，不必改"
_BACK, _MANY, _FEWEST, _DIGITS, _NAME, _LONG, _BAND = 2, 12, 2, 3, 2, 4, 30
Place = tuple[int, int]


def checks(reading: Reading, found: Sequence[Check]) -> Iterator[Check]:
    """Every figure that no sum was tried on, with the like figures before it, or behind it in its sentence."""
    summed = {place for check in found if check.rule == RULE for place in check.figures}
    told = {place for check in found if check.status is not Status.RIGHT for place in check.figures}
    for whole in reading.claims:
        if (whole.start, whole.end) in summed | told or not _adds(reading, whole):
            continue
        row = _before(reading, whole)
        if not any((part.start, part.end) in told for part in row):
            yield from _behind(reading, whole, row, summed)
            if not row:
                yield from _in_front(reading, whole, summed | told)


def _adds(reading: Reading, claim: Claim) -> bool:
    """A count that may be summed: no base, goal, move or rest."""
    if not is_outside(claim, reading) or (claim.weak and claim.measure == "days") or not claim.unit:
        return False
    other = pattern("former", "goal_side", "opening", "gaps", "remaining", "rest")
    apart = re.search(other, claim.lead) or roles.is_from(claim, reading) or roles.is_target(claim)
    taken_up = re.search(rf"{pattern('pointing_back')}$", claim.lead)  # 去年底这20个
    return bool(taken_up) or not (apart or roles.before_now(claim))


def _before(reading: Reading, whole: Claim) -> list[Claim]:
    """The unbroken run of like figures before it."""
    row: list[Claim] = []
    for claim in reversed(reading.window(whole, _BACK)):
        if claim.start >= whole.start or claim.depth or claim.weak or claim.unit != whole.unit:
            continue
        if not (_adds(reading, claim) and _same_deed(claim, whole)) or len(row) == _MANY:
            break
        row.insert(0, claim)
    return row


def _same_deed(part: Claim, whole: Claim) -> bool:
    """新增15个，总数24个: what came is of what there is; 一季度办结218件，…，全年办结894件 are of one deed."""
    moved = [re.search(pattern("inflow", "outflow"), claim.lead) for claim in (part, whole)]
    alike = any(move[0] in other.lead for move, other in zip(moved, (whole, part), strict=True) if move)
    return alike or not any(moved)


def _behind(reading: Reading, whole: Claim, row: Sequence[Claim], summed: set[Place]) -> Iterator[Check]:
    if len(row) < _FEWEST:
        return
    for at in range(len(row) - 1):
        if verdicts.agrees(whole, total(part.span for part in row[at:])):
            yield _said(reading, whole, row[at:])
            return
    named = _named(reading, whole, row)
    if len(named) >= _FEWEST:
        yield _said(reading, whole, named)
        return
    for parts in _natural(row, whole):
        free = all((part.start, part.end) not in summed for part in parts)
        if free and _meant(reading, whole, parts):
            yield _said(reading, whole, parts)
            return


def _named(reading: Reading, whole: Claim, row: Sequence[Claim]) -> list[Claim]:
    """县城48家，乡镇67家，村里235家，县城和乡镇的加在一起有115家: the ones that the total names."""
    said = reading.before(whole)
    if not re.search(rf"{pattern('added_up')}[^，□]{{0,8}}$", said):
        return []
    names = re.split(r"[、和与及]", re.split(pattern("added_up"), said)[0])
    found = [[part for part in row if common(name[:_LONG], part.lead + part.tail)] for name in names]
    known = [parts[0] for parts in found if len(parts) == 1]
    return known if len(known) == len(names) and len(set(map(id, known))) == len(names) else []


def _natural(row: Sequence[Claim], whole: Claim) -> Iterator[list[Claim]]:
    """Those of its own sentence; those of the sentence before with them; all."""
    seen = 0
    for back in range(_BACK + 1):
        parts = [part for part in row if part.sentence >= whole.sentence - back]
        if len(parts) >= _FEWEST and len(parts) > seen:
            seen = len(parts)
            yield parts


def _meant(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    added = total(part.span for part in parts)
    if any(part.span.high >= whole.span.low for part in parts) and not swapped(whole, parts):
        return False
    if told_to_overlap(reading, whole.sentence) or overlap(
        reading, Group(whole, tuple(parts), False, "near")
    ):
        return False
    if _inside(reading, parts, whole) or _side_by_side(reading, parts, whole) or _like_names(whole, parts):
        return False
    if _says_all(reading, whole, parts[-1]):
        return near(whole, list(parts), added, shortest=_FEWEST if _in_bands(reading, parts) else _DIGITS)
    slip = one_slip(added.middle, whole.span.middle, _DIGITS) or swapped(whole, parts)
    return slip and len(parts) > _FEWEST and _alone(reading, whole, parts)


def _says_all(reading: Reading, whole: Claim, last: Claim) -> bool:
    """全县…, 由此…, 这20个: in its own clause or the one before, behind the last of the row."""
    start = max(reading.sentences[whole.sentence][0], last.outer_end)
    clauses = re.split(r"[，；。、]", reading.text[start : whole.outer_start])
    said = "，".join(clauses[-2:]) if len(clauses) > 1 else clauses[-1]
    return bool(re.search(pattern("whole_of_it", "added_up", "of_all", "pointing_back"), said))


def _in_bands(reading: Reading, parts: Sequence[Claim]) -> bool:
    """50万元以上的18个，20万至50万元的47个，20万元以下的29个: steps of one scale from the top to the bottom."""
    said = [re.split("[，；。、：]", reading.text[: part.outer_start][-_BAND:])[-1] for part in parts]
    ends = sorted(found[0] for found in (re.search("以上|以下|不足", said[at]) for at in (0, -1)) if found)
    between = all(re.search("[至到—~～-]", clause) for clause in said[1:-1])
    return len(parts) > _FEWEST and len(set(ends)) == _FEWEST and between


def _inside(reading: Reading, parts: Sequence[Claim], whole: Claim) -> bool:
    """其中 before one of them: the row is not of one level."""
    said = reading.between(parts[0], whole)
    return bool(re.search(r"其[中内]|[，。；][^，。；□]{0,2}占", said))


def _side_by_side(reading: Reading, parts: Sequence[Claim], whole: Claim) -> bool:
    """A、B和C: the last member of one list is not the sum of the others."""
    return (
        re.fullmatch(r"[^，。；□]{0,3}(?:、|和|及|以及)[^，。；□]*", reading.between(parts[-1], whole))
        is not None
    )


def _like_names(whole: Claim, parts: Sequence[Claim]) -> bool:
    """行业协会类117家，学术类63家，社区服务类286家: one of several kinds, and not of all."""
    last = parts[-1].lead
    if len(last) >= _LONG and whole.lead != last and whole.lead[-_LONG:] == last[-_LONG:]:
        return True  # 居民医保覆盖人数达到18.36万人；新农保覆盖人数达到19.23万人
    ends = {claim.lead[-1:] for claim in (whole, *parts)}
    return ends in ({"类"}, {"型"}, {"级"}, {"组"}, {"档"}, {"等"})


def _alone(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> bool:
    """The last figure of its sentence, and nothing but its parts before it."""
    own = reading.of_sentence(whole.sentence)
    return own[-1] is whole and list(own[:-1]) == list(parts)


def _in_front(reading: Reading, whole: Claim, known: set[Place]) -> Iterator[Check]:
    """养老机构收住老人4126人，社会老人3218人，特困老人918人: the rest of the sentence goes by its noun."""
    own = reading.of_sentence(whole.sentence)
    parts = [claim for claim in own if claim.start > whole.start][:_MANY]
    noun = trimmed(whole.lead)[-_NAME:]
    if own[0] is not whole or len(parts) < _FEWEST or len(noun) < _NAME:
        return
    alike = all(
        part.unit == whole.unit and _adds(reading, part) and trimmed(part.lead).endswith(noun)
        and part.lead != noun and (part.start, part.end) not in known
        for part in parts
    )  # fmt: skip
    added = total(part.span for part in parts)
    if not alike or told_to_overlap(reading, whole.sentence):
        return
    slip = one_slip(added.middle, whole.span.middle, _DIGITS) or swapped(whole, parts)
    shared = overlap(reading, Group(whole, tuple(parts), False, "near"))
    if verdicts.agrees(whole, added) or (
        slip and not shared and "其中" not in reading.sentence_text(whole.sentence)
    ):
        yield _said(reading, whole, parts)


def _said(reading: Reading, whole: Claim, parts: Sequence[Claim]) -> Check:
    added = total(part.span for part in parts)
    return verdicts.judged(reading, RULE, list(parts), whole, added, verdicts.texts(parts), _UNLESS)
