"""What the foundation itself keeps about people, and the tables of Django, allauth and the task queue beside it."""

from django.utils.translation import gettext_lazy as _

from machbar.foundation.privacy.ageing import HOUSE_RETENTIONS
from machbar.foundation.privacy.leaving import (
    is_needed,
    is_needed_for_address,
    is_needed_for_role,
    leave_for_good,
    stands_for_the_house,
    tear_out_shown,
)
from machbar.foundation.privacy.picture_consents import PICTURES
from machbar.foundation.surfaces.personal import Basis, Keep, PersonalData, PersonalFields

HOUSE = PersonalData(
    personal=(
        PersonalFields(
            model="people.person",
            fields=("email", "name"),
            purpose=_("Letting the team sign in and showing who did what."),
            basis=Basis.INTEREST,
            keep=Keep.TEAM,
            who=("email", "name"),
            ends=leave_for_good,
            held=is_needed,
        ),
        PersonalFields(
            model="people.roleintown",
            fields=("person",),
            purpose=_("Saying who may do what in this town."),
            basis=Basis.INTEREST,
            keep=Keep.TEAM,
            who=("person",),
            goes=True,
            held=is_needed_for_role,
        ),
        PersonalFields(
            model="mfa.authenticator",
            fields=("user",),
            purpose=_("Making sure that only this person signs in as this person."),
            basis=Basis.INTEREST,
            keep=Keep.TEAM,
            who=("user",),
            goes=True,
            held=is_needed_for_address,
        ),
        PersonalFields(
            model="team.houseaccount",
            fields=("person", "subject"),
            purpose=_("Recognising whoever signs in with an account of the town hall."),
            basis=Basis.INTEREST,
            keep=Keep.TEAM,
            who=("person",),
            goes=True,
            held=is_needed_for_role,
        ),
        PersonalFields(
            model="account.emailaddress",
            fields=("user", "email"),
            purpose=_("Sending the code for signing in to the right address."),
            basis=Basis.INTEREST,
            keep=Keep.TEAM,
            who=("user", "email"),
            goes=True,
            held=is_needed_for_address,
        ),
        PersonalFields(
            model="account.emailconfirmation",
            fields=("email_address",),
            purpose=_("Checking that a mail address belongs to who says so."),
            basis=Basis.INTEREST,
            keep=Keep.TEAM,
            who=("email_address",),
            goes=True,
        ),
        PersonalFields(
            model="sessions.session",
            fields=("session_data",),
            purpose=_("Staying signed in; holding a form until it is sent."),
            basis=Basis.INTEREST,
            keep=Keep.SESSION,
        ),
        PersonalFields(
            model="access.signin",
            fields=("person", "device"),
            purpose=_("Showing people where they are signed in, so that they can end it."),
            basis=Basis.INTEREST,
            keep=Keep.SESSION,
            who=("person",),
            goes=True,
            held=is_needed_for_role,
        ),
        PersonalFields(
            model="audit.auditentry",
            fields=("actor",),
            purpose=_("Proving who changed money, decisions, consents and rights."),
            basis=Basis.DUTY,
            keep=Keep.TRAIL,
        ),
        PersonalFields(
            model="audit.auditpayload",
            fields=("entry", "content"),
            purpose=_("Proving what was changed; can be erased alone, the trail still holds."),
            basis=Basis.DUTY,
            keep=Keep.TRAIL,
            who=("content",),
            goes=True,
        ),
        PersonalFields(
            model="media.picture",
            fields=("alt_text", "credit", "consent_text"),
            purpose=_("Showing pictures with credit and consent."),
            basis=Basis.CONSENT,
            keep=Keep.COPY,
            who=("alt_text",),
            goes=True,
            ends=tear_out_shown,
        ),
        PersonalFields(
            model="media.picturefile",
            fields=("picture", "sha256"),
            purpose=_("Showing a picture in the right size."),
            basis=Basis.CONSENT,
            keep=Keep.COPY,
            who=("picture",),
            goes=True,
            in_words={"sha256": lambda _value: _("a number reckoned from the file")},
        ),
        PersonalFields(
            model="post.letter",
            fields=("recipient", "subject", "body"),
            purpose=_("Sending answers by mail, and seeing which did not arrive."),
            basis=Basis.INTEREST,
            keep=Keep.POST,
            who=("recipient",),
            goes=True,
        ),
        PersonalFields(
            model="search.searchentry",
            fields=("title", "body", "terms"),
            purpose=_("Finding what is in the house."),
            basis=Basis.INTEREST,
            keep=Keep.COPY,
            in_words={
                "terms": lambda _value: _(
                    "search terms made of this entry and of what belongs to it"
                )
            },
        ),
        PersonalFields(
            model="tables.batch",
            fields=("brought_by", "file_name", "watched"),
            purpose=_("Taking in a table, and taking it back as a whole."),
            basis=Basis.INTEREST,
            keep=Keep.PROJECT,
            in_words={"watched": lambda _value: _("the columns of the table")},
        ),
        PersonalFields(
            model="tables.batch",
            fields=("content",),
            purpose=_("Looking at a table before it is taken in."),
            basis=Basis.INTEREST,
            keep=Keep.DRAFT,
            who=("content",),
            goes=True,
        ),
        PersonalFields(
            model="towns.town",
            fields=("imprint", "contact_email", "contact_phone"),
            purpose=_("Saying who answers for the pages: the law wants a name."),
            basis=Basis.DUTY,
            keep=Keep.TEAM,
            who=("imprint", "contact_email", "contact_phone"),
            held=stands_for_the_house,
        ),
        PersonalFields(
            model="towns.legalnotice",
            fields=(
                *("body", "represented_by", "postal_address", "responsible", "privacy_contact"),
            ),
            purpose=_("Naming in the imprint who stands for the house."),
            basis=Basis.DUTY,
            keep=Keep.TEAM,
            who=("body", "represented_by", "postal_address", "responsible", "privacy_contact"),
            held=stands_for_the_house,
        ),
        PersonalFields(
            model="media.logo",
            fields=("picture",),
            purpose=_("Showing the sign of the house."),
            basis=Basis.INTEREST,
            keep=Keep.COPY,
        ),
    ),
    retentions=HOUSE_RETENTIONS,
    consents=(PICTURES,),
    harmless={
        "privacy.erasure": "",
        "privacy.heldrow": "erasure table why",
        "towns.legalnotice": "register authority barriers enforcement",
        "towns.town": (
            "host name short_name house_name number_prefix state ags address opening_hours"
            " meeting_note accent logo"
        ),
        "towns.term": "label",
        "towns.numberseries": "",
        "towns.specialopening": "note",
        # Nobody has a password: what stands there can never be entered.
        "people.person": "password",
        "account.emailconfirmation": "key",
        "mfa.authenticator": "data",  # sealed secrets and public keys; a passkey's name
        "team.houseaccount": "issuer",
        "sessions.session": "session_key",
        "access.signin": "session_key",
        "audit.audithead": "digest",
        "audit.auditentry": "event object_kind object_id payload_digest previous digest",
        "audit.auditpayload": "salt",
        "access.personallink": "purpose subject_kind token_hash",
        "access.counterdevice": "name pairing_code_hash token_hash",
        "media.picture": "upload_digest",
        "media.picturefile": "content_type",
        "post.letter": "key",
        "search.searchentry": "url fictional_note",
        "tables.batch": "file_digest",
        "tables.batchitem": "batch digest",
        "auth.permission": "name content_type codename",
        "auth.group": "name",
        "contenttypes.contenttype": "app_label model",
        # Tasks take no words of people and no addresses: a test holds it.
        "django_tasks_database.dbtaskresult": (
            "args_kwargs task_path worker_ids queue_name backend_name return_value"
            " exception_class_path traceback"
        ),
    },
)
