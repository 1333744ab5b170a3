"""An edition, an archive or a document -> whether its figures are still those of the ledgers."""

from taizhang.run.verify.model import Verified
from taizhang.run.verify.telling import lines
from taizhang.run.verify.verify import Request, verify

__all__ = ["Request", "Verified", "lines", "verify"]
