from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.funding.core import (
    ApplicantKind,
    Group,
    Programme,
    ProjectProfile,
    Status,
    Sums,
    area_of_names,
    check,
)
from machbar.modules.funding.core.matching import (
    PreparedCatalogue,
    group_of,
    prepare_catalogue,
    rank_programmes,
)
from machbar.modules.funding.core.tests.builders import make_programme, make_project
from machbar.reasoning.ranking import Encode, sentence_encoder, without_encoder
from machbar.reasoning.verdicts import Answer

TODAY = date(2026, 11, 26)
K = ApplicantKind
EVERYONE = frozenset(
    {K.MUNICIPALITY, K.ASSOCIATION, K.BUSINESS, K.PRIVATE_PERSON, K.CHURCH, K.OTHER}
)

PROGRAMMES = (
    make_programme(key="light", text="Energieeffiziente Außenbeleuchtung in Kommunen"),
    make_programme(key="library", text="Öffentliche Bibliotheken", status=Status.ACTIVE),
    make_programme(
        key="leader",
        text="Entwicklung ländlicher Regionen durch eine Aktionsgruppe",
        tags=("dorfentwicklung",),
        applicants=EVERYONE,
    ),
    make_programme(key="bavarian", text="Beleuchtung", area=area_of_names(("Bayern",))),
    make_programme(key="ended", text="Beleuchtung", status=Status.ENDED),
    make_programme(key="club", text="Flutlicht", applicants=frozenset({K.SPORTS_CLUB})),
    make_programme(
        key="large", text="Beleuchtung", as_of=date(2026, 6, 30), sums=Sums(min_cost=10_000_000)
    ),
)
LAMPS = make_project(
    title="Neue Laternen", applicant=K.MUNICIPALITY, state="03", cost=500_000, keywords=("Licht",)
)


def catalogue(encode: Encode = without_encoder) -> PreparedCatalogue:
    return prepare_catalogue(PROGRAMMES, encode=encode)


@pytest.mark.parametrize("encode", [sentence_encoder, without_encoder])
def test_what_fits_is_ranked_and_what_is_excluded_stands_apart(encode: Encode) -> None:
    ranking = rank_programmes(LAMPS, catalogue(encode), encode=encode, today=TODAY)

    assert ranking.ranked[0].programme.key == "light"
    assert {match.programme.key for match in ranking.ranked} == {"light", "library", "leader"}
    assert [(match.programme.key, match.score) for match in ranking.excluded] == [
        ("bavarian", 0.0),
        ("club", 0.0),
        ("ended", 0.0),
        ("large", 0.0),
    ]
    assert {match.verdict.answer for match in ranking.excluded} == {Answer.NO}
    assert ranking.used_encoder is (encode is sentence_encoder)
    assert catalogue(encode).has_vectors is (encode is sentence_encoder)


def test_a_hit_says_which_words_made_it() -> None:
    ranking = rank_programmes(LAMPS, catalogue(), encode=without_encoder, today=TODAY)

    evidence = ranking.ranked[0].evidence
    assert ("Laternen", "Licht") in [asked for _, asked, _ in evidence.concepts]


def test_a_limit_shortens_the_ranked_part_only() -> None:
    ranking = rank_programmes(LAMPS, catalogue(), encode=without_encoder, today=TODAY, limit=1)

    assert [match.programme.key for match in ranking.ranked] == ["light"]
    assert len(ranking.excluded) == 4


def test_equal_scores_stand_in_the_order_of_their_keys() -> None:
    same = [make_programme(key=key) for key in ("c", "a", "b")]

    ranking = rank_programmes(
        LAMPS, prepare_catalogue(same, encode=without_encoder), encode=without_encoder, today=TODAY
    )

    assert [match.programme.key for match in ranking.ranked] == ["a", "b", "c"]
    assert len({match.score for match in ranking.ranked}) == 1


def test_an_empty_catalogue_ranks_nothing() -> None:
    ranking = rank_programmes(
        LAMPS, prepare_catalogue((), encode=without_encoder), encode=without_encoder, today=TODAY
    )

    assert (ranking.ranked, ranking.excluded) == ((), ())


