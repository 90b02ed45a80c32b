"""Texts for what the matching core finds: reasons and questions as short sentences."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.ui.formats import euros
from machbar.modules.funding.core.eligibility import Question, Reason
from machbar.modules.funding.core.model import StartRule
from machbar.reasoning.verdicts import Finding, Value

if TYPE_CHECKING:  # both load numpy, which a web process has no use for
    from machbar.modules.funding.core.matching import Match
    from machbar.reasoning.ranking import Evidence

MOST_KINDS = 6
MOST_TERMS = 2
WEAK_WORDS = frozenset(
    {
        "klein",
        "kleine",
        "kleiner",
        "kleines",
        "kleinen",
        "groß",
        "große",
        "großer",
        "neu",
        "neue",
        "neuer",
        "neues",
        "neuen",
        "gut",
        "gute",
        "viel",
        "viele",
        "machen",
        "gemacht",
        "gibt",
        "stadt",
        "städte",
        "ort",
        "anlage",
        "gebraucht",
    }
)

KINDS: dict[str, Promise] = {
    "kommune": gettext_lazy("towns and municipalities"),
    "verein": gettext_lazy("associations"),
    "gemeinnuetzig": gettext_lazy("non-profit bodies"),
    "initiative": gettext_lazy("initiatives"),
    "privatperson": gettext_lazy("private persons"),
    "unternehmen": gettext_lazy("companies"),
    "existenzgruender": gettext_lazy("founders"),
    "freiberufler": gettext_lazy("freelancers"),
    "einzelhandel": gettext_lazy("shops"),
    "baugewerbe": gettext_lazy("building firms"),
    "genossenschaft": gettext_lazy("cooperatives"),
    "stiftung": gettext_lazy("foundations"),
    "kirche": gettext_lazy("parishes"),
    "schule": gettext_lazy("schools"),
    "hochschule": gettext_lazy("universities"),
    "kammer": gettext_lazy("chambers"),
    "verband": gettext_lazy("federations"),
    "wohlfahrtsverband": gettext_lazy("welfare organisations"),
    "sportverein": gettext_lazy("sports clubs"),
    "other": gettext_lazy("other bodies"),
}

REASONS: dict[str, Promise] = {
    Reason.APPLICANT_FITS: gettext_lazy("Open to %(kind)s."),
    Reason.APPLICANT_CLOSED: gettext_lazy("Only for %(kinds)s, not for %(kind)s."),
    Reason.APPLICANT_PERHAPS: gettext_lazy("Meant for %(kinds)s."),
    Reason.APPLICANT_MISSING: gettext_lazy("Open to %(kinds)s."),
    Reason.APPLICANTS_UNSTATED: gettext_lazy("The record does not say who may apply."),
    Reason.AREA_FITS: gettext_lazy("Applies here: %(region)s."),
    Reason.AREA_CLOSED: gettext_lazy("Applies only here: %(region)s."),
    Reason.AREA_PERHAPS: gettext_lazy("Applies in: %(region)s."),
    Reason.AREA_MISSING: gettext_lazy("Applies in: %(region)s."),
    Reason.OPEN: gettext_lazy("Applications are possible at any time, says the record."),
    Reason.OPEN_UNTIL: gettext_lazy("Next deadline: %(day)s."),
    Reason.ENDED: gettext_lazy("The programme has ended."),
    Reason.CALL_CLOSED: gettext_lazy("The last call is closed."),
    Reason.STATUS_UNKNOWN: gettext_lazy("The record does not say whether it is open now."),
    Reason.COST_FITS: gettext_lazy("Costs of %(cost)s fit."),
    Reason.COST_MISSING: gettext_lazy("There are limits to the costs."),
    Reason.COST_TOO_LOW: gettext_lazy("Costs of %(sum)s are below the minimum of %(bound)s."),
    Reason.COST_TOO_HIGH: gettext_lazy("Costs of %(sum)s are above the limit of %(bound)s."),
    Reason.GRANT_TOO_SMALL: gettext_lazy(
        "At most %(sum)s could be granted; it pays from %(bound)s on."
    ),
    Reason.NOT_STARTED: gettext_lazy("The project has not begun yet."),
    Reason.STARTED: gettext_lazy("The project has begun already. %(start)s"),
    Reason.POPULATION_FITS: gettext_lazy("For places up to %(limit)s inhabitants."),
    Reason.POPULATION_MISSING: gettext_lazy("For places up to %(limit)s inhabitants."),
    Reason.POPULATION_TOO_HIGH: gettext_lazy(
        "For places up to %(limit)s inhabitants; yours has %(population)s."
    ),
}

QUESTIONS: dict[str, Promise] = {
    Question.WHO_APPLIES: gettext_lazy("Who will apply: the town, an association, a person?"),
    Question.WHICH_KIND: gettext_lazy("Do you count among these: %(kinds)s?"),
    Question.WHO_MAY_APPLY: gettext_lazy("Who may apply? Please ask the funder."),
    Question.WHERE: gettext_lazy("Where is the project?"),
    Question.IN_REGION: gettext_lazy("Does your place belong to it: %(region)s?"),
    Question.STILL_OPEN: gettext_lazy("Can one apply at present? Please ask the funder."),
    Question.NEXT_CALL: gettext_lazy("When is the next call? Please ask the funder."),
    Question.HOW_MUCH: gettext_lazy("What will the project cost?"),
    Question.BOUND_STILL_VALID: gettext_lazy("Does the limit of %(bound)s still apply?"),
    Question.WHAT_STARTED: gettext_lazy(
        "What have you ordered or begun? Planning and buying land often do not count."
    ),
    Question.HOW_MANY_PEOPLE: gettext_lazy("How many people live in the place?"),
    Question.LIMIT_STILL_VALID: gettext_lazy(
        "Does the whole town count, or only the village of the project?"
    ),
}

STARTS: dict[str, Promise] = {
    StartRule.APPROVAL: gettext_lazy("It funds only what begins after approval."),
    StartRule.CONSENT: gettext_lazy("An early start needs a consent."),
    StartRule.APPLICATION: gettext_lazy("The application must be in before the start."),
    StartRule.CLAUSE: gettext_lazy("Contracts need a clause that makes them depend on the grant."),
    StartRule.UNSTATED: gettext_lazy("The record states no rule about it."),
}


def reasons(match: "Match") -> list[str]:
    """Why a programme is where it is: shared words and themes first, then what the rules found.

    For an excluded programme only the rules that exclude it.
    """
    if match.verdict.answer == "no":
        return _each_once([reason(finding) for finding in match.verdict.deciding])
    said = evidence_sentences(match.evidence)
    return said + _each_once([reason(finding) for finding in match.verdict.findings])


def questions(match: "Match") -> list[str]:
    """The questions that would decide, each once; for an old record also whether it still holds."""
    if match.verdict.answer == "no":
        return []
    asked = [question(finding) for finding in match.verdict.questions]
    return _each_once([*asked, *_age_question(match)])


def reason(finding: Finding) -> str:
    """The reason of one rule as a sentence."""
    return str(REASONS[finding.code]) % _shown(finding.values)


def question(finding: Finding) -> str:
    """The question of one rule as a sentence; the finding must have one."""
    return str(QUESTIONS[str(finding.question)]) % _shown(finding.values)


def evidence_sentences(evidence: "Evidence") -> list[str]:
    """Which words and themes made a hit; words that stand in nearly every text tell nothing and are left out."""
    telling = [
        (kept, there)
        for _group, asked, there in evidence.concepts
        if (kept := tuple(word for word in asked if word.lower() not in WEAK_WORDS))
    ]
    said = [
        _("What you call “%(asked)s” stands here as “%(there)s”.")
        % {"asked": _terms(asked, there)[0], "there": _terms(asked, there)[1]}
        for asked, there in telling
        if not _is_same(asked, there)
    ]
    same = [asked[0] for asked, there in telling if _is_same(asked, there)]
    written = [_word(*pair) for pair in evidence.words if pair[0].lower() not in WEAK_WORDS]
    words = list(dict.fromkeys([*same, *written]))
    if words:
        said.append(same_words(words))
    if evidence.themes:
        said.append(
            ngettext("Same theme: %(themes)s.", "Same themes: %(themes)s.", len(evidence.themes))
            % {"themes": "; ".join(evidence.themes)}
        )
    return _each_once(said)


def same_words(words: Sequence[str]) -> str:
    """That two texts use the same words."""
    return ngettext("Same word: %(words)s.", "Same words: %(words)s.", len(words)) % {
        "words": ", ".join(words)
    }


def _is_same(asked: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Whether both sides use the very same word, so that one is not "about" the other."""
    return {word.lower() for word in asked[:1]} == {word.lower() for word in there[:1]}


