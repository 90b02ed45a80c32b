"""Sentences for what is wrong with a street or a house number."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.modules.premises.core import StreetProblem

STREET_SENTENCES: Mapping[StreetProblem, Promise] = {
    StreetProblem.NO_STREET: _("Please name a street."),
    StreetProblem.STREET_TOO_LONG: _("Please use at most 120 characters for the street."),
    StreetProblem.NOT_A_NUMBER: _(
        "This is not a house number. Please write it like 12, 12 a or 12-14; a comma parts it from the street."
    ),
    StreetProblem.RUN_BACKWARDS: _("The last house number is smaller than the first."),
    StreetProblem.RUN_TOO_LONG: _("These are more than 200 houses in one line."),
    StreetProblem.TOO_MANY_LINES: _(
        "At most 1.000 lines at a time. Please paste the rest afterwards."
    ),
}


def street_sentence(problem: StreetProblem) -> str:
    """What is wrong with a street or a house number, in a sentence."""
    return str(STREET_SENTENCES[problem])
