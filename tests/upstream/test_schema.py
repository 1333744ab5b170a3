"""Why declare/validator.py hides a library while it imports jsonschema."""

import subprocess
import sys

SAYS = "import jsonschema, sys; print('rfc3987_syntax' in sys.modules)"


def test_jsonschema_still_imports_every_format_library_it_finds() -> None:
    """When this prints False, declare/validator.py can import jsonschema as anyone would."""
    done = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_our_validator_does_without_it() -> None:
    ours = "import taizhang.declare as d; d.load(); import sys; print(sys.modules.get('rfc3987_syntax'))"
    done = subprocess.run([sys.executable, "-c", ours], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None"
