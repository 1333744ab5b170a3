"""A data frame -> the table that a notebook shows: whole, in Chinese reading order, without an index."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

MOST = 400
EMPTY = "<p>无。</p>"
STYLE = (
    "<style>table.taizhang td, table.taizhang th {text-align: left !important; vertical-align: top}</style>"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table for the screen; ``frame`` is what it shows."""

    frame: pd.DataFrame

    def _repr_html_(self) -> str:
        if self.frame.empty:
            return EMPTY
        with pd.option_context("display.max_colwidth", None):
            text = str(
                self.frame.head(MOST).to_html(
                    index=False, na_rep="—", border=0, justify="left", classes="taizhang"
                )
            )
        left = len(self.frame) - MOST
        return STYLE + text + (f"<p>另有 {left} 行，见输出文件夹中的数据文件。</p>" if left > 0 else "")

    def __repr__(self) -> str:
        return "无。" if self.frame.empty else str(self.frame.head(MOST).to_string(index=False, na_rep="—"))
