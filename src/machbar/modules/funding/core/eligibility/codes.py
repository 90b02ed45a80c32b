"""The codes that eligibility rules answer with; their German texts stand in `funding/labels.py`."""

from enum import StrEnum


class Rule(StrEnum):
    """Which rule speaks."""

    APPLICANT = "applicant"
    AREA = "area"
    STATUS = "status"
    COST = "cost"
    GRANT = "grant"
    START = "start"
    POPULATION = "population"


class Reason(StrEnum):
    """What it found."""

    APPLICANT_FITS = "applicant_fits"
    APPLICANT_CLOSED = "applicant_closed"
    APPLICANT_PERHAPS = "applicant_perhaps"
    APPLICANT_MISSING = "applicant_missing"
    APPLICANTS_UNSTATED = "applicants_unstated"
    AREA_FITS = "area_fits"
    AREA_CLOSED = "area_closed"
    AREA_PERHAPS = "area_perhaps"
    AREA_MISSING = "area_missing"
    OPEN = "open"
    OPEN_UNTIL = "open_until"
    ENDED = "ended"
    CALL_CLOSED = "call_closed"
    STATUS_UNKNOWN = "status_unknown"
    COST_FITS = "cost_fits"
    COST_MISSING = "cost_missing"
    COST_TOO_LOW = "cost_too_low"
    COST_TOO_HIGH = "cost_too_high"
    GRANT_TOO_SMALL = "grant_too_small"
    NOT_STARTED = "not_started"
    STARTED = "started"
    POPULATION_FITS = "population_fits"
    POPULATION_MISSING = "population_missing"
    POPULATION_TOO_HIGH = "population_too_high"


class Question(StrEnum):
    """What would decide it."""

    WHO_APPLIES = "who_applies"
    WHICH_KIND = "which_kind"
    WHO_MAY_APPLY = "who_may_apply"
    WHERE = "where"
    IN_REGION = "in_region"
    STILL_OPEN = "still_open"
    NEXT_CALL = "next_call"
    HOW_MUCH = "how_much"
    BOUND_STILL_VALID = "bound_still_valid"
    WHAT_STARTED = "what_started"
    HOW_MANY_PEOPLE = "how_many_people"
    LIMIT_STILL_VALID = "limit_still_valid"
