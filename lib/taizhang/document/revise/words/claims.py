"""Changed figures -> 超过90%, 完成目标 and the like that were true of the old figure and are not of the new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang import numbers
from taizhang.document.revise.figures import NUMBER
from taizhang.document.revise.words.clauses import Figure, Text, decimal
from taizhang.document.revise.words.lexicon import Claim, Lexicon, any_of
from taizhang.document.revise.words.told import Doubt, Told, Turn

AMBIGUOUS = "“{words}”可能不再成立，句中有几个数，无法判定说的是哪一个"
NO_LIMIT = "数字变了，“{words}”是否仍然成立要看目标数"
_HUNDRED = Decimal(100)
_LIMIT = f"({NUMBER.pattern})\\s*([%％]|[一-龥]{{0,5}})"
_WORDED = "[一二两三四五六七八九十百千]+[万亿]?[一-龥]"


def comparisons(text: Text, lexicon: Lexicon) -> Iterator[Told]:
    """A word of comparison with a limit that a person typed: 超过90%, 不足50人."""
    by_word = {word: claim for claim in lexicon.comparisons for word in claim.words}
    words = any_of(list(by_word)).pattern
    for match in text.typed(re.compile(f"({words})了?\\s*{_LIMIT}"), (0, len(text.text))):
        pairs = [(each, _limit(each, match[2], match[3])) for each in _near(text, match.start())]
        yield from _judge(
            match, by_word[match[1]], [(each, limit) for each, limit in pairs if limit is not None]
        )
    for match in text.typed(re.compile(f"({words})了?{_WORDED}"), (0, len(text.text))):
        if any(each.moved for each in _near(text, match.start())):
            yield Doubt(match.start(), NO_LIMIT.format(words=match[0]))


def completions(text: Text, lexicon: Lexicon) -> Iterator[Told]:
    """超额完成目标 and the like, against a target that a person typed, or 100% where a rate is meant."""
    by_word = {word: claim for claim in lexicon.claims for word in claim.words}
    pattern = re.compile(f"({any_of(list(by_word)).pattern})(?!率)")
    for match in text.typed(pattern, (0, len(text.text))):
        span = text.sentence(match.start())
        figures = [each for each in text.inside(span) if _countable(each)]
        if not any(goal in text.text[slice(*span)] for goal in lexicon.goals) or not any(
            e.moved for e in figures
        ):
            continue
        yield from _completion(text, match, by_word[match[1]], figures, lexicon)


def _completion(
    text: Text, match: re.Match[str], claim: Claim, figures: Sequence[Figure], lexicon: Lexicon
) -> Iterator[Told]:
    span = text.sentence(match.start())
    typed = text.typed(re.compile(_LIMIT), span)
    found = [(each, _limit(each, one[1], one[2])) for each in figures for one in typed]
    limits = [(each, limit) for each, limit in found if limit is not None]
    if not limits and lexicon.rate in text.text[slice(*span)]:
        limits = [(each, _HUNDRED) for each in figures if each.unit in ("%", "％")]
    if len(limits) == 1:
        yield from _judge(match, claim, limits)
    else:
        yield Doubt(match.start(), NO_LIMIT.format(words=match[1]))


def _near(text: Text, at: int) -> list[Figure]:
    """The figures of the clause; where it has none, those of the sentence."""
    clause = [each for each in text.inside(text.clause(at)) if _countable(each)]
    return clause or [each for each in text.inside(text.sentence(at)) if _countable(each)]


def _countable(each: Figure) -> bool:
    return (
        not each.compared and not each.verdict.reason and each.before is not None and each.after is not None
    )


def _judge(match: re.Match[str], claim: Claim, pairs: Sequence[tuple[Figure, Decimal]]) -> Iterator[Told]:
    broken = [each for each, limit in pairs if _broken(each, claim, limit)]
    if broken and len(pairs) == 1:
        yield Turn(match.start(1), match.end(1), claim.otherwise)
    elif broken:
        yield Doubt(match.start(), AMBIGUOUS.format(words=match[0]))


def _broken(each: Figure, claim: Claim, limit: Decimal) -> bool:
    if each.before is None or each.after is None:
        return False
    return claim.true(each.before, limit) and not claim.true(each.after, limit)


def _limit(each: Figure, number: str, unit: str) -> Decimal | None:
    """A typed number in the figure's own unit (1.2万张 for a figure in 张: 12000); None for another unit."""
    mine = each.unit.replace("％", "%")
    typed = numbers.unit(unit.replace("％", "%"))
    if (
        not mine
        or not typed.base
        or not (typed.base.startswith(each.base) or each.base.startswith(typed.base))
    ):
        return None
    return decimal(number) * typed.factor / numbers.unit(mine).factor
