"""Every class goes when its period is over and not an hour before, whatever the hour; the dry run only counts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.test import Client

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.audit.services import record, verify_chain
from machbar.foundation.privacy.labels import PERIODS
from machbar.foundation.privacy.models import Erasure, HeldRow
from machbar.foundation.privacy.registry import retentions
from machbar.foundation.privacy.retaining import due_now, run
from machbar.foundation.privacy.services import erase_held
from machbar.foundation.privacy.tests.rows import MAIL, NAME, RowMaker, without_rules
from machbar.foundation.surfaces.personal import Keep, Retention
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.foundation.towns.models import Town

PAGE = "/werkstatt/einstellungen/datenschutz/fristen/"
BEGINNING = datetime(2011, 3, 27, 1, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
OLD: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "letters": ("post.letter", {"state": "sent", "written_at": BEGINNING}),
    "sessions": ("sessions.session", {"expire_date": BEGINNING}),
    "drafts": ("tables.batch", {"state": "draft", "brought_at": BEGINNING}),
    "payloads": ("audit.auditpayload", {}),
    "givers": ("ideas.idea", {"contact": MAIL, "handed_in_at": BEGINNING}),
    "offers": ("ideas.offer", {"offered_at": BEGINNING}),
    "scans": ("ideas.paperscan", {"typed_at": BEGINNING}),
    "guests": ("meetings.booking", {"name": NAME, "ends_at": BEGINNING}),
    "requests": ("coordination.member", {"state": "declined", "ended_at": BEGINNING}),
    "room_guests": ("premises.roombooking", {"name": NAME, "ends_at": BEGINNING}),
    "team_invitations": ("team.invitation", {"expires_at": BEGINNING}),
    "sign_ins": ("access.signin", {"seen_at": BEGINNING, "since": BEGINNING}),
    "seekers": ("premises.demand", {"state": "settled", "changed_at": BEGINNING}),
}
"""A row of each class that began to age at the beginning."""


def make_old(each: Retention, town: Town) -> None:
    """A row of this class, with what it needs."""
    table, values = OLD[each.key]
    model = apps.get_model(table)
    row = RowMaker(town).row(model)
    model._default_manager.filter(pk=row.pk).update(**values)
    apps.get_model("ideas.idea")._default_manager.update(
        photo=None
    )  # the row maker hangs one picture everywhere
    AuditEntry.objects.update(at=BEGINNING)


def counts(town: Town, at: datetime) -> dict[str, int]:
    """What is due, by class, where anything is."""
    return {due.retention.key: due.count for due in due_now(town, at) if due.count}


@pytest.mark.django_db
@pytest.mark.parametrize("each", retentions(), ids=lambda each: each.key)
def test_what_is_kept_goes_when_its_period_is_over(each: Retention) -> None:
    town = make_town()
    over = BEGINNING + each.period
    with without_rules():
        make_old(each, town)
        assert each.key not in counts(town, over - HOUR)
        assert each.erase(town, over - HOUR) == 0
        assert counts(town, over + HOUR).get(each.key) == 1

        done = run(town, over + HOUR, by=Actor(town=town, system=True), keys=[each.key])

    assert done == {each.key: 1}
    assert each.key not in counts(town, over + HOUR)


def test_what_is_said_to_go_by_itself_does() -> None:
    promised = {keep for keep, period in PERIODS.items() if period.by_itself}

    # What belongs to something else goes with it, at once.
    assert {each.keep for each in retentions()} | {Keep.COPY} == promised
    assert {each.key for each in retentions()} == set(OLD)


@pytest.mark.django_db
def test_an_admin_sees_what_is_due_and_lets_it_go(client: Client) -> None:
    admin = make_actor(Role.ADMIN, town=make_town())
    assert admin.person is not None
    client.force_login(admin.person)
    with without_rules():
        make_old(next(each for each in retentions() if each.key == "letters"), admin.town)
        page = client.get(PAGE).content.decode()
        assert 'value="letters"' in page
        assert "27. März 2011" in page

        assert client.post(PAGE, {"class": "letters"}).status_code == 302

    assert 'value="letters"' not in client.get(PAGE).content.decode()
    assert AuditEntry.objects.filter(event="privacy.period_over").count() == 1


@pytest.mark.django_db
def test_a_row_that_was_kept_goes_when_its_day_has_come() -> None:
    town = make_town()
    with without_rules():
        owner = RowMaker(town).row(apps.get_model("premises.owner"))
        erasure = Erasure.objects.create(town=town, reason="objected", at=BEGINNING)
        until = BEGINNING.date() + timedelta(days=3)
        HeldRow.objects.create(
            erasure=erasure, table="premises.owner", row_id=owner.pk, why="-", until=until
        )

        assert erase_held(town=town, at=BEGINNING + timedelta(days=2)) == 0
        assert erase_held(town=town, at=BEGINNING + timedelta(days=3)) == 1

    assert not type(owner)._default_manager.exists()
    assert not HeldRow.objects.exists()


@pytest.mark.django_db
def test_a_kept_row_of_a_table_that_this_version_lost_is_shown_and_forgotten(
    client: Client,
) -> None:
    admin = make_actor(Role.ADMIN, town=make_town())
    assert admin.person is not None
    client.force_login(admin.person)
    erasure = Erasure.objects.create(town=admin.town, reason="objected", at=BEGINNING)
    HeldRow.objects.create(erasure=erasure, table="barn.owner", row_id=1, why="-", until=None)

    page = client.get("/werkstatt/einstellungen/datenschutz/loeschungen/").content.decode()

    assert "barn.owner" in page
    assert erase_held(town=admin.town, at=BEGINNING) == 1
    assert not HeldRow.objects.exists()


@pytest.mark.django_db
def test_contents_of_the_trail_go_and_the_chain_holds() -> None:
    town = make_town()
    entry = record("demo", on=town, by=Actor(town=town, system=True), payload={"text": NAME})
    later = entry.at + timedelta(days=3653)

    assert run(town, later, by=Actor(town=town, system=True), keys=["payloads"]) == {"payloads": 1}

    assert verify_chain(town).broken_at is None
