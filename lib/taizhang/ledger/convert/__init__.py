"""Text cells of one column -> typed values, and which of them were blank, unreadable or odd."""

from taizhang.ledger.convert.cells import Cells, Context, Odd
from taizhang.ledger.convert.columns import arrow_type, convert

__all__ = ["Cells", "Context", "Odd", "arrow_type", "convert"]
