"""How far an answer has come, in a sentence: for the team's page of an idea."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from machbar.foundation.post.models import Letter
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.models import Answer

DAY = "j. F Y"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """An answer, where it is, and whether it has reached the person for certain."""

    answer: Answer
    sentence: str
    has_arrived: bool


def delivery_of(answer: Answer) -> Delivery:
    """Where an answer is; its ``letter`` must be loaded."""
    if answer.sent_by == ContactKind.MAIL:
        return _by_mail(answer)
    if answer.reached_on is not None:
        day = {"day": date_format(answer.reached_on, DAY)}
        reached = {
            "phone": _("Said on the phone on %(day)s."),
            "letter": _("Posted on %(day)s."),
        }[answer.sent_by]
        return Delivery(answer=answer, sentence=reached % day, has_arrived=True)
    waiting = {
        "phone": _("Waits for a call."),
        "letter": _("Waits to be posted.") if answer.printed_at else _("Waits to be printed."),
        "none": _("Stands on the receipt's page only, because there is no address."),
    }[answer.sent_by]
    return Delivery(answer=answer, sentence=waiting, has_arrived=False)


def _by_mail(answer: Answer) -> Delivery:
    letter = answer.letter
    if letter is None:
        return Delivery(answer=answer, sentence=_("Went by mail."), has_arrived=True)
    if letter.sent_at is not None:
        day = date_format(localtime(letter.sent_at), DAY)
        return Delivery(
            answer=answer, sentence=_("Left by mail on %(day)s.") % {"day": day}, has_arrived=True
        )
    sentence = {
        Letter.State.WAITING: _("The mail waits in the outbox."),
        Letter.State.SENDING: _("The mail is being sent."),
        Letter.State.FAILED: _("The mail did not arrive. Please choose another way."),
    }[Letter.State(letter.state)]
    return Delivery(answer=answer, sentence=sentence, has_arrived=False)
