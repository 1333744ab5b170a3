"""A collection's sources.yml and its sheets -> entries that speak of none of them, and sheets that two speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taizhang.ledger.findings import WARNING, Finding
from taizhang.ledger.results import SheetResult
from taizhang.ledger.setting import SOURCES, Sources


def doubts(sources: Sources, sheets: Iterable[SheetResult]) -> Iterator[Finding]:
    """What a person wrote and nothing was done with: a wrong name, or a second entry behind the first."""
    names = [(one.path, one.sheet) for one in sheets]
    for rule in sources.files:
        if not any(rule.fits(*name) for name in names):
            said = f"“{rule.match}”" + (f"的工作表“{rule.sheet}”" if rule.sheet else "")
            message = f"sources.yml 的 files 写的{said}没有对应的文件或工作表，这一条没有起作用；请核对名称"
            yield Finding("SOURCES_UNUSED", WARNING, message, SOURCES)
    for pattern in sources.ignore:
        alone = Sources(ignore=(pattern,))
        if not any(alone.ignores(path) or alone.ignores(f"{path}#{sheet}") for path, sheet in names):
            message = f"sources.yml 的 ignore 写的“{pattern}”没有对应的文件或工作表；请核对名称"
            yield Finding("SOURCES_UNUSED", WARNING, message, SOURCES)
    for path, sheet in names:
        if sum(rule.fits(path, sheet) for rule in sources.files) > 1:
            message = "sources.yml 有几条都对应这张表，只用了第一条；请合并成一条"
            yield Finding("SOURCES_TWICE", WARNING, message, path, sheet)
