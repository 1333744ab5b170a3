"""A label, a fact's id or a number as printed -> what the figure is, and everything it was made of."""

from taizhang.run.tracing.answer import Traced, trace

__all__ = ["Traced", "trace"]
