"""A docx, what it carries of itself and what the ledgers say now -> every number and picture with its status."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taizhang.document import anchoring, embedded, package
from taizhang.document.anchoring import Number, Shown
from taizhang.document.embedded import Embedded, PrintedFact
from taizhang.document.model import Anchor, WrittenPicture
from taizhang.run.verify.model import EDITED, SAME, STALE, UNSOURCED, File, Judged, Verified
from taizhang.run.verify.nearest import Typed, nearest

_AFTER = 8  # characters behind a typed number that may hold its unit
_QUOTED_FACT = re.compile(r"“([^”]*@[^”]*)”")
OTHER = (
    "文档随附的记录与期次 {} 现有的那一份不同（由别次生成、经过更新，或被改动过）；"
    "要确认它没有被改动，请用 --fingerprint 与登记簿核对。"
)
FOREIGN = "文档内没有随附的数字出处（可能是粘贴到了别的文档中），按期次 {} 的记录核对。"


@dataclass(frozen=True, slots=True)
class Reference:
    """What the edition prints with the ledgers of now: its name, the parts inside its document, all its facts.

    ``recomputed`` says that it was made anew from the ledgers, since they changed.
    """

    edition: str
    embedded: Embedded
    facts: tuple[PrintedFact, ...] = ()
    recomputed: bool = False
    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", texts_of(self.embedded.anchors))

    def now(self, anchor: Anchor, number: int, count: int) -> str | None:
        """What is printed now for an anchor that was number ``number`` of ``count`` with its source and form.

        None where the edition no longer prints it, or prints it in several ways and not as often as before.
        """
        texts = self.texts.get((anchor.source, anchor.form), ())
        if len(set(texts)) == 1:
            return texts[0]
        return texts[number] if len(texts) == count else None


def texts_of(anchors: Iterable[Anchor]) -> dict[tuple[str, str], tuple[str, ...]]:
    """What is printed for each source and form, in order."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for anchor in anchors:
        found[anchor.source, anchor.form].append(anchor.text)
    return {key: tuple(texts) for key, texts in found.items()}


def verify(path: Path, reference: Reference | None, remarks: Iterable[str] = ()) -> Verified:
    """Hold a document against its own record, and against the ledgers where the edition is at hand.

    A document without a record is held against the edition's. ReportError when it is no docx.
    """
    own = embedded.read(path)
    foreign = None if own.anchors else reference
    ground = _Ground(foreign.embedded if foreign else own, reference)
    parts = package.unpack(path)
    shown = anchoring.shown(parts)
    examined = anchoring.examine_shown(shown, ground.record)
    lines = {(line.part, line.paragraph): line for line in shown}
    found = embedded.fingerprint(path)
    return Verified(
        path.name,
        tuple(_judge(number, ground, lines) for number in examined.numbers),
        pictures=tuple(_pictures(parts, ground.record, reference)),
        problems=() if foreign else tuple(embedded.problems(path)),
        remarks=(*remarks, *_origin(own, reference)),
        gone=len(examined.gone),
        edition=reference.edition if reference else "",
        recomputed=bool(reference and reference.recomputed),
        fingerprint=(found.sha256, found.sm3) if found else None,
    )


def _origin(own: Embedded, reference: Reference | None) -> Iterable[str]:
    """What has to be said of a record that is not there, or not the one that the edition holds.

    Whoever alters text, record and manifest alike leaves a document that agrees with itself.
    """
    if reference is not None and not own.anchors:
        yield FOREIGN.format(reference.edition)
    elif reference is not None and not reference.recomputed and own != reference.embedded:
        yield OTHER.format(reference.edition)


class _Ground:
    """What a number is judged by: the document as written, and what the edition prints now, if that is known."""

    def __init__(self, record: Embedded, reference: Reference | None) -> None:
        self.record = record
        self._reference = reference
        self.facts = dict(record.facts) | {fact.id: fact for fact in (reference.facts if reference else ())}
        alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, anchor in enumerate(record.anchors):
            alike[anchor.source, anchor.form].append(index)
        self._order = {
            index: (number, len(group)) for group in alike.values() for number, index in enumerate(group)
        }

    def now(self, number: Number) -> str | None:
        """What the edition prints now in the place of a number; None where that cannot be said."""
        if self._reference is None or number.index < 0:
            return None
        return self._reference.now(self.record.anchors[number.index], *self._order[number.index])


