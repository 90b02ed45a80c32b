"""The pure core of funding: which programmes fit (eligibility, matching) and which plan finances a project.

Two parts are imported by their own names where they are used, because they load heavy packages:
`core.matching` (numpy: ranking a catalogue for a project) and `core.financing` (HiGHS: the financing plan).
"""

from machbar.modules.funding.core.applicants import KINDS, ApplicantKind, admits
from machbar.modules.funding.core.eligibility import (
    Question,
    Reason,
    Rule,
    check,
    highest_grant,
    next_deadline,
)
from machbar.modules.funding.core.model import (
    Group,
    Programme,
    ProjectProfile,
    StartRule,
    Status,
    Sums,
)
from machbar.modules.funding.core.places import (
    KOENIGSLUTTER,
    STATE_BY_NAME,
    STATE_NAMES,
    Area,
    area_of_codes,
    area_of_names,
)
from machbar.modules.funding.core.reading import read_programmes, read_projects, start_rule_of
from machbar.modules.funding.core.topics import THEMES_OF_TAG, themes_of

__all__ = [
    "KINDS",
    "KOENIGSLUTTER",
    "STATE_BY_NAME",
    "STATE_NAMES",
    "THEMES_OF_TAG",
    "ApplicantKind",
    "Area",
    "Group",
    "Programme",
    "ProjectProfile",
    "Question",
    "Reason",
    "Rule",
    "StartRule",
    "Status",
    "Sums",
    "admits",
    "area_of_codes",
    "area_of_names",
    "check",
    "highest_grant",
    "next_deadline",
    "read_programmes",
    "read_projects",
    "start_rule_of",
    "themes_of",
]
