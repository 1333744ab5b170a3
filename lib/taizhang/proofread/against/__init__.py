"""A report's figures against what stands elsewhere: last year's report, an edition's facts."""

from taizhang.proofread.against import earlier, facts, tables
from taizhang.proofread.against.names import year_of
from taizhang.proofread.claims.subjects import core

__all__ = ["core", "earlier", "facts", "tables", "year_of"]
