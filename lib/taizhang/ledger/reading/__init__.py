"""One raw file -> its sheets, every cell as text and every row with its true number."""

from taizhang.ledger.reading.route import UnreadableError, is_ledger_file, read_sheets
from taizhang.ledger.reading.sheet import RawSheet

__all__ = ["RawSheet", "UnreadableError", "is_ledger_file", "read_sheets"]
