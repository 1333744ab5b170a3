"""A wrong figure stays found when unrelated right sentences stand before and behind it: a coincidence excuses nothing."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from types import ModuleType

import pytest

from taizhang.proofread import Status

BENCH = Path(__file__).resolve().parents[2] / "benchmarks/proofread/run.py"
BEFORE = (
    "全市共有养老机构86家，其中公办31家、民办55家，从业人员2140人。",
    "全年受理来访412批次，办结398批次，办结率96.6%。",
    "低保对象6412户、10384人，全年发放低保金3482.6万元。",
)
BEHIND = ("全年培训护理员860人次，比上年增加60人次。", "慈善组织18家，募集善款327.4万元。")
MOST_LOST = 2


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_context", BENCH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_published_errors_are_found_between_other_sentences(bench: ModuleType) -> None:
    prose = [item for item in bench.load() if item.places and "\t" not in item.text]
    lost, wrong = [], []
    for item, first, last in zip(prose, cycle(BEFORE), cycle(BEHIND)):
        places = tuple((start + len(first), end + len(first)) for start, end in item.places)
        (mixed,) = bench.score([replace(item, text=first + item.text.strip() + last, places=places)]).outcomes
        (alone,) = bench.score([item]).outcomes
        lost += [item.id] if alone.found and not mixed.found else []
        wrong += [check for check in mixed.alarms if check.status is Status.WRONG]
    assert len(lost) <= MOST_LOST, lost
    assert wrong == []
