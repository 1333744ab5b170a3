"""User errors -> an exit code and three short Chinese lines: where, what was received, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import ClassVar

LINE_NAMES = ("位置", "收到", "请做")


class TaizhangError(Exception):
    """A mistake that a person can mend.

    ``where``, ``received`` and ``do`` are one short Chinese line each. They never carry a
    personal value (name, id number, bank account): callers mask first.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, where: str, received: str, do: str) -> None:
        self.where = where
        self.received = received
        self.do = do
        super().__init__(self.text())

    def __reduce__(self) -> tuple[type[TaizhangError], tuple[str, str, str]]:
        """An error crosses from a worker process as its three parts."""
        return type(self), (self.where, self.received, self.do)

    def lines(self) -> tuple[str, str, str]:
        """The three lines a person reads."""
        parts = (self.where, self.received, self.do)
        one, two, three = (f"{name}：{part}" for name, part in zip(LINE_NAMES, parts, strict=True))
        return one, two, three

    def text(self) -> str:
        """The three lines joined by newlines; ``parse`` reads them back."""
        return "\n".join(self.lines())

    def as_json(self) -> dict[str, object]:
        """The ``error`` object of every ``--json`` answer."""
        return {"code": self.exit_code, "where": self.where, "received": self.received, "do": self.do}


class UsageError(TaizhangError):
    """Wrong arguments."""

    exit_code = 2


class DefinitionError(TaizhangError):
    """A declaration (YAML) cannot be used."""

    exit_code = 10


class SourceError(TaizhangError):
    """A source file is missing or cannot be read at all."""

    exit_code = 11


class LedgerError(TaizhangError):
    """A ledger was read, and what it says cannot be accepted."""

    exit_code = 12


class RollUpError(TaizhangError):
    """An indicator was asked over places or months that it cannot be added over."""

    exit_code = 13


class ReportError(TaizhangError):
    """The document, or the folder it goes to, cannot be written as asked."""

    exit_code = 14


class NotebookError(TaizhangError):
    """A notebook's cell failed."""

    exit_code = 15


class EngineError(TaizhangError):
    """The query engine failed."""

    exit_code = 16


ERRORS: dict[str, type[TaizhangError]] = {
    kind.__name__: kind
    for kind in (
        UsageError,
        DefinitionError,
        SourceError,
        LedgerError,
        RollUpError,
        ReportError,
        NotebookError,
        EngineError,
    )
}


def parse(name: str, text: str) -> TaizhangError | None:
    """Rebuild an error from its class name and ``text()``; None when it is not one of ours.

    A notebook's kernel hands errors over as a class name and a text only.
    """
    kind = ERRORS.get(name)
    lines = text.strip().split("\n")
    if kind is None or len(lines) != len(LINE_NAMES):
        return None
    parts = [line.removeprefix(f"{head}：") for head, line in zip(LINE_NAMES, lines, strict=True)]
    return kind(*parts)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name most like ``name``, or None when none is alike."""
    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.3)
    return found[0] if found else None
