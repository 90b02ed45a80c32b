"""Keeping the search index true over all modules: what differs is found, and mended on demand or by the worker."""

import logging

from django_tasks import task

from machbar.foundation.search.services import differences, forget_other_kinds, mend, mend_index
from machbar.foundation.surfaces.asking import findables
from machbar.foundation.surfaces.registry import all_modules

log = logging.getLogger("machbar.search")


def index_differences() -> dict[str, int]:
    """How many objects of each kind have entries that are not what their records say; nothing where all is right.

    Modules that a town has switched off count as well: their entries stay and are only not asked for.
    """
    found = {each.kind: len(differences(each).objects) for each in findables(all_modules())}
    return {kind: count for kind, count in found.items() if count}


def mend_everything() -> int:
    """Renew what differs, remove what nobody knows, rebuild the index where it is not whole; how much that was."""
    every = findables(all_modules())
    return sum(mend(each) for each in every) + forget_other_kinds(every) + mend_index()


@task()
def mend_search() -> int:
    """After a start: the analysis of words may be new, or a restored database has no entries yet. Repeatable."""
    count = mend_everything()
    if count:
        log.info("search: %s entries renewed", count)
    return count
