"""The working folder: where collections, editions, templates, notebooks and the cache are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from taizhang.errors import UsageError, nearest

HOME = "TAIZHANG_HOME"
CACHE = "TAIZHANG_CACHE"
MARKS = ("reports", "notebooks")


@dataclass(frozen=True, slots=True)
class Workspace:
    """The top folder, and the places below it."""

    root: Path

    @property
    def reports(self) -> Path:
        """One folder an edition."""
        return self.root / "reports"

    @property
    def notebooks(self) -> Path:
        """The five notebooks."""
        return self.root / "notebooks"

    @property
    def cache(self) -> Path:
        """What need not be computed again; safe to delete. TAIZHANG_CACHE puts it elsewhere."""
        named = os.environ.get(CACHE)
        return Path(named) if named else self.root / ".cache" / "taizhang"

    def collection(self, name: str) -> Path:
        """A collection's folder under data_raw/."""
        return self.root / "data_raw" / name

    def template(self, name: str) -> Path:
        """A Word template under reports/templates/."""
        return self.reports / "templates" / name

    def editions(self) -> list[str]:
        """The editions that have an edition.yml."""
        return sorted(path.parent.name for path in self.reports.glob("*/edition.yml"))

    def edition(self, name: str) -> Path:
        """An edition's folder. UsageError naming the nearest when there is none."""
        folder = self.reports / name
        if (folder / "edition.yml").is_file():
            return folder
        near = nearest(name, self.editions())
        raise UsageError(
            "期次名称",
            f"没有名为“{name}”的期次",
            f"是否为“{near}”？" if near else "先在 reports/ 下建立期次文件夹。",
        )


def find(start: Path | None = None) -> Workspace:
    """The nearest folder upwards that holds reports/ and notebooks/; TAIZHANG_HOME overrides.

    UsageError when there is none.
    """
    named = os.environ.get(HOME)
    here = (start or Path.cwd()).resolve()
    candidates = [Path(named)] if named else [here, *here.parents, Path(__file__).resolve().parents[3]]
    for folder in candidates:
        if all((folder / mark).is_dir() for mark in MARKS):
            return Workspace(folder)
    raise UsageError(
        "当前文件夹", "这里和上级文件夹中都没有 reports 和 notebooks", "请在项目文件夹中运行 taizhang。"
    )
