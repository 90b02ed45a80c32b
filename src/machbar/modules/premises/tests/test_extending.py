"""An extension past the day that the owner has promised is warned of before it is saved, and is not forbidden."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Agreement, Mediation, Unit
from machbar.modules.premises.tests.builders.mediation import make_running, make_terms

pytestmark = pytest.mark.django_db
BUTTON = "Der Eigentümer ist einverstanden: verlängern"


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def in_words(each: date) -> str:
    return date_format(each, "j. F Y")


def running(town: Town, *, promised: date | None) -> Mediation:
    """A use for the next 30 days; the owner has promised the room for this search until a day."""
    terms = make_terms(starts_on=day(0), ends_on=day(30))
    mediation = make_running(town, at=timezone.now(), terms=terms)
    Mediation.objects.update(owner_until=promised)
    return mediation


def extend(client: Client, mediation: Mediation, ends_on: date, **words: str) -> tuple[int, str]:
    address = f"/werkstatt/raeume/vermittlung/{mediation.public_id}/verlaengern/"
    answer = client.post(address, {"ends_on": ends_on.isoformat(), **words})
    return answer.status_code, answer.content.decode()


def ends() -> date | None:
    return Agreement.objects.get().ends_on


def test_past_the_promised_day_the_page_names_both_days_and_saves_nothing(
    guide: Client, town: Town
) -> None:
    mediation = running(town, promised=day(60))

    status, page = extend(guide, mediation, day(90))

    assert status == 422
    assert (
        f"Der Raum ist nur bis {in_words(day(60))} zugesagt, diese Verlängerung geht bis "
        f"{in_words(day(90))}. Noch ist nichts gespeichert: "
        "Bitte fragen Sie den Eigentümer, bevor Sie verlängern."
    ) in page
    assert f'name="warned_of" value="{day(90).isoformat()}"' in page
    assert BUTTON in page
    assert ends() == day(30)


def test_who_was_warned_extends_and_the_log_says_what_was_promised(
    guide: Client, town: Town
) -> None:
    mediation = running(town, promised=day(60))

    status, _page = extend(guide, mediation, day(90), warned_of=day(90).isoformat())

    assert (status, ends()) == (302, day(90))
    assert mediation.steps.order_by("-id")[0].note == (
        f"{day(30):%d.%m.%Y} → {day(90):%d.%m.%Y}, zugesagt bis {day(60):%d.%m.%Y}"
    )


def test_a_still_later_day_than_the_one_warned_of_is_warned_of_again(
    guide: Client, town: Town
) -> None:
    mediation = running(town, promised=day(60))

    status, page = extend(guide, mediation, day(120), warned_of=day(90).isoformat())

    assert (status, ends()) == (422, day(30))
    assert in_words(day(120)) in page


@pytest.mark.parametrize("promised", [90, None])
def test_up_to_the_promised_day_and_without_one_nothing_is_warned_of(
    guide: Client, town: Town, promised: int | None
) -> None:
    mediation = running(town, promised=day(promised) if promised else None)

    status, _page = extend(guide, mediation, day(90))

    assert (status, ends()) == (302, day(90))
    assert "zugesagt" not in mediation.steps.order_by("-id")[0].note


def test_the_day_on_the_card_of_the_room_counts_where_the_owner_named_none_for_the_search(
    guide: Client, town: Town
) -> None:
    mediation = running(town, promised=None)
    Unit.objects.update(available_until=day(45))

    page = guide.get(f"/werkstatt/raeume/vermittlung/{mediation.public_id}/").content.decode()
    status, warned = extend(guide, mediation, day(90))

    assert f"Der Raum ist bis {in_words(day(45))} zugesagt." in page
    assert "warned_of" not in page
    assert (status, ends()) == (422, day(30))
    assert f"nur bis {in_words(day(45))} zugesagt" in warned


def test_what_is_refused_anyway_is_refused_and_not_warned_of(guide: Client, town: Town) -> None:
    mediation = running(town, promised=day(10))

    status, page = extend(guide, mediation, day(30))

    assert status == 422
    assert "Bitte wählen Sie einen Tag nach dem jetzigen Ende." in page
    assert BUTTON not in page
