"""The facts of a built edition -> what proofreading may hold a report's figures against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from taizhang.errors import UsageError
from taizhang.indicators import Fact
from taizhang.indicators.facts import CHANGE, GROWTH
from taizhang.indicators.store import read_parquet
from taizhang.proofread import KnownFact
from taizhang.proofread.against import core
from taizhang.run import edition as editions
from taizhang.run import workspace as workspaces


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """The ungrouped facts of the edition's own place, by the short form of their labels."""

    by_name: Mapping[str, tuple[KnownFact, ...]]

    def about(self, label: str) -> Sequence[KnownFact]:
        """The facts whose label has that short form; empty when there is none."""
        return self.by_name.get(label, ())


def facts_of(edition: str) -> EditionFacts:
    """The facts that an edition's last build wrote. UsageError when there is no edition or no build."""
    workspace = workspaces.find()
    found = editions.load(workspace, edition)
    path = found.folder / "out" / "facts.parquet"
    if not path.is_file():
        raise UsageError(f"期次 {edition}", "还没有生成数据", f"先运行 taizhang build {edition}。")
    return of_facts(read_parquet(path), found.place)


def of_facts(facts: Iterable[Fact], place: str) -> EditionFacts:
    """Those facts of one place that have a value and no group; changes are computed anew, not looked up."""
    found: dict[str, list[KnownFact]] = {}
    for fact in facts:
        level = not fact.group and not fact.indicator.endswith((GROWTH, CHANGE))
        if level and fact.place == place and fact.value is not None:
            known = KnownFact(fact.label, fact.unit, fact.value, fact.period)
            found.setdefault(core(fact.label), []).append(known)
    return EditionFacts({name: tuple(known) for name, known in found.items()})
