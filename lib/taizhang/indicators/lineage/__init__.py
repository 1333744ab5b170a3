"""A fact -> the query, the facts and the ledger rows that it was made of."""

from taizhang.indicators.lineage.rows import Masked, RowSet, records
from taizhang.indicators.lineage.tree import Node, Tracer

__all__ = ["Masked", "Node", "RowSet", "Tracer", "records"]
