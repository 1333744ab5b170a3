"""Checked tables and the catalogue -> facts."""

from taizhang.indicators.build import build, ledgers_of
from taizhang.indicators.facts import CHANGE, GROWTH, NORMAL, Fact, FactBook
from taizhang.indicators.scope import Scope, scope

__all__ = ["CHANGE", "GROWTH", "NORMAL", "Fact", "FactBook", "Scope", "build", "ledgers_of", "scope"]
