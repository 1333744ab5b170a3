"""The bytes of a spreadsheet -> its sheets as text, with notes on what the cells do not show."""

from taizhang.ledger.reading.workbook.assemble import read_workbook

__all__ = ["read_workbook"]
