"""A total with the parts that should make it up."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.proofread.model import Claim


@dataclass(frozen=True, slots=True)
class Group:
    """A total, what should make it up, and whether the words say that nothing is left out."""

    whole: Claim
    parts: tuple[Claim, ...]
    complete: bool
    basis: str
    """among: 其中; listed: 分别为, 构成, a colon; added: 合计; near: only their nearness says so; sides: two that shut each
    other out, with other matters behind."""
