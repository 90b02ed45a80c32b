"""What a project's group keeps about its members."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.personal import (
    Basis,
    Consents,
    Keep,
    PersonalData,
    PersonalFields,
    Retention,
)
from machbar.modules.coordination.services.consenting import given_by_member, withdraw_of_member
from machbar.modules.coordination.services.group import erase_member
from machbar.modules.coordination.services.reminding import (
    REQUESTS_KEPT,
    forget_old_requests,
    old_requests,
)

PERSONAL = PersonalData(
    personal=(
        PersonalFields(
            model="coordination.member",
            fields=("name", "contact", "offer", "reason"),
            purpose=_("Working together in a project: who is in it and how to reach them."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
            who=("name", "contact"),
            emptied=("name", "contact", "offer", "reason"),
            ends=erase_member,
        ),
        PersonalFields(
            model="coordination.memberreply",
            fields=("member", "note"),
            purpose=_("Answering somebody who asked to join a group."),
            basis=Basis.CONSENT,
            keep=Keep.MONTH_AFTER_REQUEST,
            who=("member",),
            goes=True,
        ),
        PersonalFields(
            model="coordination.task",
            fields=("title", "owner_member", "owner_person", "reason"),
            purpose=_("Showing who does what until when."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="coordination.groupletter",
            fields=("to_member", "by_member", "by_person", "subject", "text"),
            purpose=_("Writing to the members of a group."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="coordination.reminder",
            fields=("member", "person"),
            purpose=_("Reminding nobody twice of the same."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
            who=("member", "person"),
            goes=True,
        ),
        PersonalFields(
            model="coordination.reminderstop",
            fields=("person",),
            purpose=_("Respecting that somebody wants no reminders."),
            basis=Basis.CONSENT,
            keep=Keep.TEAM,
            who=("person",),
            goes=True,
        ),
        PersonalFields(
            model="coordination.diaryentry",
            fields=("by_member", "by_person", "text", "note"),
            purpose=_("Telling in the group's diary what was done and by whom."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="coordination.milestonemove",
            fields=("by_member", "by_person", "reason"),
            purpose=_("Showing who moved a milestone, and why."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
        ),
        PersonalFields(
            model="coordination.diarypicture",
            fields=("entry", "picture"),
            purpose=_("Showing in pictures what was done; with the consent of those in them."),
            basis=Basis.CONSENT,
            keep=Keep.PROJECT,
        ),
    ),
    consents=(
        Consents(model="coordination.member", given=given_by_member, withdraw=withdraw_of_member),
    ),
    retentions=(
        Retention(
            key="requests",
            keep=Keep.MONTH_AFTER_REQUEST,
            label=_("Declined requests to join, and invitations without an answer"),
            rows=old_requests,
            since="over_since",
            period=REQUESTS_KEPT,
            erase=lambda town, at: forget_old_requests(town=town, at=at),
        ),
    ),
    harmless={
        "coordination.member": "project",
        "coordination.task": "project",
        "coordination.groupletter": "project",
        "coordination.reminder": "occasion",
        "coordination.diaryentry": "project",
        "coordination.milestone": "project title",
        "coordination.milestonemove": "milestone",
    },
)
