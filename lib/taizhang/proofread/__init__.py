"""Any Chinese report -> its figures, and those that cannot be right."""

from taizhang.proofread.examine import proofread
from taizhang.proofread.model import (
    Check,
    Claim,
    FactsView,
    KnownException,
    KnownFact,
    NamedText,
    Result,
    Status,
)
from taizhang.proofread.source import read_source

__all__ = [
    "Check",
    "Claim",
    "FactsView",
    "KnownException",
    "KnownFact",
    "NamedText",
    "Result",
    "Status",
    "proofread",
    "read_source",
]