def test_the_order_of_the_file_does_not_matter() -> None:
    turned = prepare_catalogue(PROGRAMMES[::-1], encode=without_encoder)

    assert rank_programmes(LAMPS, turned, encode=without_encoder, today=TODAY) == rank_programmes(
        LAMPS, catalogue(), encode=without_encoder, today=TODAY
    )


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"applicants": EVERYONE, "tags": ("dorfentwicklung",)}, Group.TOPIC),
        (
            {
                "applicants": EVERYONE,
                "tags": ("dorfentwicklung",),
                "text": "Für den ländlichen Raum. Eine Region wählt aus.",
            },
            Group.GENERAL,
        ),
        ({"applicants": EVERYONE, "tags": ("dorfentwicklung", "regional")}, Group.GENERAL),
        ({"applicants": EVERYONE, "tags": ("klein",)}, Group.GENERAL),
        ({"applicants": EVERYONE, "tags": ("kultur",)}, Group.TOPIC),
        ({"tags": ("dorfentwicklung", "regional")}, Group.TOPIC),
    ],
)
def test_programmes_for_nearly_everyone_are_general(
    fields: dict[str, object], group: Group
) -> None:
    assert group_of(make_programme(**fields)) is group


kinds = st.sampled_from([None, *ApplicantKind])
states = st.sampled_from([None, "03", "09", "14"])
projects = st.builds(
    ProjectProfile,
    key=st.just("p"),
    title=st.sampled_from(["Laternen im Dorf", "Bücherei in der Stadt", ""]),
    applicant=kinds,
    state=states,
    cost=st.none() | st.integers(0, 10**9),
    started=st.none() | st.booleans(),
)
programmes = st.lists(
    st.builds(
        make_programme,
        key=st.uuids().map(str),
        text=st.sampled_from(["Beleuchtung", "Bibliothek", "ländlicher Raum"]),
        applicants=st.frozensets(st.sampled_from(ApplicantKind), max_size=7),
        excluded=st.frozensets(st.sampled_from(ApplicantKind), max_size=2),
        area=st.sampled_from(["Deutschland", "Niedersachsen", "Bayern"]).map(
            lambda name: area_of_names((name,))
        ),
        status=st.sampled_from(Status),
        as_of=st.none() | st.dates(date(2018, 1, 1), date(2026, 11, 1)),
        sums=st.builds(
            Sums,
            min_grant=st.none() | st.integers(0, 10**8),
            min_cost=st.none() | st.integers(0, 10**8),
            max_cost=st.none() | st.integers(0, 10**9),
            best_rate=st.none() | st.integers(0, 10_000),
        ),
    ),
    max_size=6,
    unique_by=lambda programme: programme.key,
)


@given(projects, programmes)
def test_every_programme_is_ranked_or_excluded_by_a_rule(
    project: ProjectProfile, given_programmes: list[Programme]
) -> None:
    prepared = prepare_catalogue(given_programmes, encode=without_encoder)

    ranking = rank_programmes(project, prepared, encode=without_encoder, today=TODAY)

    keys = [match.programme.key for match in (*ranking.ranked, *ranking.excluded)]
    assert sorted(keys) == sorted(programme.key for programme in given_programmes)
    assert all(match.verdict.answer is not Answer.NO for match in ranking.ranked)
    assert all(match.verdict.deciding for match in ranking.excluded)
    assert all(match.verdict.answer is Answer.NO for match in ranking.excluded)
    scores = [match.score for match in ranking.ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@given(projects, programmes)
def test_a_no_has_one_of_four_causes_and_old_records_exclude_by_no_sum(
    project: ProjectProfile, given_programmes: list[Programme]
) -> None:
    for programme in given_programmes:
        verdict = check(project, programme, today=TODAY)
        causes = {finding.rule for finding in verdict.deciding if verdict.answer is Answer.NO}
        assert causes <= {"applicant", "area", "status", "cost", "grant"}
        if verdict.verify:
            assert not causes & {"cost", "grant"}
