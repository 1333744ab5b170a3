"""What a verification finds: numbers, files and pictures, each with its status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

SAME, STALE, EDITED, UNSOURCED = "一致", "过期", "人工改动", "无来源"
MISSING, CHANGED, ADDED, UNLISTED, WITHHELD = "缺失", "已变动", "新增", "未登记", "未随附"
COUNTED = {SAME: "same", STALE: "stale", EDITED: "edited", UNSOURCED: "unsourced"}
QUIET = (SAME, UNLISTED, WITHHELD)


@dataclass(frozen=True, slots=True)
class Judged:
    """One number of a document.

    ``fact`` is where it comes from (for 无来源: the nearest fact that has that value), ``expected`` what
    should stand there, ``anchor`` what told so (control, bookmark, context), ``note`` why, in words,
    ``label`` what people call the fact.
    """

    text: str
    where: str
    status: str
    fact: str
    expected: str
    anchor: str
    note: str = ""
    label: str = ""

    def as_json(self) -> dict[str, str]:
        """One entry of ``numbers``."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class File:
    """One file of an edition (inputs included), or one picture of a document."""

    path: str
    status: str

    def as_json(self) -> dict[str, str]:
        """One entry of ``files`` or ``pictures``."""
        return {"path": self.path, "status": self.status}


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome: ``problems`` are sentences on what travels inside the document, ``remarks`` on how it was verified."""

    target: str
    numbers: tuple[Judged, ...] = ()
    files: tuple[File, ...] = ()
    pictures: tuple[File, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    gone: int = 0
    edition: str = ""
    recomputed: bool = False
    fingerprint: tuple[str, str] | None = None

    @property
    def counts(self) -> dict[str, int]:
        """Numbers by status, under the names of the JSON answer."""
        found = Counter(number.status for number in self.numbers)
        return {name: found[status] for status, name in COUNTED.items()}

    @property
    def anchors(self) -> dict[str, int]:
        """Numbers with a source by the anchor that served."""
        found = Counter(
            number.anchor for number in self.numbers if number.fact and number.status != UNSOURCED
        )
        return {name: found[name] for name in ("control", "bookmark", "context")}

    @property
    def clean(self) -> bool:
        """Whether everything is as it should be."""
        things = [*(n.status for n in self.numbers), *(f.status for f in (*self.files, *self.pictures))]
        return not self.problems and all(status in QUIET for status in things)

    def with_problems(self, *texts: str) -> Verified:
        """The same with more problems, which come first."""
        return replace(self, problems=(*texts, *self.problems))

    def as_json(self) -> dict[str, Any]:
        """The ``--json`` answer."""
        return {
            "target": self.target,
            "edition": self.edition,
            "counts": self.counts,
            "anchors": self.anchors,
            "numbers": [number.as_json() for number in self.numbers],
            "files": [file.as_json() for file in self.files],
            "pictures": [picture.as_json() for picture in self.pictures],
            "deleted": self.gone,
            "problems": list(self.problems),
            "remarks": list(self.remarks),
            "recomputed": self.recomputed,
            "fingerprint": dict(zip(("sha256", "sm3"), self.fingerprint, strict=True))
            if self.fingerprint
            else None,
        }
