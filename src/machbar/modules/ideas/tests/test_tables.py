"""Ideas come in from tables and go out into them: all or nothing, once, and back again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.post.models import Letter
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.services import differences
from machbar.foundation.tables.core import Style, TableRefused, write_csv
from machbar.foundation.tables.exceptions import AlreadySettled, NotTaken
from machbar.foundation.tables.labels import trouble_sentence
from machbar.foundation.tables.models import Batch
from machbar.foundation.tables.services import (
    Look,
    bring_file,
    forget_drafts,
    look_into,
    same_file,
    standing_of,
    take_batch,
    undo_batch,
)
from machbar.foundation.testing import Role, make_actor
from machbar.modules.ideas.findable import FINDABLE
from machbar.modules.ideas.models import Answer, Idea, Origin
from machbar.modules.ideas.services import add_to_idea
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.projects.services import create_project
from machbar.site.tables import exported_rows

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
EXCEL = (
    "Nr.;Idee;Eingegangen am;Ort;E-Mail;Weg;Stand;Antwort;Beantwortet am;Likes\r\n"
    '1;"Bücherschrank am Markt. Für alle.";03.02.26;Markt;ideen@lutter.invalid;Postkarte;neu;;;1.234\r\n'
    "2;Bänke im Schatten;4.3.2026;;;Telefon;geparkt;Erst wenn der Markt umgebaut ist.;5.3.2026;12,0\r\n"
    "\r\n"
    ";;;;;;;;;\r\n"
)


def lotse() -> Actor:
    return make_actor(Role.LOTSE)


def look(content: str | bytes, by: Actor) -> Look:
    data = content if isinstance(content, bytes) else content.encode()
    return look_into(content=data, kind=IDEAS, by=by, at=NOW)


def bring(content: str | bytes, by: Actor, at: datetime = NOW) -> Batch:
    data = content if isinstance(content, bytes) else content.encode()
    return bring_file(content=data, name="ideen.csv", kind=IDEAS, by=by, at=at)


def take(batch: Batch, by: Actor, *, with_doubles: bool = False) -> int:
    return take_batch(batch=batch, kind=IDEAS, by=by, at=NOW, with_doubles=with_doubles)


def sentences(found: Look) -> list[str]:
    return [trouble_sentence(trouble) for trouble in found.troubles]


def many(count: int, wrong: int = 0) -> str:
    lines = ["Idee;Eingegangen am;Kontakt;Macht mit"]
    for number in range(1, count + 1):
        day = "99.99.2026" if number == wrong else "03.02.2026"
        lines.append(f"Idee Nummer {number} für den Platz;{day};gast{number}@lutter.invalid;ja")
    return "\r\n".join(lines)


def test_a_file_of_german_excel_comes_in_with_its_dates_numbers_and_answers() -> None:
    by = lotse()

    count = take(bring(EXCEL.encode("cp1252"), by), by)

    first, second = Idea.objects.order_by("number")
    assert count == 2
    assert (first.number, first.title, first.place, first.channel, first.status) == (
        "L-2026-0001",
        "Bücherschrank am Markt",
        "Markt",
        "postcard",
        "new",
    )
    assert (first.contact, first.contact_kind, first.answered_at) == (
        "ideen@lutter.invalid",
        "mail",
        None,
    )
    assert timezone.localdate(first.handed_in_at) == date(2026, 2, 3)
    assert (first.origin.old_number, first.origin.supporters) == ("1", 1234)
    assert (second.status, second.reason, second.origin.supporters) == (
        "parked",
        "Erst wenn der Markt umgebaut ist.",
        12,
    )
    answer = second.answers.get()
    assert (answer.text, answer.status, answer.sent_by) == (second.reason, "parked", "none")
    assert timezone.localdate(second.answered_at or NOW) == date(2026, 3, 5)


def test_nobody_gets_a_mail_about_an_idea_that_is_taken_in() -> None:
    by = lotse()

    take(bring(EXCEL, by), by)

    assert (Letter.objects.count(), len(mail.outbox)) == (0, 0)


def test_four_hundred_ideas_come_in_with_few_queries(django_assert_max_num_queries: Any) -> None:
    by = lotse()
    batch = bring(many(400), by)

    with django_assert_max_num_queries(90):
        count = take(batch, by)

    assert (count, Idea.objects.count(), batch.items.count()) == (400, 400, 400)
    assert differences(FINDABLE).objects == ()
    assert SearchEntry.objects.filter(kind="ideen").count() == 400
    assert list(AuditEntry.objects.values_list("event", flat=True)) == ["tables.taken_in"]


def test_one_wrong_line_among_four_hundred_keeps_all_of_them_out() -> None:
    by = lotse()
    batch = bring(many(400, wrong=399), by)

    with pytest.raises(NotTaken):
        take(batch, by)

    assert sentences(look(many(400, wrong=399), by)) == [
        (
            "Zeile 400, Spalte „Eingegangen am“: Diesen Tag gibt es nicht. Wir verstehen 01.03.2027 "
            "und 1.3.27, auch mit einer Uhrzeit wie 14:30. Dort steht „99.99.2026“."
        )
    ]
    assert (Idea.objects.count(), batch.items.count(), AuditEntry.objects.count()) == (0, 0, 0)
    batch.refresh_from_db()
    assert batch.state == Batch.State.DRAFT


def test_a_second_click_takes_nothing_in() -> None:
    by = lotse()
    batch = bring(EXCEL, by)
    same = Batch.objects.get(pk=batch.pk)
    take(batch, by)

    with pytest.raises(AlreadySettled):
        take(same, by, with_doubles=True)

    assert Idea.objects.count() == 2


def test_taken_in_ideas_go_away_again_while_nobody_has_touched_them() -> None:
    by = lotse()
    batch = bring(many(5), by)
    take(batch, by)
    touched = Idea.objects.order_by("id")[2]
    add_to_idea(idea=touched, by=by, at=NOW, text="Mit Lehne, bitte.")

    standing = standing_of(batch=batch, kind=IDEAS)
    removed = undo_batch(batch=batch, kind=IDEAS, by=by, at=NOW)

    assert [shown.label for shown in standing.changed] == [str(touched)]
    assert (len(standing.untouched), removed, standing.gone) == (4, 4, 0)
    assert list(Idea.objects.all()) == [touched]
    assert set(SearchEntry.objects.values_list("object_id", flat=True)) == {touched.pk}
    assert (batch.state, batch.removed) == (Batch.State.TAKEN, 4)
    with pytest.raises(NotTaken):
        undo_batch(batch=batch, kind=IDEAS, by=by, at=NOW)


def test_a_batch_without_touched_ideas_is_undone_whole_and_once() -> None:
    by = lotse()
    batch = bring(EXCEL, by)
    take(batch, by)

    assert undo_batch(batch=batch, kind=IDEAS, by=by, at=NOW) == 2

    assert (batch.state, Idea.objects.count(), Answer.objects.count(), Origin.objects.count()) == (
        Batch.State.UNDONE,
        0,
        0,
        0,
    )
    with pytest.raises(AlreadySettled):
        undo_batch(batch=batch, kind=IDEAS, by=by, at=NOW)
    assert list(AuditEntry.objects.order_by("id").values_list("event", flat=True)) == [
        "tables.taken_in",
        "tables.taken_back",
    ]


def test_the_same_file_twice_is_noticed_and_its_lines_are_known() -> None:
    by = lotse()
    first = bring(EXCEL, by)
    take(first, by)
    second = bring(EXCEL, by)

    assert same_file(second) == first
    assert [(double.line, double.label) for double in look(EXCEL, by).doubles] == [
        (2, "L-2026-0001 Bücherschrank am Markt"),
        (3, "L-2026-0002 Bänke im Schatten"),
    ]
    with pytest.raises(NotTaken):
        take(second, by)
    assert take(second, by, with_doubles=True) == 2


def test_a_line_that_says_the_same_as_an_earlier_one_is_left_out() -> None:
    by = lotse()
    batch = bring("Idee\nMehr Bänke!\nmehr  bänke\nEin Brunnen\n", by)

    count = take(batch, by)

    assert (count, batch.left_out) == (2, 1)
    assert sorted(Idea.objects.values_list("title", flat=True)) == ["Ein Brunnen", "Mehr Bänke!"]


def test_what_does_not_fit_together_is_named_with_line_and_column() -> None:
    content = (
        "Idee;Status;Antwort;Kontakt;Eingegangen am;Beantwortet am;Projekt\n"
        "Eins;geht leider nicht;;;;;\n"
        "Zwei;;;jemand@;;;\n"
        "Drei;;;;01.01.2030;;\n"
        "Vier;;Ja, gern.;;05.01.2026;04.01.2026;\n"
        "Fünf;wird Projekt;;;;;\n"
        "Sechs;wird Projekt;;;;;Gibt es nicht\n"
    )

    assert sentences(look(content, lotse())) == [
        "Zeile 2, Spalte „Antwort“: „geht leider nicht“ braucht die Antwort, die sagt, warum.",
        "Zeile 3, Spalte „Kontakt“: In der E-Mail-Adresse fehlt etwas. Dort steht „jemand@“.",
        "Zeile 4, Spalte „Eingegangen am“: Dieser Tag kommt erst noch. Dort steht „01.01.2030“.",
        (
            "Zeile 5, Spalte „Beantwortet am“: Das liegt vor dem Tag, an dem die Idee kam. "
            "Dort steht „04.01.2026“."
        ),
        "Zeile 6, Spalte „Projekt“: „wird Projekt“ braucht den Namen seines Projekts.",
        (
            "Zeile 7, Spalte „Projekt“: Ein Projekt mit diesem Namen gibt es nicht. "
            "Dort steht „Gibt es nicht“."
        ),
    ]


def test_rows_and_columns_are_named_as_excel_shows_them() -> None:
    content = (
        "sep=;\nVorschlag;E-Mail;Datum\n"
        '"zwei\nZeilen";gut@lutter.invalid;31.02.2022\n'
        "Drei;jemand@;01.01.2030\n\ndrei;;\n"
    )

    found = look(content, lotse())

    assert sentences(found) == [
        (
            "Zeile 2, Spalte „Datum“: Diesen Tag gibt es nicht. Wir verstehen 01.03.2027 und "
            "1.3.27, auch mit einer Uhrzeit wie 14:30. Dort steht „31.02.2022“."
        ),
        "Zeile 3, Spalte „E-Mail“: In der E-Mail-Adresse fehlt etwas. Dort steht „jemand@“.",
        "Zeile 3, Spalte „Datum“: Dieser Tag kommt erst noch. Dort steht „01.01.2030“.",
    ]
    assert [(double.line, double.other_line) for double in found.doubles] == [(5, 3)]


def test_a_word_that_no_list_knows_is_named_with_the_list() -> None:
    assert sentences(look("Idee;Weg\nEins;mit der Taube\n", lotse())) == [
        (
            "Zeile 2, Spalte „Weg“: Dieses Wort steht nicht in der Liste. Es gibt: im Netz, "
            "am Tresen, auf einer Postkarte, am Telefon. Dort steht „mit der Taube“."
        )
    ]


def test_an_idea_joins_the_project_that_its_line_names() -> None:
    by = lotse()
    project = create_project(by=by, at=NOW, title="Grüner Marktplatz")
    take(bring("Idee;Status;Projekt\nBäume;wird Projekt;grüner marktplatz\n", by), by)

    idea = Idea.objects.get()

    assert list(idea.projects.all()) == [project]
    assert (idea.status, idea.answered_at) == ("project", None)


def test_formulas_stay_text() -> None:
    by = lotse()
    content = 'Idee;Ort\n"=HYPERLINK(""http://böse.invalid"";""Klick"")";@Markt\n'

    found = look(content, by)
    take(bring(content, by), by)

    idea = Idea.objects.get()
    assert found.table.formulas == (("Idee", 1), ("Ort", 1))
    assert (idea.text, idea.place) == ('=HYPERLINK("http://böse.invalid";"Klick")', "@Markt")


def test_title_and_text_stay_apart_and_each_as_the_file_has_it() -> None:
    by = lotse()
    words = "Am Brunnen, bitte.\n\nMit Lehne!"
    content = f'Titel;Idee\nBänke;"{words}"\n;Ein Kino im Saal. Wir haben Stühle.\n'

    take(bring(content, by), by)

    rows = [(row["title"], row["text"]) for row in IDEAS.rows(by)]
    assert rows == [("Bänke", words), ("Ein Kino im Saal", "Ein Kino im Saal. Wir haben Stühle.")]
    assert [double.line for double in look(content, by).doubles] == [2, 3]


@pytest.mark.parametrize("style", list(Style))
def test_what_goes_out_comes_in_again_unchanged(style: Style) -> None:
    by = lotse()
    other = lotse()
    create_project(by=other, at=NOW, title="Markt")
    create_project(by=by, at=NOW, title="Markt")
    content = (
        "Titel;Idee;Eingegangen am;Status;Antwort;Beantwortet am;Projekt;Alte Nummer;Stimmen;Ausgehängt am\n"
        '"- Bänke";"=1+1\nund mehr";01.02.2026 10:30;wird Projekt;Gern;02.02.2026;Markt;007;3;03.02.2026\n'
        "1-2;Zwei Plätze;01.02.2026;;;;;1e5;;\n"
    )
    take(bring(content, by), by)
    columns = IDEAS.columns(by.town)
    before = list(IDEAS.rows(by))

    given_out = b"".join(
        write_csv([each.label for each in columns], exported_rows(columns, before), style)
    )
    take(bring(given_out, other), other)

    own = {"old_number", "number"}
    after = list(IDEAS.rows(other))
    assert [{k: v for k, v in row.items() if k not in own} for row in after] == [
        {k: v for k, v in row.items() if k not in own} for row in before
    ]
    assert [row["old_number"] for row in after] == ["007", "1e5"]


def test_a_draft_is_forgotten_after_a_day() -> None:
    by = lotse()
    bring(EXCEL, by, at=datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    young = bring(EXCEL, by)

    forget_drafts(at=NOW)

    assert list(Batch.objects.all()) == [young]


def test_what_is_no_table_is_refused_in_one_sentence() -> None:
    with pytest.raises(TableRefused) as refused:
        look(b"%PDF-1.7\x00\x01\x02 nothing \x00", lotse())

    assert trouble_sentence(refused.value.trouble) == (
        "Die Datei: Das ist keine Tabelle. Bitte bringen Sie eine CSV- oder Excel-Datei (.xlsx)."
    )
