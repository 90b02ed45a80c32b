"""What funding keeps about people: who answered which question about a project."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import Basis, Keep, PersonalData, PersonalFields

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="funding.profileanswer",
            fields=("answered_by",),
            purpose=_("Showing who said what about an application."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
    ),
    harmless={
        "funding.programme": ("name funder source_url applicants themes search_text record"),
        "funding.costline": "project label",
        "funding.financingplan": "project result",
        "funding.chosenprogramme": "project programme",
        "funding.profileanswer": "project answer",
        "funding.suggestions": "project ranking text_hash",
    },
)
