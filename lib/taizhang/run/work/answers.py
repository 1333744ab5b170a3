"""Placeholders of a template -> words, tables, pictures, tasks and appendices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from taizhang import places
from taizhang.declare import Catalogue
from taizhang.document import Placeholder
from taizhang.errors import ReportError, nearest
from taizhang.indicators import FactBook
from taizhang.present.appendix import definitions
from taizhang.present.pieces import Answer, Block, PictureBlock, Piece
from taizhang.present.tables import TableMaker
from taizhang.present.wording import Request, Wording

DEFINITIONS = "指标口径"


@dataclass(slots=True)
class Answerer:
    """Answers what a template asks. Tables and pictures are numbered in the order they are first asked for."""

    book: FactBook
    catalogue: Catalogue
    report: str
    members: Sequence[str]
    words: Mapping[str, str]
    tasks: Mapping[str, Sequence[Block]]
    appendices: Mapping[str, Sequence[Block]]
    charts: Mapping[str, tuple[Path, str]]
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)

    def ask(self, placeholder: Placeholder) -> Answer:
        """The answer to one placeholder. ReportError names the nearest when the name is unknown."""
        kinds: dict[str, Callable[[Placeholder], Answer]] = {
            "数": self._number,
            "期次": self._word,
            "表": self._table,
            "图": self._picture,
            "任务": self._tasks,
            "附录": self._appendix,
        }
        if placeholder.kind not in kinds:
            raise _unknown(placeholder, placeholder.kind, kinds, "类别")
        return kinds[placeholder.kind](placeholder)

    def _number(self, placeholder: Placeholder) -> Answer:
        wording = Wording(self.book, self.catalogue)
        request = Request(placeholder.name, self._place(placeholder), placeholder.formats, placeholder.where)
        self._use((wording.spec(request).id,))
        return Answer(wording.say(request))

    def _use(self, names: Iterable[str]) -> None:
        """Remember, in the order of first use, what the appendix has to define; parts of a ratio too."""
        for name in names:
            spec = self.catalogue.indicators[name]
            self.used.setdefault(name)
            self._use(part for part in (spec.numerator, spec.denominator, *spec.sum_of) if part)

    def _place(self, placeholder: Placeholder) -> str | None:
        if placeholder.place is None:
            return None
        known = places.lookup((self.book.place, *self.members))
        if placeholder.place not in known:
            raise _unknown(placeholder, placeholder.place, known, "地区")
        return known[placeholder.place]

    def _word(self, placeholder: Placeholder) -> Answer:
        if placeholder.name not in self.words:
            raise _unknown(placeholder, placeholder.name, self.words, "期次用语")
        return Answer((self.words[placeholder.name],))

    def _nth(self, placeholder: Placeholder) -> int:
        kind = placeholder.kind
        count = sum(1 for known, _ in self.numbers if known == kind)
        return self.numbers.setdefault((kind, placeholder.name), count + 1)

    def _table(self, placeholder: Placeholder) -> Answer:
        specs = self.catalogue.reports[self.report].tables
        if placeholder.name not in specs:
            raise _unknown(placeholder, placeholder.name, specs, "表")
        self._use(specs[placeholder.name].columns)
        maker = TableMaker(self.book, self.catalogue, self.members)
        return Answer(blocks=(maker.make(specs[placeholder.name], self._nth(placeholder)),))

    def _picture(self, placeholder: Placeholder) -> Answer:
        specs = self.catalogue.reports[self.report].charts
        if placeholder.name not in specs:
            raise _unknown(placeholder, placeholder.name, specs, "图")
        self._use(specs[placeholder.name].indicators)
        png, alt = self.charts[placeholder.name]
        caption = Piece(specs[placeholder.name].caption, f"definition:chart:{placeholder.name}", "图题")
        return Answer(blocks=(PictureBlock((f"图{self._nth(placeholder)}　", caption), png, alt),))

    def _tasks(self, placeholder: Placeholder) -> Answer:
        if placeholder.name not in self.tasks:
            raise _unknown(placeholder, placeholder.name, self.tasks, "工作领域")
        return Answer(blocks=tuple(self.tasks[placeholder.name]))

    def _appendix(self, placeholder: Placeholder) -> Answer:
        # Definitions are those of every indicator asked for so far, so this appendix stands last.
        known = {DEFINITIONS: definitions(self.used, self.catalogue), **self.appendices}
        if placeholder.name not in known:
            raise _unknown(placeholder, placeholder.name, known, "附录")
        return Answer(blocks=tuple(known[placeholder.name]))


def _unknown(placeholder: Placeholder, name: str, known: Mapping[str, object], what: str) -> ReportError:
    near = nearest(name, known)
    hint = f"是否为“{near}”？" if near else ""
    return ReportError(
        placeholder.where, f"没有名为“{name}”的{what}", f"{hint}可用的有：{'、'.join(list(known)[:12])}。"
    )
