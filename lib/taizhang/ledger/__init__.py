"""Raw files -> checked tables and findings."""

from taizhang.ledger.examine import schema
from taizhang.ledger.findings import ERROR, HINT, WARNING, Finding
from taizhang.ledger.importing.collect import import_collection, import_files
from taizhang.ledger.results import Aside, FileResult, Import, SheetResult
from taizhang.ledger.tables import write_tables
from taizhang.ledger.verdict import accept, as_json, require

__all__ = [
    "ERROR",
    "HINT",
    "WARNING",
    "Aside",
    "FileResult",
    "Finding",
    "Import",
    "SheetResult",
    "accept",
    "as_json",
    "import_collection",
    "import_files",
    "require",
    "schema",
    "write_tables",
]
