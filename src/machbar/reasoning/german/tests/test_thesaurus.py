import re

import pytest

from machbar.reasoning.german import Concepts, Thesaurus, read_thesaurus, themes, thesaurus
from machbar.reasoning.german.thesaurus import plain

LAMPS = {
    "groups": [
        {
            "id": "lamps",
            "theme": "energie_licht",
            "everyday": ["laterne", "led", "=Licht", "licht aus"],
            "admin": ["beleuchtung", "~heide"],
        }
    ]
}


def lamps() -> Thesaurus:
    return read_thesaurus(LAMPS)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Neue Straßenlaternen", ("Straßenlaternen",)),
        ("Außenbeleuchtung am Weg", ("Außenbeleuchtung",)),
        ("LED statt Glühbirnen", ("LED",)),
        ("Mehr Licht", ("Licht",)),
        ("Macht das  Licht  aus", ("Licht", "Licht aus")),
        ("Schafe auf der Heide", ("Heide",)),
    ],
)
def test_terms_match_by_their_form(text: str, spoken: tuple[str, ...]) -> None:
    assert lamps().spoken(text, "lamps") == spoken
    assert list(lamps().concepts(text).counts) == ["lamps"]


@pytest.mark.parametrize("text", ["ein gefledertes Tier", "lichte Wälder", "Er entscheidet", ""])
def test_chance_hits_inside_words_do_not_count(text: str) -> None:
    assert lamps().concepts(text) == Concepts(counts={}, admin_counts={})


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("Straßenlaterne", {"lamps": 1}),
        ("laternenlos", {"lamps": 1}),
        ("Zulaternen", {}),
        ("Urlaterne", {}),
        ("Verlaterne", {}),
        ("Blaterne", {}),
        ("Glaslaternen", {}),
    ],
)
def test_a_term_inside_a_word_needs_a_head_that_is_a_word(
    word: str, counts: dict[str, int]
) -> None:
    lists = read_thesaurus({**LAMPS, "not_in": {"laterne": ["glaslaterne"]}})

    assert lists.concepts(word).counts == counts


def test_look_alikes_belong_to_terms_of_the_list() -> None:
    lists = thesaurus()
    terms = {term for group in lists.groups for term in (*group.everyday, *group.admin)}

    assert [term for term in lists.not_in if term not in terms] == []


def test_three_terms_of_a_group_are_the_most_that_count() -> None:
    found = lamps().concepts("Laterne, LED, Licht, Beleuchtung: Licht aus!")

    assert found == Concepts(counts={"lamps": 3}, admin_counts={"lamps": 1})


def test_a_group_without_terms_is_refused() -> None:
    group = {"id": "empty", "theme": "kultur", "everyday": [], "admin": ["kunst"]}

    with pytest.raises(ValueError, match="group empty: everyday is empty or holds an empty term"):
        read_thesaurus({"groups": [group]})


def test_a_group_of_the_same_name_is_refused() -> None:
    with pytest.raises(ValueError, match="group lamps stands there twice"):
        read_thesaurus({"groups": LAMPS["groups"] * 2})


def test_every_group_of_our_list_points_to_a_theme() -> None:
    known = {theme.id for theme in themes()}

    assert [group.id for group in thesaurus().groups if group.theme not in known] == []


def test_every_term_of_our_list_finds_itself() -> None:
    lost = [
        term
        for group in thesaurus().groups
        for term in (*group.everyday, *group.admin)
        if group.id not in thesaurus().concepts(plain(term)).counts
    ]

    assert lost == []


def test_terms_that_match_inside_words_are_written_in_small_letters() -> None:
    shouting = [
        term
        for group in thesaurus().groups
        for term in (*group.everyday, *group.admin)
        if not term.startswith("=") and term != term.lower()
    ]

    assert shouting == []


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("gemeinsam", "einsam"),
        ("Hessen", "erzaehl"),
        ("entscheidet", "streuobst"),
        ("Einhundert", "tiere"),
        ("Denkmalen", "kunst"),
        ("Obergrenze", "grenzgeschichte"),
        ("Gartenbau", "wildbiene"),
        ("brauchen", "brauchtum"),
        ("Ortsteilen", "leihladen"),
        ("Ehrenamt", "hauptamt"),
        ("Bürger", "burg"),
        ("beschlossen", "burg"),
        ("Versammlung", "museum"),
        ("Aussagen", "heimatverein"),
        ("erhalten", "notsicherung"),
        ("Versicherung", "restaur"),
        ("wetterfester", "fest"),
        ("Festbetrag", "fest"),
        ("Arbeitsmarkt", "fest"),
        ("Parkplatz", "garten"),
        ("Landesprogramm", "laendlich"),
        ("vereinbart", "ehrenamt"),
        ("Begründung", "gruendung"),
        ("Wiederholung", "wandern"),
        ("Schenkel", "generation"),
        ("langer", "dorfplatz_neu"),
        ("kontrolliert", "inklusion"),
        ("Zigaretten", "restaur"),
        ("Hochschule", "schule"),
        ("Auswahl", "demokratie"),
        ("Energiewende", "grenzgeschichte"),
        ("Datenschutz", "smartcity"),
        ("vorgelegt", "kirche"),
        ("Kühltheke", "hitze"),
    ],
)
def test_known_chance_hits_stay_away(word: str, group: str) -> None:
    assert group not in thesaurus().concepts(word).counts


@pytest.mark.parametrize(
    ("everyday", "admin"),
    [
        ("Das Geschäft steht leer", "Leerstand"),
        ("neue Laternen", "Außenbeleuchtung"),
        ("eine Rampe am Eingang", "Barriereabbau"),
        ("unsere Bücherei", "öffentliche Bibliothek"),
        ("ein Bus mit freiwilligen Fahrern als Bürgerbus", "Linienverkehr mit Kleinbussen"),
        ("Schatten gegen die Hitze", "Klimaanpassung"),
    ],
)
def test_everyday_and_administrative_words_meet(everyday: str, admin: str) -> None:
    ours, theirs = thesaurus().concepts(everyday), thesaurus().concepts(admin)

    assert set(ours.counts) & set(theirs.counts) != set()


def test_ids_are_plain() -> None:
    assert all(re.fullmatch(r"\w+", group.id) for group in thesaurus().groups)
