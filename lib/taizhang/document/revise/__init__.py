"""An edited docx and a fresh one -> the edited one with new figures as tracked revisions."""

from taizhang.document.revise.model import Changed, Flagged, Flipped, Left, Outcome
from taizhang.document.revise.revise import revise

__all__ = ["Changed", "Flagged", "Flipped", "Left", "Outcome", "revise"]
