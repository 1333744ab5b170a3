"""What every test may ask for: the places of the checkout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import portalocker
import pytest

from taizhang import demo

ROOT = Path(__file__).resolve().parent.parent
DEMO_SECONDS = 900


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference data beside the checkout; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("没有与检出目录并列的 shared/ 参考数据")
    return folder


@pytest.fixture(scope="session")
def ordos_ledgers(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The ledgers of the full demo, written once for all test processes; nobody changes them."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "ordos-2021"
    with portalocker.Lock(f"{folder}.lock", timeout=DEMO_SECONDS):
        if not folder.exists():
            demo.write("ordos-2021", folder)
    return folder


@pytest.fixture(scope="session", autouse=True)
def no_reader_outlives_the_tests() -> Iterator[None]:
    """End the process that reads doubtful workbooks, which a program keeps until it ends itself."""
    yield
    guard = sys.modules.get("taizhang.ledger.reading.workbook.guard")
    if guard is not None and guard._reader is not None:
        guard._stop(guard._reader)
        guard._reader = None
