"""Form fields: label, help, error and input belong together, for eyes and for screen readers."""

import re

import pytest
from django import forms
from django.template import Context, Template
from django.test.html import parse_html

from machbar.foundation.ui.fields import ReasonField


class IdeaForm(forms.Form):
    """One field of each kind."""

    text = forms.CharField(
        label="Was ist Ihre Idee?",
        help_text="Ein Satz genügt.",
        error_messages={"required": "Bitte schreiben Sie einen Satz."},
    )
    place = forms.CharField(label="Wo wäre das?", required=False)
    stage = forms.ChoiceField(label="Stand", choices=[("a", "Skizze")], required=False)
    who = forms.ChoiceField(
        label="Wer fragt?",
        help_text="Eins von beiden.",
        widget=forms.RadioSelect,
        choices=[("x", "Verein")],
        error_messages={"required": "Bitte wählen Sie."},
    )
    days = forms.MultipleChoiceField(
        label="Wann?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("mo", "Montag")],
    )
    join = forms.BooleanField(label="Ich mache mit.", required=False, help_text="Ohne Pflicht.")
    key = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Bitte laden Sie die Seite neu."}
    )


def field(form: forms.Form, name: str) -> str:
    return Template("{% load face %}{% field bound %}").render(Context({"bound": form[name]}))


def test_a_field_ties_its_help_to_its_input() -> None:
    assert parse_html(field(IdeaForm(), "text")) == parse_html(
        '<div class="kern-form-input"><label class="kern-label" for="id_text">Was ist Ihre Idee?'
        '</label><p class="kern-hint" id="id_text_helptext">Ein Satz genügt.</p>'
        '<input type="text" name="text" class="kern-form-input__input" required '
        'aria-describedby="id_text_helptext" id="id_text"></div>'
    )


def test_an_error_stands_between_help_and_input_and_is_named_by_it() -> None:
    assert parse_html(field(IdeaForm({}), "text")) == parse_html(
        '<div class="kern-form-input kern-form-input--error">'
        '<label class="kern-label" for="id_text">Was ist Ihre Idee?</label>'
        '<p class="kern-hint" id="id_text_helptext">Ein Satz genügt.</p>'
        '<div class="kern-error" id="id_text_error">'
        '<p class="kern-body">Bitte schreiben Sie einen Satz.</p></div>'
        '<input type="text" name="text" class="kern-form-input__input '
        'kern-form-input__input--error" required aria-invalid="true" '
        'aria-describedby="id_text_helptext id_text_error" id="id_text"></div>'
    )


def test_what_is_voluntary_says_so_in_a_word() -> None:
    word = '<span class="kern-label__optional">freiwillig</span>'

    assert word in field(IdeaForm(), "place")
    assert word in field(IdeaForm(), "stage")
    assert word in field(IdeaForm(), "days")
    assert word not in field(IdeaForm(), "text")
    assert word not in field(IdeaForm(), "who")
    assert word not in field(IdeaForm(), "join")


def test_what_was_typed_is_still_there() -> None:
    assert 'value="am &lt;Lutterspring&gt;"' in field(
        IdeaForm({"place": "am <Lutterspring>"}), "place"
    )


def test_a_choice_is_a_group_that_carries_help_error_and_the_target_of_the_summary() -> None:
    assert parse_html(field(IdeaForm({}), "who")) == parse_html(
        '<fieldset class="choices kern-form-input--error" id="id_who" tabindex="-1" '
        'aria-describedby="id_who_helptext id_who_error">'
        '<legend class="kern-label">Wer fragt?</legend>'
        '<p class="kern-hint" id="id_who_helptext">Eins von beiden.</p>'
        '<div class="kern-error" id="id_who_error"><p class="kern-body">Bitte wählen Sie.</p></div>'
        '<div class="kern-form-check"><input type="radio" name="who" value="x" required '
        'class="kern-form-check__radio kern-form-check__radio--error" aria-invalid="true" '
        'id="id_who_0"><label class="kern-label" for="id_who_0">Verein</label></div></fieldset>'
    )


def test_several_choices_are_check_boxes_not_radio_buttons() -> None:
    html = field(IdeaForm(), "days")

    assert 'type="checkbox"' in html
    assert 'class="kern-form-check__checkbox"' in html
    assert "radio" not in html


