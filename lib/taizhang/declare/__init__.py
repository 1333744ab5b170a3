"""YAML declarations -> frozen specs, all problems at once, each with its file and line."""

from taizhang.declare.catalogue import load, naming, read_checked, schema
from taizhang.declare.specs import Catalogue, ColumnSpec, IndicatorSpec, LedgerSpec

__all__ = [
    "Catalogue",
    "ColumnSpec",
    "IndicatorSpec",
    "LedgerSpec",
    "load",
    "naming",
    "read_checked",
    "schema",
]
