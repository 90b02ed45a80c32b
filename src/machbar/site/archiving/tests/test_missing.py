"""The first page of the full archive names what is not in it: every table of ours is in, or among those words."""

import pytest
from django.apps import apps
from django.template.loader import render_to_string
from django.utils import translation

from machbar.foundation.testing import make_town
from machbar.site.archiving.tests.reading import shown

pytestmark = pytest.mark.django_db

MISSING = {
    "premises.Owner": "Namen und Zustimmungen der Eigentümer",
    "premises.Consent": "Namen und Zustimmungen der Eigentümer",
    "ideas.Offer": "Angebote unter „Mach ich mit“",
    "ideas.Addition": "Nachträge zu Ideen",
    "ideas.PaperScan": "eingescannte Karten",
    "premises.Asking": "was beide Seiten einer Vermittlung geantwortet haben",
    "premises.Walk": "Begehungen",
    "premises.Tick": "Begehungen",
    "projects.ChecklistItem": "Checklisten",
    "funding.FinancingPlan": "errechnete Finanzierungspläne",
    "funding.ProfileAnswer": "errechnete Finanzierungspläne",
    "funding.Suggestions": "errechnete Finanzierungspläne",
    "post.Letter": "Briefe und Mails",
    "coordination.GroupLetter": "Briefe und Mails",
    "coordination.Reminder": "Briefe und Mails",
    "coordination.ReminderStop": "Briefe und Mails",
    "coordination.MemberReply": "Briefe und Mails",
    "audit.AuditHead": "der Verlauf",
    "audit.AuditEntry": "der Verlauf",
    "audit.AuditPayload": "der Verlauf",
    "coordination.MilestoneMove": "der Verlauf",
    "projects.SketchAuthor": "der Verlauf",
    "projects.SketchEdition": "der Verlauf",
    "projects.SketchWriter": "der Verlauf",
    "tables.Batch": "der Verlauf",
    "tables.BatchItem": "der Verlauf",
    "privacy.Erasure": "der Verlauf",
    "ideas.Joining": "der Verlauf",
    "access.PersonalLink": "Zugänge",
    "access.CounterDevice": "Zugänge",
    "access.SignIn": "Zugänge",
    "team.Invitation": "Zugänge",
    "team.HouseAccount": "Zugänge",
    "towns.ModuleSwitch": "Einstellungen",
    "towns.Term": "Einstellungen",
    "towns.NumberSeries": "Einstellungen",
    "ideas.ReasonTemplate": "Einstellungen",
    "media.Logo": "Einstellungen",
}
"""What is not in the full archive, and the words by which its first page says so."""

INSIDE = {
    "towns.Town", "towns.LegalNotice", "towns.OpeningTime", "towns.SpecialOpening", "people.Person",
    "people.RoleInTown", "team.Departure", "contacts.Contact", "media.Picture", "media.PictureFile",
    "projects.Project", "projects.Slot", "projects.StageMove", "projects.Sketch",
    "projects.SketchVariant", "projects.OperationPlan",
    "projects.OperationLine", "projects.StatusLine", "projects.Reference", "coordination.Member",
    "coordination.Task", "coordination.Milestone", "coordination.DiaryEntry",
    "coordination.DiaryPicture", "meetings.Presence", "meetings.DayOff", "meetings.Booking",
    "meetings.Talk", "ideas.Idea", "ideas.IdeaProject", "ideas.Answer", "ideas.Origin",
    "ideas.Bundle", "ideas.BundledIdea", "funding.Programme", "funding.CostLine",
    "funding.ChosenProgramme", "premises.House", "premises.Unit", "premises.UnitPicture",
    "premises.UseSpell", "premises.Demand", "premises.Mediation", "premises.MediationStep",
    "premises.Agreement", "premises.Bookable", "premises.RoomBooking",
}  # fmt: skip
ELSEWHERE = {"projects.SketchAnswer", "search.SearchEntry", "premises.Slice", "privacy.HeldRow"}
"""What is made from the rest and says nothing of its own."""


def test_every_table_is_in_the_full_archive_or_named_as_missing() -> None:
    ours = {
        model._meta.label for model in apps.get_models() if model.__module__.startswith("machbar.")
    }
    context = {"town": make_town(), "is_full": True, "shelves": [], "duties": []}
    with translation.override("de"):
        said = shown(render_to_string("site/archive/index.html", context))

    assert {key for key in ours if key not in MISSING.keys() | INSIDE | ELSEWHERE} == set()
    assert MISSING.keys() | INSIDE | ELSEWHERE == ours
    assert {words for words in MISSING.values() if words not in said} == set()
    assert "private Notizen zu Gesprächen" in said
    assert "Das steht in der Sicherung." in said
    context["is_full"] = False
    assert "Nicht darin" not in render_to_string("site/archive/index.html", context)
