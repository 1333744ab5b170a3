"""Template and facts -> docx; docx -> its text, controls and anchors."""

from taizhang.document.model import Anchor, DocProperties, Placeholder, RenderReport
from taizhang.document.placeholders import NUMBER_KIND
from taizhang.document.read import digits_outside_controls
from taizhang.document.render import placeholders_of, render
from taizhang.document.word.template import new_template, write_template

__all__ = [
    "NUMBER_KIND",
    "Anchor",
    "DocProperties",
    "Placeholder",
    "RenderReport",
    "digits_outside_controls",
    "new_template",
    "placeholders_of",
    "render",
    "write_template",
]
