"""One refresh of a document from beginning to end: figures, words, tables, charts, and what travels inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from taizhang.document import anchoring, embedded, package
from taizhang.document.anchoring import Number
from taizhang.document.embedded import Embedded, parts
from taizhang.document.model import FACTS_NAMESPACE, MANIFEST_NAMESPACE
from taizhang.document.ooxml import serialise
from taizhang.document.review import Remark, annotate
from taizhang.document.review import text as plain_text
from taizhang.document.revise.listed import by_hand, only_new
from taizhang.document.revise.model import Outcome
from taizhang.document.revise.renew import Renewer
from taizhang.document.revise.sites import CONTEXT, Found, Site
from taizhang.document.revise.words.lexicon import lexicon

_INSIDE = (
    f"{{{FACTS_NAMESPACE}}}anchors",
    f"{{{FACTS_NAMESPACE}}}facts",
    f"{{{MANIFEST_NAMESPACE}}}manifest",
)


def revise(
    edited: bytes, written: Embedded, fresh: bytes, date: str, phrases: Sequence[str] = ()
) -> tuple[bytes, Outcome]:
    """The edited document with the figures of the fresh build, and what was done to it.

    ``written`` is what the edited document was made with; ``date`` is what the revisions are dated with;
    ``phrases`` are set phrases whose digits need no source.
    """
    numbers = anchoring.examine(edited, written, phrases).numbers
    renewer = Renewer(written, fresh, _by_context(numbers, written), date, lexicon())
    made = renewer.revise(edited)
    current = embedded.read(fresh)
    renewer.outcome.left[:0] = by_hand(edited, numbers, written, current)
    renewer.outcome.flagged.extend(only_new(written, current))
    remarks = _remarks(made, renewer.outcome)
    return _carry(annotate(made, remarks) if remarks else made, fresh), renewer.outcome


def _remarks(docx: bytes, outcome: Outcome) -> list[Remark]:
    """A comment on every flagged sentence of the body, so that nobody has to look for it."""
    text = plain_text(docx)
    found: list[Remark] = []
    for flagged in outcome.flagged:
        at = text.find(flagged.sentence, found[-1].start if found else 0) if flagged.sentence else -1
        if at >= 0:
            found.append(Remark(at, at + len(flagged.sentence), f"请人工核对：{flagged.reason}。"))
    return found


def _by_context(numbers: Sequence[Number], written: Embedded) -> Found:
    """The figures that only the text around them still gives away."""
    found: dict[tuple[str, int], list[Site]] = defaultdict(list)
    for each in numbers:
        if each.anchor == anchoring.CONTEXT and each.source and each.index >= 0:
            anchor = written.anchors[each.index]
            site = Site(each.start, each.end, each.text, each.source, CONTEXT, anchor)
            found[each.part, each.paragraph].append(site)
    return found


def _carry(docx: bytes, fresh: bytes) -> bytes:
    """Put the fresh build's own record into the document: it is what its figures now agree with."""
    changed, source = package.unpack(docx), package.unpack(fresh)
    for root in _INSIDE:
        tree = parts.find(source, root)
        if tree is not None:
            changed = parts.put(changed, root, serialise(tree))
    return package.repack(changed)
