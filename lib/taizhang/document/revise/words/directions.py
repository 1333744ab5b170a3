"""Figures that turned against last year -> direction words that a person typed and that are false now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.document.revise.figures import NUMBER, Figures, subject_of
from taizhang.document.revise.words.clauses import Figure, Text
from taizhang.document.revise.words.lexicon import SAME, Lexicon
from taizhang.document.revise.words.told import Doubt, Told, Turn

NO_WORD = "增减方向变了，附近没有可以改的方向词"
SEVERAL = "增减方向变了，方向词不止一个"
BESIDE = "增减方向变了，句中“{word}”可能不再成立"
LEVEL = "变为持平，句中“{word}”可能不再成立"


def directions(text: Text, figures: Figures, lexicon: Lexicon) -> Iterator[Told]:
    """What to turn and what to look at: words beside a bare comparison first, then those near other figures."""
    for each in text.figures:
        if each.verdict.reason or not each.verdict.after:
            continue
        if each.compared and each.verdict.bare:
            yield from _beside(text, each, lexicon)
        elif each.compared:
            yield from _contradicted(text, each, lexicon)
        else:
            yield from _implied(text, each, figures, lexicon)


def leads(text: Text, lexicon: Lexicon) -> Iterator[Told]:
    """同比 before a figure that is now 持平, and the other way round."""
    for each in text.figures:
        if not each.compared or each.verdict.reason or not each.verdict.after:
            continue
        now, before = lexicon.sign(each.verdict.after), lexicon.sign(each.site.text)
        start = each.site.start
        if each.verdict.bare and now == SAME:
            words = _near(text, each, lexicon)
            start = words[0].start() if len(words) == 1 and words[0].end() <= start else start
        for moved, same in lexicon.leads:
            old, new = (moved, same) if now == SAME else (same, moved)
            if (now == SAME) != (before == SAME) and text.text[:start].endswith(old):
                yield Turn(start - len(old), start, new)


def _near(text: Text, each: Figure, lexicon: Lexicon) -> list[re.Match[str]]:
    """Direction words of the clause between the number before and this one; else those behind it."""
    start, end = text.clause(each.site.start)
    others = [one.site for one in text.figures if one is not each]
    low = max((site.end for site in others if start <= site.end <= each.site.start), default=start)
    high = min((site.start for site in others if each.site.end <= site.start <= end), default=end)
    typed = [match.end() for match in text.typed(NUMBER, (low, each.site.start))]
    before = text.outside(lexicon.moves(text.text, max([low, *typed]), each.site.start))
    return before or text.outside(lexicon.moves(text.text, each.site.end, high))


def _beside(text: Text, each: Figure, lexicon: Lexicon) -> Iterator[Told]:
    """A person took the direction word out of the piece and typed one: it must agree with the figure."""
    sign, old = lexicon.sign(each.verdict.after), lexicon.sign(each.verdict.before)
    yield from _contradicted(text, each, lexicon)
    words = _near(text, each, lexicon)
    wrong = [word for word in words if lexicon.way(word[0]) != sign]
    if wrong and _negated(text, wrong[0], lexicon):
        # Only when it has just turned: what was said before it is a person's own, and was looked at.
        yield from [Doubt(wrong[0].start(), BESIDE.format(word=wrong[0][0]))] if sign != old else []
    elif len(words) == 1 and wrong:
        word = words[0]
        new = "" if sign == SAME else lexicon.turned(word[0], each.verdict.after)
        yield Turn(word.start(), word.end(), new)
    elif wrong and sign != old:
        yield Doubt(each.site.start, SEVERAL)
    elif not words and sign != old:
        yield Doubt(each.site.start, NO_WORD)


def _contradicted(text: Text, each: Figure, lexicon: Lexicon) -> Iterator[Told]:
    """Words of the sentence other than the figure's own may have said the same as it did."""
    old, new = lexicon.sign(each.verdict.before), lexicon.sign(each.verdict.after)
    if old == new:
        return
    for word in _loose(text, text.sentence(each.site.start), lexicon):
        if lexicon.way(word[0]) == old:
            yield Doubt(word.start(), (LEVEL if new == SAME else BESIDE).format(word=word[0]))


def _implied(text: Text, each: Figure, figures: Figures, lexicon: Lexicon) -> Iterator[Told]:
    """A plain figure whose own comparison turned: 人数增长到5601人 may now be false."""
    old, new = figures.signs(each.site.source)
    if old is None or new is None or old == new:
        return
    clause = text.clause(each.site.start)
    for word in _loose(text, text.sentence(each.site.start), lexicon):
        if lexicon.way(word[0]) != old:
            continue
        if _negated(text, word, lexicon):
            yield Doubt(word.start(), BESIDE.format(word=word[0]))
        elif new != SAME and clause[0] <= word.start() < clause[1] and _one_indicator(text.inside(clause)):
            yield Turn(word.start(), word.end(), lexicon.turned(word[0], each.verdict.after))
        else:
            yield Doubt(word.start(), (LEVEL if new == SAME else BESIDE).format(word=word[0]))


def _loose(text: Text, span: tuple[int, int], lexicon: Lexicon) -> list[re.Match[str]]:
    """Direction words of a span that belong to no bare comparison of their own."""
    owned = {
        word.start()
        for each in text.inside(span)
        if each.compared and each.verdict.bare
        for word in _near(text, each, lexicon)
    }
    return [word for word in text.outside(lexicon.moves(text.text, *span)) if word.start() not in owned]


def _negated(text: Text, word: re.Match[str], lexicon: Lexicon) -> bool:
    return text.text[: word.start()].endswith(lexicon.negations)


def _one_indicator(figures: list[Figure]) -> bool:
    return len({subject_of(each.site.source).partition("@")[0] for each in figures}) == 1
