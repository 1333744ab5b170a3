"""An address or an office's name that begins with its county -> the code of the county."""

from __future__ import annotations

import re
from collections.abc import Mapping

_COUNTY_ENDS = frozenset("县区旗市")
_GOES_ON = re.compile(
    r"街|镇|乡|苏木|村|嘎查|社区|居委|路|巷|道|号|小区|民政|局|处|中心|人民政府|园区|林场|农场|牧场"
)
_NO_ADDRESS = re.compile(r"[、,，;；/]|^[和与及或至到—–-]|[小合总累共]计|其中|不含|除外|以外|其他|其它|等$")
_SHORTEST, _LONGEST = 2, 40
_WORDS = 12


def county_of(text: str, places: Mapping[str, str]) -> str | None:
    """The county that is the longest known beginning of ``text`` (without blanks); None where it is not sure.

    A city alone is no answer: what follows it would be a county that nobody knows. Two places are none.
    """
    for length in range(min(_LONGEST, len(text) - 1), _SHORTEST - 1, -1):
        code = places.get(text[:length]) if text[length - 1] in _COUNTY_ENDS else None
        if code is None:
            continue
        rest = text[length:]
        sure = not code.endswith("00") and _is_address(rest) and not _names_another(rest, code, places)
        return code if sure else None
    return None


def _is_address(rest: str) -> bool:
    """A street, a village or an office follows. 东胜区合计 is no place in 东胜区, nor is 东胜区（不含某镇）."""
    return bool(_GOES_ON.search(rest)) and not _NO_ADDRESS.search(rest)


def _names_another(rest: str, code: str, places: Mapping[str, str]) -> bool:
    """Whether another county stands in what follows: two counties in one cell are not one address."""
    ends = (place for place, sign in enumerate(rest) if sign in _COUNTY_ENDS)
    return any(
        places.get(rest[start : end + 1], code) != code
        for end in ends
        for start in range(max(0, end - _WORDS), end - 1)
    )
