"""An edited document and its edition -> a new file with present figures, and a list of what was done."""

from taizhang.run.refresh.refresh import Refreshed, refresh

__all__ = ["Refreshed", "refresh"]
