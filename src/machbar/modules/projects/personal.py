"""What projects keep about those who stand behind them and write in them."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import Basis, Keep, PersonalData, PersonalFields
from machbar.modules.projects.labels import edition_in_words
from machbar.modules.projects.services.sketch import forget_writer

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="projects.project",
            fields=(
                *("contact_salutation", "contact_first_name", "contact_last_name"),
                *("contact_function", "contact_phone", "contact_email", "organisation"),
                *("further_contacts", "who_stands_behind"),
            ),
            purpose=_("Saying who is asked about a project; public where the person agreed."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
            who=("contact_first_name", "contact_last_name", "contact_phone", "contact_email"),
            emptied=(
                *("contact_salutation", "contact_first_name", "contact_last_name"),
                *("contact_function", "contact_phone", "contact_email"),
            ),
        ),
        PersonalFields(
            model="projects.project",
            fields=(
                *("title", "lead_sentence", "description", "summary", "situation", "goals"),
                *("activities", "website", "organisation_website", "facebook"),
            ),
            purpose=_("Describing the project; people may be named in it."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.slot",
            fields=("note", "evidence_url"),
            purpose=_("Saying who uses, carries, builds and pays."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.stagemove",
            fields=("by", "reason", "in_spite_of"),
            purpose=_("Showing who decided what about a project, and why."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.checklistitem",
            fields=("decided_by", "text", "note"),
            purpose=_("Showing who checked what before a project went on."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.operationplan",
            fields=("gap_covered_by",),
            purpose=_("Saying who covers a gap in the running costs."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.sketch",
            fields=(
                *("occasion", "place", "users", "variants_text", "law", "costs", "follow_up"),
                *("risks", "carrier", "time", "decision"),
            ),
            purpose=_("Thinking a project through in writing; people may be named in it."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.sketchvariant",
            fields=("name", "gist", "pros", "cons", "yearly_note"),
            purpose=_("Comparing the ways a project could go."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.sketchwriter",
            fields=("label",),
            purpose=_("Letting somebody from outside write in a sketch."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
            who=("label",),
            emptied=("label",),
            ends=forget_writer,
        ),
        PersonalFields(
            model="projects.sketchauthor",
            fields=("by", "writer"),
            purpose=_("Showing who wrote which part of a sketch."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="projects.sketchedition",
            fields=("title", "finished_by", "authors", "content"),
            purpose=_("Keeping a sketch as it was when it was decided upon."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
            in_words={"content": edition_in_words},
        ),
        PersonalFields(
            model="projects.statusline",
            fields=("by", "text"),
            purpose=_("Telling how far a project is, and who said so."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
    ),
    harmless={
        "projects.project": ("kind fictional_note acronym main_category regional_office region"),
        "projects.slot": "project",
        "projects.stagemove": "project",
        "projects.checklistitem": "project",
        "projects.operationplan": "project totals",
        "projects.operationline": "project label",
        "projects.reference": "project label url",
        "projects.sketch": "project",
        "projects.sketchvariant": "sketch letter duration",
        "projects.sketchanswer": "sketch step",
        "projects.sketchwriter": "project",
        "projects.sketchauthor": "sketch step",
        "projects.sketchedition": "sketch",
        "projects.statusline": "project",
    },
)
