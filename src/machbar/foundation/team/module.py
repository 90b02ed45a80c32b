"""The team as the house sees it: in the foundation, because every town has one, and always on."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.surfaces.module import EventLabel, Module
from machbar.foundation.team.archive import archive
from machbar.foundation.team.personal import PERSONAL

MODULE = Module(
    key="team",
    archive=archive,
    name=_("The team"),
    summary=_("Invitations, roles, who is signed in where, and how somebody leaves."),
    urls="machbar.foundation.team.urls",
    can_be_switched_off=False,
    personal=PERSONAL,
    event_labels={
        "invitation.sent": EventLabel(sentence=_("Somebody was invited into the team.")),
        "invitation.sent_again": EventLabel(sentence=_("An invitation was sent once more.")),
        "invitation.withdrawn": EventLabel(sentence=_("An invitation was withdrawn.")),
        "invitation.accepted": EventLabel(sentence=_("Somebody joined the team.")),
        "person.left": EventLabel(sentence=_("Somebody left the team.")),
        "factor.added": EventLabel(sentence=_("Somebody set up a second step of the sign-in.")),
        "factor.removed": EventLabel(
            sentence=_("Somebody took a second step of the sign-in away.")
        ),
        "factor.new_codes": EventLabel(sentence=_("Somebody made new emergency codes.")),
        "factor.reset": EventLabel(sentence=_("An admin reset the second step of a sign-in.")),
        "factor.asked": EventLabel(
            sentence=_("It was settled from when a second step of the sign-in is asked for.")
        ),
        "house_account.linked": EventLabel(
            sentence=_("Somebody linked an account of the town hall for signing in.")
        ),
        "house_account.detached": EventLabel(
            sentence=_("An account of the town hall was detached from somebody's sign-in.")
        ),
        "sign_ins.ended": EventLabel(sentence=_("An admin signed somebody out everywhere.")),
    },
)
