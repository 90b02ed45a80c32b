import pytest

from machbar.modules.funding.core import KINDS, ApplicantKind, admits
from machbar.modules.funding.core.applicants import BROADER, LEAN_KINDS, PERHAPS
from machbar.reasoning.verdicts import Answer

K = ApplicantKind
NONE: frozenset[ApplicantKind] = frozenset()

# Every kind of the catalogue's README and of the matching cases, and what it becomes.
CATALOGUE_WORDS = [
    *("kommune", "verein", "gemeinnuetzig", "initiative", "privatperson", "unternehmen"),
    *("existenzgruender", "freiberufler", "einzelhandel", "baugewerbe", "genossenschaft"),
    *("stiftung", "kirche", "schule", "hochschule", "kammer", "verband", "wohlfahrtsverband"),
    "sportverein",
]
LEAN_WORDS = [
    *("kommune", "verein", "unternehmen", "privat", "kirche", "stiftung", "genossenschaft"),
    "other",
]


def test_every_word_of_the_catalogue_is_a_kind_of_its_own() -> None:
    assert [KINDS[word].value for word in CATALOGUE_WORDS] == CATALOGUE_WORDS


def test_every_word_of_the_leaner_schema_is_known() -> None:
    assert {KINDS[word] for word in LEAN_WORDS} == LEAN_KINDS
    assert KINDS["privat"] is K.PRIVATE_PERSON


def test_every_kind_stands_in_the_table_and_never_refers_to_itself() -> None:
    assert set(PERHAPS) == set(ApplicantKind)
    assert [kind for kind in ApplicantKind if kind in PERHAPS[kind] | BROADER.get(kind, NONE)] == []
    assert [kind for kind in BROADER if BROADER[kind] & PERHAPS[kind]] == []


@pytest.mark.parametrize("kind", list(ApplicantKind))
def test_whoever_is_listed_may_apply_and_whoever_is_excluded_may_not(kind: ApplicantKind) -> None:
    everyone = frozenset(ApplicantKind)

    assert admits(frozenset({kind}), NONE, kind) is Answer.YES
    assert admits(everyone, frozenset({kind}), kind) is Answer.NO
    assert admits(NONE, NONE, kind) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "listed", "answer"),
    [
        (K.SPORTS_CLUB, {K.ASSOCIATION}, Answer.YES),
        (K.RETAILER, {K.BUSINESS}, Answer.YES),
        (K.BUILDER, {K.BUSINESS}, Answer.YES),
        (K.WELFARE, {K.UNION}, Answer.YES),
        (K.ASSOCIATION, {K.NON_PROFIT}, Answer.UNKNOWN),
        (K.ASSOCIATION, {K.SPORTS_CLUB}, Answer.UNKNOWN),
        (K.PRIVATE_PERSON, {K.FOUNDER}, Answer.UNKNOWN),
        (K.INITIATIVE, {K.ASSOCIATION, K.MUNICIPALITY}, Answer.UNKNOWN),
        (K.MUNICIPALITY, {K.SCHOOL}, Answer.UNKNOWN),
        (K.OTHER, {K.NON_PROFIT}, Answer.UNKNOWN),
        (K.MUNICIPALITY, {K.ASSOCIATION, K.NON_PROFIT}, Answer.NO),
        (K.ASSOCIATION, {K.MUNICIPALITY}, Answer.NO),
        (K.ASSOCIATION, {K.OTHER}, Answer.NO),
        (K.PRIVATE_PERSON, {K.MUNICIPALITY, K.ASSOCIATION}, Answer.NO),
        (K.BUSINESS, {K.ASSOCIATION}, Answer.NO),
        (K.OTHER, {K.MUNICIPALITY, K.ASSOCIATION}, Answer.NO),
    ],
)
def test_neighbouring_kinds(
    kind: ApplicantKind, listed: set[ApplicantKind], answer: Answer
) -> None:
    assert admits(frozenset(listed), NONE, kind) is answer


def test_what_is_excluded_is_no_perhaps_either() -> None:
    listed, excluded = frozenset({K.FOUNDER}), frozenset({K.FOUNDER})

    assert admits(listed, excluded, K.PRIVATE_PERSON) is Answer.NO
