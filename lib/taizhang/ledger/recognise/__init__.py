"""A sheet of text cells -> which ledger it is, where its header stands, which column is which."""

from taizhang.ledger.recognise.layout import Layout, Recognised, Told, recognise

__all__ = ["Layout", "Recognised", "Told", "recognise"]
