"""An edition opened by one notebook: what it may read, and the folder its own products go to."""

from __future__ import annotations

import gc
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from taizhang import declare, document
from taizhang.declare import Catalogue
from taizhang.errors import NotebookError, SourceError
from taizhang.indicators import Fact, FactBook, Scope, ledgers_of
from taizhang.indicators.query.engine import Engine
from taizhang.indicators.store import read_parquet
from taizhang.run import edition as editions
from taizhang.run import workspace as workspaces
from taizhang.run.stages import STAGES

BY_HAND = "手工"
TASKS, TASKS_KIND = "tasks", "任务"


@dataclass(slots=True)
class Desk:
    """What a notebook works with. ``work`` holds one folder a stage."""

    stage: str
    workspace: workspaces.Workspace
    edition: editions.Edition
    work: Path

    @property
    def folder(self) -> Path:
        """Where this notebook's products go."""
        path = self.work / self.stage
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def collection(self) -> Path:
        """The ledgers' folder. SourceError when it is not there."""
        path = self.workspace.collection(self.edition.collection)
        if not path.is_dir():
            raise SourceError(
                f"台账文件夹 data_raw/{self.edition.collection}",
                "没有这个文件夹",
                "把台账放进去；演示数据可用 taizhang demo 生成。",
            )
        return path

    def product(self, name: str) -> Path:
        """A file that an earlier stage made: in this work folder, else in the edition's out/.

        NotebookError when no earlier notebook has been run.
        """
        candidates = [self.work / stage.name / name for stage in STAGES]
        found = next(
            (path for path in (*candidates, self.edition.folder / "out" / name) if path.exists()), None
        )
        if found is None:
            raise NotebookError(
                f"期次 {self.edition.name}", f"还没有 {name}", "先运行前面的笔记本，或运行 taizhang build。"
            )
        return found

    def tables(self) -> dict[str, Path]:
        """The checked tables by ledger."""
        return {path.stem: path for path in sorted(self.product("tables").glob("*.parquet"))}

    def engine(self) -> Engine:
        """The query engine over the checked tables."""
        return Engine(self.tables())

    def book(self) -> FactBook:
        """The facts that 10_indicators made."""
        return read_parquet(self.product("facts.parquet"))

    def read(self, name: str) -> Any:
        """A JSON product of an earlier stage."""
        return json.loads(self.product(name).read_text(encoding="utf-8"))

    def write(self, name: str, value: object) -> Path:
        """Write a JSON product: sorted, indented, without times."""
        path = self.folder / name
        text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
        return path


class OpenDesk(Desk):
    """A desk with its catalogue and scope at hand."""

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything declared, the edition's own definitions on top."""
        return declare.load(self.edition.definitions)

    @cached_property
    def scope(self) -> Scope:
        """Place, reporting date and cut-offs."""
        return self.edition.scope()

    def wanted(self) -> set[str]:
        """The indicators that the report's tables, charts, history and template ask for."""
        spec = self.catalogue.reports[self.edition.report]
        names = {name for table in spec.tables.values() for name in table.columns}
        names |= {name for chart in spec.charts.values() for name in chart.indicators}
        labels = self.catalogue.by_label()
        template = self.workspace.template(self.edition.template)
        asked = {one.name for one in document.placeholders_of(template) if one.kind == document.NUMBER_KIND}
        return names | set(spec.history) | {labels[label].id for label in asked if label in labels}

    def wanted_ledgers(self) -> list[str]:
        """The ledgers of every indicator that is asked for, and the task ledger where its chapter is."""
        specs = [self.catalogue.indicators[name] for name in sorted(self.wanted())]
        names = [name for spec in specs for name in ledgers_of(spec, self.catalogue)]
        template = self.workspace.template(self.edition.template)
        if any(one.kind == TASKS_KIND for one in document.placeholders_of(template)):
            names.append(TASKS)
        return list(dict.fromkeys(names))

    def wanted_with_parts(self) -> set[str]:
        """The same, and every indicator that one of them is made of."""
        found: set[str] = set()
        left = list(self.wanted())
        while left:
            name = left.pop()
            if name not in found:
                found.add(name)
                spec = self.catalogue.indicators[name]
                left += [part for part in (spec.numerator, spec.denominator, *spec.sum_of) if part]
        return found

    def history(self) -> dict[str, list[Fact]]:
        """The monthly facts that 20_planning made, by indicator; empty before it has run."""
        try:
            path = self.product("history.parquet")
        except NotebookError:
            return {}
        book = read_parquet(path)
        names = dict.fromkeys(fact.indicator for fact in book)
        return {name: book.history(name) for name in names}


def open_desk(stage: str, edition: str, work: str = "") -> OpenDesk:
    """Open an edition for a notebook; ``work`` empty: by hand, with products under 手工/."""
    # What was imported stays to the end: no collection goes through it, nor does the kernel when it ends.
    gc.freeze()
    workspace = workspaces.find()
    found = editions.load(workspace, edition)
    folder = Path(work) if work else found.folder / BY_HAND
    desk = OpenDesk(stage, workspace, found, folder)
    if found.report not in desk.catalogue.reports:
        raise NotebookError(
            f"reports/{edition}/edition.yml", f"没有名为 {found.report} 的报告定义", "改成已有的报告。"
        )
    return desk
