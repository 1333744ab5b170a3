"""A passage with the verdicts on its figures -> every turn and doubt about the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.document.revise.figures import Figures, Verdict
from taizhang.document.revise.sites import Passage, Site
from taizhang.document.revise.words.claims import comparisons, completions
from taizhang.document.revise.words.clauses import Text, figure
from taizhang.document.revise.words.derived import derived
from taizhang.document.revise.words.directions import directions, leads
from taizhang.document.revise.words.lexicon import Lexicon
from taizhang.document.revise.words.told import Doubt, Turn


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a passage; turns never overlap."""

    text: Text
    turns: tuple[Turn, ...]
    doubts: tuple[Doubt, ...]


def read(
    passage: Passage, judged: Sequence[tuple[Site, Verdict]], figures: Figures, lexicon: Lexicon
) -> Reading:
    """The words of one paragraph against its new figures. Cells of tables hold no sentences."""
    text = Text(passage.text, [figure(passage.text, *each) for each in judged], passage.sites)
    if passage.cell is not None or not judged:
        return Reading(text, (), ())
    told = [
        *directions(text, figures, lexicon),
        *leads(text, lexicon),
        *comparisons(text, lexicon),
        *completions(text, lexicon),
        *derived(text, lexicon),
    ]
    turns: list[Turn] = []
    for one in told:
        if isinstance(one, Turn) and all(one.end <= t.start or t.end <= one.start for t in turns):
            turns.append(one)
    doubts = dict.fromkeys(one for one in told if isinstance(one, Doubt))
    settled = {turn.start for turn in turns}
    return Reading(text, tuple(turns), tuple(doubt for doubt in doubts if doubt.start not in settled))
