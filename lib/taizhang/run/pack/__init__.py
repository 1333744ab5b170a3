"""An edition -> one archive that another machine can verify; such an archive -> a folder laid out as a workspace."""

from taizhang.run.pack.opening import Opened, open_archive
from taizhang.run.pack.packing import Packed, is_archive, pack

__all__ = ["Opened", "Packed", "is_archive", "open_archive", "pack"]
