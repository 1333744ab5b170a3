"""EDITED.docx and an edition -> the edition built anew, and the document with its figures beside the input."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from taizhang import declare
from taizhang.document import embedded, package
from taizhang.document.embedded import Embedded
from taizhang.document.revise import Outcome, revise
from taizhang.errors import ReportError, UsageError
from taizhang.run import edition as editions
from taizhang.run.build import pipeline
from taizhang.run.build.swap import KEPT
from taizhang.run.edition import Edition
from taizhang.run.workspace import Workspace

_NUMBERED = re.compile(r"（更新\d*）$")
Say = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh read, wrote and did."""

    source: Path
    out: Path
    outcome: Outcome


def refresh(workspace: Workspace, source: Path, name: str, out: Path | None, say: Say) -> Refreshed:
    """Bring the figures of an edited document up to date with the ledgers as they are now.

    The input is read before anything is built and is never written. Raises UsageError for a document of
    another edition or without a known figure; errors of the build come through as they are.
    """
    edition = editions.load(workspace, name)
    phrases = declare.load(edition.definitions).reports[edition.report].phrases
    blob = _read(source)
    written = _record(blob, edition)
    _refuse_foreign(source, written, edition)
    _refuse_itself(source, out)
    built = pipeline.build(workspace, name, {}, say)
    day = edition.issued or edition.as_of.isoformat()
    made, outcome = revise(blob, written, built.document.read_bytes(), f"{day}T00:00:00Z", phrases)
    if not outcome.recognised:
        raise UsageError(
            source.name,
            "文档里没有一个数字能认出来源",
            "检查是否为本期次生成的报告；“Strict Open XML”格式请先在 Word 中另存为普通 .docx。",
        )
    target = out or _beside(source, edition, made)
    package.write(made, target)
    return Refreshed(source, target, outcome)


def _refuse_itself(source: Path, out: Path | None) -> None:
    if out is not None and out.resolve() == source.resolve():
        raise UsageError(f"选项 -o {out.name}", "就是要更新的文档本身", "换一个文件名；原文档不会被覆盖。")


def _read(source: Path) -> bytes:
    package.unpack(source)  # says so when it is no docx
    try:
        return source.read_bytes()
    except OSError as error:
        raise ReportError(source.name, "读不出来", "关闭占用它的程序后再试一次") from error


def _record(blob: bytes, edition: Edition) -> Embedded:
    """What the document was written with: from itself, else from the edition's last build."""
    own = embedded.read(blob)
    last = edition.folder / "out" / f"{edition.title}.docx"
    return own if own.anchors or not last.is_file() else embedded.read(last)


def _refuse_foreign(source: Path, written: Embedded, edition: Edition) -> None:
    about = (written.manifest or {}).get("edition", {})
    said = {"place": edition.place, "period": edition.period, "report": edition.report}
    other = [key for key, value in said.items() if about.get(key, value) != value]
    if other:
        raise UsageError(
            source.name,
            f"这份文档属于期次 {about.get('name', '')}（{about.get('period', '')} 年），不是 {edition.name}",
            "用它自己的期次更新；换了年度或地区的报告，请用 taizhang build 另行生成。",
        )
    if not written.anchors:
        raise UsageError(
            source.name,
            "文档里没有随附的数字出处，期次也没有上一次生成的文档可对照",
            "请更新由 taizhang build 生成、再经修改的文档。",
        )


def _beside(source: Path, edition: Edition, made: bytes) -> Path:
    """A name beside the input that no other file has; beside its kept copy where out/ was replaced."""
    inside = source.resolve().is_relative_to((edition.folder / "out").resolve())
    folder = edition.folder / KEPT if inside else source.parent
    stem = _NUMBERED.sub("", source.stem)
    names = (f"{stem}（更新{number}）.docx" if number > 1 else f"{stem}（更新）.docx" for number in count(1))
    return next(path for name in names if _free(path := folder / name, made) and path.name != source.name)


def _free(path: Path, made: bytes) -> bool:
    """No file of that name, or one that says the same to the last byte."""
    return not path.exists() or path.read_bytes() == made
