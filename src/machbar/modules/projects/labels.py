"""Texts for what a gate misses."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.modules.projects.core import Checklist, Lack, Missing, checklists
from machbar.modules.projects.models import Slot

_LACKS: dict[Lack, Promise] = {
    Lack.DESCRIPTION: gettext_lazy("Nobody has written down yet what it is about."),
    Lack.SLOT_OPEN: gettext_lazy("%(about)s: is not even in sight."),
    Lack.SLOT_NOT_PROVEN: gettext_lazy("%(about)s: does not stand yet."),
    Lack.OPERATION: gettext_lazy("Nobody has reckoned how the three years after it are paid."),
    Lack.OPERATION_GAP: gettext_lazy("The running costs leave a gap, and nobody covers it."),
    Lack.CHECKLIST: gettext_lazy("Still open: %(about)s"),
}


def missing_sentence(missing: Missing) -> str:
    """What the gate misses, in one sentence."""
    about = missing.about
    if missing.lack in {Lack.SLOT_OPEN, Lack.SLOT_NOT_PROVEN}:
        about = str(Slot.Kind(missing.about).label)
    return str(_LACKS[missing.lack]) % {"about": about}


def kind_choices() -> list[tuple[str, str]]:
    """The types of project to choose from, the undecided one first."""
    _every, *types = checklists()
    return [("", _("not decided yet")), *((each.key, each.label) for each in types)]


def kind_label(kind: str) -> str:
    """The type of a project in words; nothing while nobody has decided."""
    found: Checklist | None = next((each for each in checklists() if each.key == kind), None)
    return found.label if found and kind else ""