def _judge(number: Number, ground: _Ground, lines: Mapping[tuple[str, int], Shown]) -> Judged:
    if not number.known:
        return _unsourced(number, ground.facts, lines)
    now = ground.now(number)
    status, expected, note = _status(number, now)
    fact = ground.facts.get(number.source)
    label = _label(fact) if fact else ""
    told = _QUOTED_FACT.sub(lambda found: _named(found[1], ground.facts), note)
    return Judged(number.text, number.where, status, number.source, expected, number.anchor, told, label)


def _named(source: str, facts: Mapping[str, PrintedFact]) -> str:
    return f"“{_label(facts[source])}”" if source in facts else f"“{source}”"


def _status(number: Number, now: str | None) -> tuple[str, str, str]:
    """The status, what should stand there, and why."""
    if number.edited:
        return EDITED, now or number.expected, number.note or _typed_note(number, now)
    if now is not None and now != number.expected:
        return STALE, now, ""
    return SAME, number.expected, ""


def _label(fact: PrintedFact) -> str:
    return f"{fact.label}（{fact.place_name}{fact.period}）"


def _typed_note(number: Number, now: str | None) -> str:
    if not number.text.strip():
        return "数字被删去"
    return "与最新台账一致，但不是由更新写入的" if number.text == now else ""


def _unsourced(
    number: Number, facts: Mapping[str, PrintedFact], lines: Mapping[tuple[str, int], Shown]
) -> Judged:
    after = lines[number.part, number.paragraph].text[number.end : number.end + _AFTER]
    alike = nearest(Typed(number.text, after), facts.values())
    names = list(dict.fromkeys(_label(fact) for fact in alike))
    note = f"与{'、'.join(names[:3])}的数值相同" if names else ""
    nearest_one = alike[0].id if alike else ""
    return Judged(number.text, number.where, UNSOURCED, nearest_one, "", "", note, names[0] if names else "")


def _pictures(parts: Mapping[str, bytes], record: Embedded, reference: Reference | None) -> Iterable[File]:
    """Each picture as written, or replaced; those that are gone are a person's choice, as a sentence is."""
    left = Counter(picture.sha256 for picture in record.pictures)
    current = {picture.alt: picture.sha256 for picture in reference.embedded.pictures} if reference else {}
    now = anchoring.pictures(parts)
    order = _counterparts(now, record.pictures)
    for number, picture in enumerate(now, start=1):
        old = order[number - 1]
        name = f"图片{number}“{(picture.alt or '没有替代文字')[:16]}”"
        if old is None:
            status = SAME if left[picture.sha256] else UNSOURCED
        elif picture.sha256 != old.sha256 or picture.alt != old.alt:
            status = EDITED
        else:
            status = _picture_now(number, old, record, reference, current)
        yield File(name, status)


def _counterparts(now: list[WrittenPicture], then: tuple[WrittenPicture, ...]) -> list[WrittenPicture | None]:
    """The written picture of each: by its text for readers, else by its place where none was added or taken."""
    by_alt = {picture.alt: picture for picture in then}
    same = len(now) == len(then)
    return [by_alt.get(picture.alt) or (then[place] if same else None) for place, picture in enumerate(now)]


def _picture_now(
    number: int,
    old: WrittenPicture,
    record: Embedded,
    reference: Reference | None,
    current: Mapping[str, str],
) -> str:
    if reference is None:
        return SAME
    fresh = reference.embedded.pictures
    place = record.pictures.index(old)
    if len(fresh) == len(record.pictures):
        return SAME if fresh[place].sha256 == old.sha256 else STALE
    return SAME if current.get(old.alt) == old.sha256 else STALE
