"""Who applies: one table for the catalogue's kinds and the leaner ones of the matching cases."""

from enum import StrEnum

from machbar.reasoning.verdicts import Answer


class ApplicantKind(StrEnum):
    """Kinds of applicants, as the catalogue names them, and `other` of the leaner schema."""

    MUNICIPALITY = "kommune"
    ASSOCIATION = "verein"
    NON_PROFIT = "gemeinnuetzig"
    INITIATIVE = "initiative"
    PRIVATE_PERSON = "privatperson"
    BUSINESS = "unternehmen"
    FOUNDER = "existenzgruender"
    FREELANCER = "freiberufler"
    RETAILER = "einzelhandel"
    BUILDER = "baugewerbe"
    COOPERATIVE = "genossenschaft"
    FOUNDATION = "stiftung"
    CHURCH = "kirche"
    SCHOOL = "schule"
    UNIVERSITY = "hochschule"
    CHAMBER = "kammer"
    UNION = "verband"
    WELFARE = "wohlfahrtsverband"
    SPORTS_CLUB = "sportverein"
    OTHER = "other"


K = ApplicantKind

# The words of the two schemas. Both may be used for projects and for programmes.
KINDS: dict[str, ApplicantKind] = {
    **{kind.value: kind for kind in ApplicantKind},
    "privat": K.PRIVATE_PERSON,
    "sonstige": K.OTHER,
}

# The kinds that the leaner schema names: one that a programme does not list there is closed to it.
LEAN_KINDS = frozenset(
    {K.MUNICIPALITY, K.ASSOCIATION, K.BUSINESS, K.PRIVATE_PERSON, K.CHURCH, K.FOUNDATION}
    | {K.COOPERATIVE, K.OTHER}
)

# Per kind of applicant: what a programme may list instead of it so that the applicant certainly fits.
BROADER: dict[ApplicantKind, frozenset[ApplicantKind]] = {
    K.SPORTS_CLUB: frozenset({K.ASSOCIATION}),
    K.RETAILER: frozenset({K.BUSINESS}),
    K.BUILDER: frozenset({K.BUSINESS}),
    K.WELFARE: frozenset({K.UNION}),
}

# … and what it may list so that one more answer decides (such as: is the association a charity?).
PERHAPS: dict[ApplicantKind, frozenset[ApplicantKind]] = {
    K.MUNICIPALITY: frozenset({K.SCHOOL}),
    K.ASSOCIATION: frozenset({K.NON_PROFIT, K.SPORTS_CLUB, K.WELFARE, K.UNION}),
    K.NON_PROFIT: frozenset(
        {K.ASSOCIATION, K.SPORTS_CLUB, K.WELFARE, K.UNION, K.FOUNDATION, K.CHURCH, K.COOPERATIVE}
        | {K.SCHOOL, K.OTHER}
    ),
    K.INITIATIVE: frozenset({K.ASSOCIATION, K.NON_PROFIT, K.PRIVATE_PERSON, K.OTHER}),
    K.PRIVATE_PERSON: frozenset({K.FOUNDER, K.INITIATIVE, K.FREELANCER}),
    K.BUSINESS: frozenset({K.FOUNDER, K.FREELANCER, K.RETAILER, K.BUILDER, K.COOPERATIVE}),
    K.FOUNDER: frozenset({K.BUSINESS, K.PRIVATE_PERSON, K.FREELANCER, K.RETAILER, K.BUILDER}),
    K.FREELANCER: frozenset({K.BUSINESS, K.FOUNDER, K.PRIVATE_PERSON}),
    K.RETAILER: frozenset({K.FOUNDER}),
    K.BUILDER: frozenset({K.FOUNDER}),
    K.COOPERATIVE: frozenset({K.BUSINESS, K.NON_PROFIT}),
    K.FOUNDATION: frozenset({K.NON_PROFIT}),
    K.CHURCH: frozenset({K.NON_PROFIT}),
    K.SCHOOL: frozenset({K.MUNICIPALITY, K.NON_PROFIT, K.OTHER}),
    K.UNIVERSITY: frozenset({K.OTHER}),
    K.CHAMBER: frozenset({K.OTHER}),
    K.UNION: frozenset({K.NON_PROFIT, K.ASSOCIATION, K.WELFARE, K.OTHER}),
    K.WELFARE: frozenset({K.NON_PROFIT, K.ASSOCIATION, K.OTHER}),
    K.SPORTS_CLUB: frozenset({K.NON_PROFIT}),
    # Of "other" we know that it is none of the kinds the leaner schema names.
    K.OTHER: frozenset(
        {K.NON_PROFIT, K.INITIATIVE, K.SCHOOL, K.UNIVERSITY, K.CHAMBER, K.UNION, K.WELFARE}
    ),
}


def admits(
    listed: frozenset[ApplicantKind], excluded: frozenset[ApplicantKind], kind: ApplicantKind
) -> Answer:
    """Whether a programme that lists these kinds is open to an applicant of this kind."""
    same = {kind} | BROADER.get(kind, frozenset())
    if kind in excluded:
        return Answer.NO
    if same & listed:
        return Answer.YES
    if not listed or PERHAPS[kind] & (listed - excluded):
        return Answer.UNKNOWN
    return Answer.NO
