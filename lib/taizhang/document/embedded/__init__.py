"""What travels inside a docx: its anchors, the facts it prints, the manifest of what made it, and their fingerprint."""

from taizhang.document.embedded.bundle import Embedded, embed, problems, read
from taizhang.document.embedded.canonical import Fingerprint, digests
from taizhang.document.embedded.facts import PrintedFact
from taizhang.document.embedded.manifest import fingerprint

__all__ = [
    "Embedded",
    "Fingerprint",
    "PrintedFact",
    "digests",
    "embed",
    "fingerprint",
    "problems",
    "read",
]
