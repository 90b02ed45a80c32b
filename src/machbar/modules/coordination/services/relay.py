"""Letters through the house: each reader gets a mail of its own, nobody sees an address, the house's log counts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.coordination import letters
from machbar.modules.coordination.exceptions import NobodyToWriteTo, NotAMember, TooManyLetters
from machbar.modules.coordination.models import GroupLetter, Member
from machbar.modules.coordination.selectors import group_of
from machbar.modules.coordination.services.group import link_to
from machbar.modules.projects.models import Project
from machbar.reasoning.contact import ContactKind

MOST_A_DAY = 5
LINK_DAYS = 90


def write_letter(
    *,
    project: Project,
    by: Actor,
    at: datetime,
    form_key: str,
    subject: str,
    text: str,
    author: Member | None = None,
    to: Member | None = None,
) -> GroupLetter:
    """Write to the whole group, or to one member; ``author`` is the member who writes, None where the team does.

    The same form sent twice gives one letter. Raises `NobodyToWriteTo`, `NotAMember`, `TooManyLetters`.
    """
    known = GroupLetter.objects.filter(project=project, form_key=form_key).first()
    if known is not None:
        return known
    try:
        return _write(project, by, at, form_key, (subject, text), author, to)
    except IntegrityError:
        # The other click of a double click won between the look and the insert.
        return GroupLetter.objects.get(project=project, form_key=form_key)


@transaction.atomic
def _write(
    project: Project,
    by: Actor,
    at: datetime,
    form_key: str,
    words: tuple[str, str],
    author: Member | None,
    to: Member | None,
) -> GroupLetter:
    subject, text = words
    _check_author(project, author, at)
    readers = _readers(project, author, to)
    by_mail = [each for each in readers if each.contact_kind == ContactKind.MAIL]
    letter = GroupLetter.objects.create(
        project=project,
        is_to_all=to is None,
        to_member=to,
        by_member=author,
        by_person=by.person,
        subject=" ".join(subject.split()),
        text=text.strip() if to is None else "",
        written_at=at,
        mails=len(by_mail),
        unreached=len(readers) - len(by_mail),
        form_key=form_key,
    )
    expires_at = at + timedelta(days=LINK_DAYS)
    for reader in by_mail:
        letters.send_group_letter(
            letter,
            reader,
            author=author_words(author),
            text=text.strip(),
            token=link_to(reader, expires_at),
        )
    record("group.letter_written", on=letter, by=by, payload={"mails": letter.mails})
    return letter


def author_words(author: Member | None) -> str:
    """How a letter names its writer to the group."""
    if author is None:
        return _("The team")
    return author.first_name if author.shows_first_name else _("Somebody of the group")


def _check_author(project: Project, author: Member | None, at: datetime) -> None:
    if author is None:
        return
    if author.project_id != project.pk or not author.is_active:
        raise NotAMember(_("Only members of the group write to it."))
    since = at - timedelta(days=1)
    if author.letters.filter(written_at__gt=since).count() >= MOST_A_DAY:
        raise TooManyLetters(
            _("You have written %(n)d letters within a day. Please go on tomorrow.")
            % {"n": MOST_A_DAY}
        )


def _readers(project: Project, author: Member | None, to: Member | None) -> Sequence[Member]:
    group = group_of(project).select_related("project__town")
    if to is not None:
        readers = list(group.filter(pk=to.pk, contact_kind=ContactKind.MAIL))
        if not readers:
            raise NobodyToWriteTo(_("This person cannot be reached by mail."))
        return readers
    readers = list(group.exclude(pk=author.pk) if author is not None else group)
    if not readers:
        raise NobodyToWriteTo(_("Nobody else belongs to the group yet."))
    return readers
