"""A text -> every figure it claims, with value, unit, subject, period and place."""

from taizhang.proofread.claims.reading import Reading, read

__all__ = ["Reading", "read"]
