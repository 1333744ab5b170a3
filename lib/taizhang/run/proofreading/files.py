"""Report files -> each one proofread, held against the earlier ones, and its remarks as Word comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml.etree import XMLSyntaxError

from taizhang.document import package, review
from taizhang.errors import ReportError, SourceError, UsageError
from taizhang.proofread import Check, FactsView, NamedText, Result, proofread, read_source, table
from taizhang.proofread.against import year_of
from taizhang.run.proofreading.exceptions import beside

WORD = (".docx", ".docm", ".dotx")
COPY = "（校核意见）"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One report's result, the annotated copy where one was written, and which text stands in headers and footers."""

    path: Path
    result: Result
    copy: Path | None = None
    asides: tuple[review.Aside, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The result as DESIGN fixes it, with the file's name."""
        asides = [{"start": one.start, "end": one.end, "where": one.where} for one in self.asides]
        return {"file": self.path.name, **self.result.as_json(), "asides": asides} | (
            {"annotated": self.copy.name} if self.copy else {}
        )

    def lines(self) -> list[str]:
        """What a person reads of one report."""
        said = table.lines(self.result, [(one.start, one.end, one.where) for one in self.asides])
        count = len(self.result.remarks)
        return [*said, f"已写入 {self.copy.name}，批注{count}条；原文件没有改动。"] if self.copy else said


@dataclass(frozen=True, slots=True)
class Proofread:
    """All reports of one run."""

    files: tuple[FileResult, ...]

    @property
    def found(self) -> bool:
        """Whether there is anything to look at: a remark, or an exception that explains nothing."""
        return any(one.result.remarks or one.result.unused for one in self.files)

    def as_json(self) -> dict[str, Any]:
        """One report's object, or ``{"files": […]}`` for several."""
        found = [one.as_json() for one in self.files]
        return found[0] if len(found) == 1 else {"files": found}

    def lines(self) -> list[str]:
        """What a person reads; a title line a report where there are several."""
        if len(self.files) == 1:
            return self.files[0].lines()
        return [line for one in self.files for line in (f"—— {one.path.name}", *one.lines())]


def proofread_files(
    paths: Sequence[Path], facts: FactsView | None = None, comments: bool = False
) -> Proofread:
    """Proofread each report; every other one of an earlier year stands behind it.

    SourceError for a file that cannot be read, DefinitionError for a faulty exceptions file, UsageError when
    comments are asked for on something other than a Word file.
    """
    for path in paths if comments else ():
        _may_annotate(path)
    plains = [_plain(path) for path in paths]
    texts = [NamedText(path.name, one.text) for path, one in zip(paths, plains, strict=True)]
    found = [
        FileResult(
            path,
            proofread(
                text.text,
                earlier=_earlier(text, texts),
                facts=facts,
                exceptions=beside(path),
                name=text.name,
            ),
            asides=one.asides,
        )
        for path, text, one in zip(paths, texts, plains, strict=True)
    ]
    return Proofread(tuple(replace(one, copy=annotate(one)) if comments else one for one in found))


def text_of(path: Path) -> str:
    """A report's plain text; a Word file's with one line a table row, as comments are anchored."""
    return _plain(path).text


def _plain(path: Path) -> review.Plain:
    if path.suffix.lower() not in WORD or not path.is_file():
        return review.Plain(read_source(path).text, ())
    try:
        return review.of(package.unpack(path))
    except (ReportError, XMLSyntaxError, KeyError, ValueError) as error:
        raise SourceError(
            f"报告 {path.name}", "不是完好的 Word 文件", "用 Word 或 WPS 打开并另存为 .docx 后再校核。"
        ) from error


def _earlier(text: NamedText, texts: Sequence[NamedText]) -> list[NamedText]:
    """The reports of earlier years, the latest first; one whose year is unknown is behind those given before it."""
    own = year_of(text)
    behind = [other for other in texts if other is not text and _is_behind(other, text, own, texts)]
    return sorted(behind, key=lambda other: -(year_of(other) or 0))


def _is_behind(other: NamedText, text: NamedText, own: int | None, texts: Sequence[NamedText]) -> bool:
    theirs = year_of(other)
    if own is None or theirs is None:
        return texts.index(other) > texts.index(text)
    return theirs < own


def annotate(one: FileResult) -> Path:
    """Write the copy ``<报告名>（校核意见）.docx`` beside a Word report; its path. The report stays as it is."""
    target = one.path.with_name(f"{one.path.stem}{COPY}{one.path.suffix}")
    remarks = [review.Remark(*check.focus, _said(check)) for check in one.result.remarks]
    package.write(review.annotate(one.path.read_bytes(), remarks), target)
    return target


def _said(check: Check) -> str:
    expected = f"应为{check.expected}。" if check.expected else ""
    return f"【{check.status.value}】{check.rule}\n{expected}{check.reason}"


def as_json(result: Result) -> dict[str, Any]:
    """What the pipeline keeps: the remarks, exceptions and counts, without the text."""
    said = result.as_json()
    counts = {"claims": len(result.claims), "checks": len(result.checks), "unchecked": result.unchecked}
    kept = [check.as_json() for check in result.remarks]
    return {
        "counts": counts,
        "remarks": kept,
        "exceptions": said["exceptions"],
        "unused_exceptions": said["unused_exceptions"],
    }


def _may_annotate(path: Path) -> None:
    if path.suffix.lower() not in WORD:
        raise UsageError(f"报告 {path.name}", "只有 Word 文件能加批注", "去掉 --annotate，或先另存为 .docx。")
    if path.stem.endswith(COPY):
        raise UsageError(f"报告 {path.name}", "这是带校核意见的副本", "请校核原文件。")
