"""The outbox: one letter per occasion, sent at most once, late rather than lost, and nothing readable left behind."""

import smtplib
import socket
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from machbar.foundation.post.backends import ServerMisnamed
from machbar.foundation.post.models import Letter
from machbar.foundation.post.services import (
    MOST_ATTEMPTS,
    deliver,
    deliver_due,
    next_attempt,
    send_letter,
)
from machbar.foundation.post.tasks import deliver_due_letters
from machbar.foundation.post.troubles import what_went_wrong
from machbar.foundation.testing import make_town
from machbar.foundation.towns.kept import keep
from machbar.foundation.towns.models import Town
from tests.racing import race

pytestmark = pytest.mark.django_db


class RefusingServer(BaseEmailBackend):
    """The mail server says no to this recipient for good."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Refuse as smtplib does."""
        assert email_messages
        raise smtplib.SMTPRecipientsRefused({"a@example.invalid": (550, b"no such user")})


def write(town: Town | None = None, *, not_before: datetime | None = None, **fields: str) -> Letter:
    """A letter in the outbox."""
    values = {"to": "a@example.invalid", "subject": "Betreff", "body": "Text", "key": "k", **fields}
    return send_letter(town=town or make_town(), not_before=not_before, **values)


def no_mail_server(settings: Settings) -> None:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize("answers", ["haus@example.invalid", ""])
def test_answers_go_to_the_house_also_where_it_has_no_address_of_its_own(
    answers: str, settings: Settings
) -> None:
    letter = write(make_town(contact_email=answers))

    deliver(letter)

    assert mail.outbox[0].reply_to == [answers or settings.MAIL_FROM]


def test_a_letter_leaves_once_with_the_house_as_sender() -> None:
    letter = write(make_town(house_name="MachBar", short_name="Lutter, am Elm"))

    assert (deliver(letter), deliver(letter), deliver_due()) == (True, False, 0)

    [sent] = mail.outbox
    assert (sent.subject, sent.body, sent.to, sent.from_email) == (
        "Betreff",
        "Text",
        ["a@example.invalid"],
        '"MachBar Lutter, am Elm" <machbar@localhost>',
    )


def test_the_same_occasion_gives_one_letter_per_recipient_and_town() -> None:
    town = make_town()

    first, again = write(town), write(town)
    other_recipient, other_town = write(town, to="b@example.invalid"), write()

    assert first.pk == again.pk
    assert len({first.pk, other_recipient.pk, other_town.pk}) == 3


def test_delivery_is_asked_for_when_the_transaction_holds(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write()

    [task] = DBTaskResult.objects.all()
    assert task.task_path == deliver_due_letters.module_path


def test_a_deed_that_fails_writes_no_letter(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    town = make_town()

    class DeedFailed(Exception):
        pass

    def deed() -> None:
        with transaction.atomic():
            write(town)
            raise DeedFailed

    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(DeedFailed):
        deed()

    assert (callbacks, Letter.objects.count()) == ([], 0)


def test_the_text_goes_when_the_letter_has_left() -> None:
    letter = write(body="Ihr Code: ABC123")

    deliver(letter)

    letter.refresh_from_db()
    assert (letter.state, letter.body, letter.attempts) == (Letter.State.SENT, "", 1)
    assert mail.outbox[0].body == "Ihr Code: ABC123"


def test_the_demo_keeps_the_text_for_its_mailbox() -> None:
    letter = write(make_town(is_demo=True))

    deliver(letter)

    letter.refresh_from_db()
    assert letter.body == "Text"


def test_without_a_mail_server_the_letter_waits_and_the_log_names_nobody(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    no_mail_server(settings)
    letter = write()
    before = timezone.now()

    assert deliver_due() == 0

    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.body) == (Letter.State.WAITING, 1, "Text")
    assert letter.next_attempt_at is not None
    assert timedelta(minutes=2) <= letter.next_attempt_at - before < timedelta(minutes=3)
    assert caplog.messages == [f"letter {letter.public_id} was not sent: ConnectionRefusedError"]


@pytest.mark.parametrize("host", [".example.de", f"{'x' * 64}.example.de"])
def test_a_mail_server_that_was_entered_wrong_costs_no_letter(
    settings: Settings, tmp_path: Path, host: str
) -> None:
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = "machbar.foundation.post.backends.HouseBackend"
    keep(tmp_path, mail_host=host, mail_from="haus@example.org")
    letter = write()

    assert deliver_due() == 0

    letter.refresh_from_db()
    assert (letter.state, letter.body) == (Letter.State.WAITING, "Text")
    assert letter.problem == Letter.Problem.UNREACHABLE


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ServerMisnamed(), "Umlaute"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "Benutzername und Passwort"),
        (smtplib.SMTPNotSupportedError("no"), "STARTTLS"),
        (smtplib.SMTPSenderRefused(550, b"no", "a@example.org"), "diesen Absender"),
        (smtplib.SMTPRecipientsRefused({}), "diese Adresse"),
        (smtplib.SMTPDataError(554, b"no"), "554"),
        (smtplib.SMTPServerDisconnected("gone"), "antwortet nicht"),
        (TimeoutError(), "antwortet nicht"),
    ],
)
def test_what_went_wrong_with_the_mail_server_is_said_without_jargon(
    error: OSError | smtplib.SMTPException, words: str
) -> None:
    sentence = what_went_wrong(error)

    assert words in sentence
    assert type(error).__name__ not in sentence


def test_a_letter_that_waits_is_not_tried_before_its_time(settings: Settings) -> None:
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(
        next_attempt_at=timezone.now() + timedelta(minutes=1)
    )
    early = deliver_due()
    Letter.objects.filter(pk=letter.pk).update(next_attempt_at=timezone.now())

    assert (early, deliver_due()) == (0, 1)


def test_after_the_last_attempt_the_letter_has_failed(settings: Settings) -> None:
    no_mail_server(settings)
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(attempts=MOST_ATTEMPTS - 1)

    deliver_due()

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Letter.State.FAILED, MOST_ATTEMPTS)
    assert next_attempt() is None


def test_a_recipient_refused_for_good_is_not_tried_again(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.RefusingServer"
    letter = write()

    deliver_due()

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Letter.State.FAILED, 1)


def test_line_breaks_in_an_address_fail_instead_of_adding_headers() -> None:
    letter = write(to="a@example.invalid\nBcc: b@example.invalid")

    assert deliver_due() == 0

    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == (Letter.State.FAILED, [])


def test_line_breaks_in_a_subject_become_blanks() -> None:
    assert write(subject="Eins\nBcc: zwei").subject == "Eins Bcc: zwei"


def test_a_letter_left_by_a_killed_worker_is_never_sent_again() -> None:
    letter = write()
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENDING)

    assert (deliver_due(), mail.outbox) == (0, [])


def test_the_worker_comes_back_for_letters_that_wait_and_plans_that_once(
    settings: Settings,
) -> None:
    no_mail_server(settings)
    letter = write()

    for _run in range(3):
        deliver_due_letters.call()

    letter.refresh_from_db()
    [planned] = DBTaskResult.objects.all()
    assert planned.run_after == letter.next_attempt_at


def test_when_nothing_waits_the_worker_plans_nothing() -> None:
    write()

    assert deliver_due_letters.call() == 1
    assert DBTaskResult.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_send_each_letter_once(tmp_path: Path) -> None:
    assert race("letters", tmp_path) == {"sent": 10, "left": 10}


@pytest.mark.django_db(transaction=True)
def test_the_same_letter_written_at_the_same_time_is_one_row(tmp_path: Path) -> None:
    assert race("letter_rows", tmp_path) == {"rows": 1}