def _word(asked: str, there: str) -> str:
    """One word where both write (nearly) the same, else both: `Zollplatz/Marktplatz`."""
    return asked if asked == there else f"{asked}/{there}"


def _terms(asked: tuple[str, ...], there: tuple[str, ...]) -> tuple[str, str]:
    return ", ".join(asked[:MOST_TERMS]), ", ".join(there[:MOST_TERMS])


def _age_question(match: "Match") -> list[str]:
    if not match.verdict.verify:
        return []
    as_of = match.programme.as_of
    if as_of is None:
        return [_("The record has no date. Does it still hold?")]
    # A year alone is kept as its 31 December; nobody shall read a month that no source names.
    is_year = (as_of.month, as_of.day) == (12, 31)
    return [
        _("The record is of %(month)s. Does it still hold?")
        % {"month": date_format(as_of, "Y" if is_year else "F Y")}
    ]


def _shown(values: Mapping[str, Value]) -> dict[str, str]:
    """Values as people read them: sums in euros, kinds and days in words."""
    return {name: _value(name, value) for name, value in values.items()} | {
        "start": str(STARTS.get(str(values.get("start_rule")), ""))
    }


def _value(name: str, value: Value) -> str:
    if name == "day":
        return date_format(date.fromisoformat(str(value)), "j. F Y")
    if name == "kind":
        return str(KINDS[str(value)])
    if name == "kinds":
        kinds = [str(KINDS[kind]) for kind in str(value).split(",") if kind]
        more = [_("others")] if len(kinds) > MOST_KINDS else []
        return ", ".join(kinds[:MOST_KINDS] + more)
    if name in {"limit", "population"}:
        return f"{int(value):,}".replace(",", ".")
    return euros(int(value)) if isinstance(value, int) else value.rstrip(".")


def _each_once(sentences: list[str]) -> list[str]:
    return list(dict.fromkeys(sentences))