def test_a_single_check_box_keeps_its_help() -> None:
    assert parse_html(field(IdeaForm(), "join")) == parse_html(
        '<div class="kern-form-check"><input type="checkbox" name="join" '
        'class="kern-form-check__checkbox" aria-describedby="id_join_helptext" id="id_join">'
        '<label class="kern-label" for="id_join">Ich mache mit.</label>'
        '<p class="kern-hint" id="id_join_helptext">Ohne Pflicht.</p></div>'
    )


def test_drawing_a_field_leaves_the_form_as_it_was() -> None:
    form = IdeaForm({})

    first = field(form, "text")

    assert form.fields["text"].widget.attrs == {}
    assert field(form, "text") == first


def summary(form: forms.Form) -> str:
    return Template("{% include 'machbar/_errors.html' %}").render(Context({"form": form}))


def test_the_summary_takes_the_focus_counts_in_words_and_links_to_each_field() -> None:
    assert parse_html(summary(IdeaForm({}))) == parse_html(
        '<div class="kern-alert kern-alert--danger below" role="alert" tabindex="-1" autofocus>'
        '<div class="kern-alert__header">'
        '<span class="kern-icon kern-icon--danger" aria-hidden="true"></span>'
        '<h2 class="kern-title flush">Fast. Drei Stellen brauchen Sie noch.</h2></div>'
        '<div class="kern-alert__body">'
        '<p class="flush">Alles andere steht noch da, nichts geht verloren.</p><ul class="flush">'
        '<li><a href="#id_text">Was ist Ihre Idee?</a> Bitte schreiben Sie einen Satz.</li>'
        '<li><a href="#id_who">Wer fragt?</a> Bitte wählen Sie.</li>'
        '<li data-hidden="key">Bitte laden Sie die Seite neu.</li></ul></div></div>'
    )


def test_one_place_is_one_place() -> None:
    form = IdeaForm({"text": "Bank", "who": "x"})

    assert "Fast. Eine Stelle braucht Sie noch." in summary(form)


def test_the_summary_shows_what_concerns_the_whole_form() -> None:
    form = IdeaForm({"text": "Bank", "who": "x", "key": "1"})
    form.add_error(None, "Heute nimmt der Briefkasten nichts mehr an.")

    assert "<li>Heute nimmt der Briefkasten nichts mehr an.</li>" in summary(form)


def test_a_form_without_errors_has_no_summary() -> None:
    assert summary(IdeaForm({"text": "Bank", "who": "x", "key": "1"})).strip() == ""
    assert summary(IdeaForm()).strip() == ""


class WordsFilter(forms.Form):
    """A search form as a list has it above it."""

    is_filter = True

    words = forms.CharField(
        label="Suchen", required=False, widget=forms.TextInput(attrs={"placeholder": "Wort"})
    )


def test_a_search_form_calls_nothing_voluntary_and_shows_no_placeholder() -> None:
    assert parse_html(field(WordsFilter(), "words")) == parse_html(
        '<div class="kern-form-input"><label class="kern-label" for="id_words">Suchen</label>'
        '<input type="text" name="words" class="kern-form-input__input" id="id_words"></div>'
    )


class LongForm(forms.Form):
    """A form that says of a whole part that it is voluntary."""

    unmarked = frozenset({"size"})
    words = forms.CharField(label="Worte", required=False)
    size = forms.CharField(label="Größe", required=False)


def test_a_field_whose_part_is_marked_as_a_whole_says_no_word_of_its_own() -> None:
    assert "freiwillig" in field(LongForm(), "words")
    assert "freiwillig" not in field(LongForm(), "size")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" ", "Bitte sagen Sie, warum: Die Person liest es Wort für Wort."),
        ("x" * 301, "Bitte begründen Sie es mit höchstens 300 Zeichen."),
    ],
)
def test_a_reason_that_somebody_reads_is_asked_for_and_kept_short(
    typed: str, sentence: str
) -> None:
    with pytest.raises(forms.ValidationError, match=re.escape(sentence)):
        ReasonField(label="Warum?").clean(typed)
