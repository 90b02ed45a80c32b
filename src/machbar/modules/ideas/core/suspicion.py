"""What makes an idea look as if a program had sent it. Such ideas are kept and marked; a person decides."""

import re
from enum import StrEnum

MANY_LINKS = 3

_LINK = re.compile(r"https?://|\[url|<a\s", re.IGNORECASE)


class Suspicion(StrEnum):
    """One sign; its sentence is in `labels`."""

    TRAP = "trap"
    FAST = "fast"
    LINKS = "links"
    REPEATED = "repeated"


def suspicions(*, text: str, trap: str, is_fast: bool, is_repeated: bool) -> tuple[Suspicion, ...]:
    """The signs of a program: it filled in the hidden field, was faster than hands, brought links, or comes again."""
    signs = {
        Suspicion.TRAP: bool(trap),
        Suspicion.FAST: is_fast,
        Suspicion.LINKS: len(_LINK.findall(text)) >= MANY_LINKS,
        Suspicion.REPEATED: is_repeated,
    }
    return tuple(sign for sign, is_there in signs.items() if is_there)
