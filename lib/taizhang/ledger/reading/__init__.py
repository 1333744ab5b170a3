"""One raw file -> its sheets, every cell as text and every row with its true number."""

from taizhang.ledger.reading.route import UnreadableError, content, is_ledger_file, read_sheets
from taizhang.ledger.reading.sheet import RawSheet
from taizhang.ledger.reading.source import Large

__all__ = ["Large", "RawSheet", "UnreadableError", "content", "is_ledger_file", "read_sheets"]
