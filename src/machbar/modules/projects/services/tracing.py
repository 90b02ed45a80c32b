"""What the audit trail keeps of a changed sheet: which fields, with old and new texts; of personal ones the names.

The texts lie in the payload, the part of the trail that may be erased.
"""

from collections.abc import Iterable, Mapping

from machbar.foundation.towns.models import Term
from machbar.modules.projects.core import SHEET
from machbar.modules.projects.models import Project

PERSONAL = frozenset(field.name for field in SHEET if field.is_personal)


def sheet_before(project: Project) -> Project:
    """The row as it stands in the database; a form may have changed ``project`` already (one query)."""
    return Project.objects.select_related("main_category", "regional_office").get(pk=project.pk)


def sheet_trace(
    before: Project, values: Mapping[str, object], lists: Mapping[str, "TermsChange"]
) -> dict[str, object]:
    """The payload of a changed sheet; fields that stand as they stood are left out."""
    changes = {
        name: [_text(getattr(before, name)), _text(value)]
        for name, value in values.items()
        if _text(getattr(before, name)) != _text(value)
    }
    changes |= {
        name: [", ".join(old), ", ".join(new)] for name, (old, new) in lists.items() if old != new
    }
    kept = {name: texts for name, texts in changes.items() if name not in PERSONAL}
    return {"fields": sorted(changes), "changes": kept}


TermsChange = tuple[list[str], list[str]]


def labels_of(terms: Iterable[Term]) -> list[str]:
    """The words of terms in one order, so that two lists can be compared."""
    return sorted(str(term) for term in terms)


def _text(value: object) -> str:
    return "" if value is None else str(value)
