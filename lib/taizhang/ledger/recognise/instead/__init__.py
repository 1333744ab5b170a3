"""A recognised sheet that lacks a column or has two for one -> the match with what other columns say instead."""

from taizhang.ledger.recognise.instead.columns import instead, is_address, is_day

__all__ = ["instead", "is_address", "is_day"]
