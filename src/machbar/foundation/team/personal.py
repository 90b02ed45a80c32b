"""What invitations and departures keep about people."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import Basis, Keep, PersonalData, PersonalFields

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="team.invitation",
            fields=("email", "roles", "invited_by"),
            purpose=_("Asking somebody into the team, and showing who asked."),
            basis=Basis.INTEREST,
            keep=Keep.MONTH_AFTER_REQUEST,
        ),
        PersonalFields(
            model="team.departure",
            fields=("person",),
            purpose=_("Finding what is kept about somebody who has left the team."),
            basis=Basis.DUTY,
            keep=Keep.TRAIL,
        ),
    ),
    harmless={"team.invitation": "form_key"},
)
