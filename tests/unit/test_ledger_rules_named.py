"""Every code that a finding can have is named in Chinese, with what to do."""

from __future__ import annotations

import re
from pathlib import Path

import taizhang.ledger
from taizhang.ledger.rulebook import rules

_OTHER = {"TAIZHANG_HOME"}


def test_every_code_of_the_ledger_room_has_a_name():
    room = Path(taizhang.ledger.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(room.rglob("*.py")))
    codes = set(re.findall(r'"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+|CORRECTED|UNRECOGNISED)"', text)) - _OTHER
    assert not codes - set(rules())


def test_names_tell_rules_apart():
    names = [one.name for one in rules().values()]
    assert len(set(names)) == len(names)
