"""Texts for the codes that the core and the catalogue use."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.ui.formats import euros, percent
from machbar.modules.funding.core.financing import Rule
from machbar.modules.funding.core.record import CatalogueEntry

APPLICANTS: dict[str, Promise] = {
    "kommune": gettext_lazy("Towns and municipalities"),
    "verein": gettext_lazy("Associations"),
    "gemeinnuetzig": gettext_lazy("Non-profit bodies"),
    "initiative": gettext_lazy("Initiatives without legal form"),
    "privatperson": gettext_lazy("Private persons"),
    "unternehmen": gettext_lazy("Companies"),
    "existenzgruender": gettext_lazy("Founders"),
    "freiberufler": gettext_lazy("Freelancers"),
    "einzelhandel": gettext_lazy("Shops"),
    "baugewerbe": gettext_lazy("Building trade"),
    "genossenschaft": gettext_lazy("Cooperatives"),
    "stiftung": gettext_lazy("Foundations"),
    "kirche": gettext_lazy("Parishes"),
    "schule": gettext_lazy("Schools"),
    "hochschule": gettext_lazy("Universities"),
    "kammer": gettext_lazy("Chambers"),
    "verband": gettext_lazy("Federations"),
    "wohlfahrtsverband": gettext_lazy("Welfare organisations"),
    "sportverein": gettext_lazy("Sports clubs"),
    "alle": gettext_lazy("Everybody"),
    "arbeitgeber": gettext_lazy("Employers"),
    "kleines_unternehmen": gettext_lazy("Small companies"),
    "mittleres_unternehmen": gettext_lazy("Medium companies"),
}

INSTRUMENTS: dict[str, Promise] = {
    "zuschuss": gettext_lazy("Grant"),
    "darlehen": gettext_lazy("Loan"),
    "buergschaft": gettext_lazy("Guarantee for a loan"),
    "beteiligung": gettext_lazy("Equity stake"),
    "garantie": gettext_lazy("Guarantee"),
    "sonstige": gettext_lazy("Other help"),
}

SILENT = frozenset({Rule.BILL, Rule.ELIGIBLE, Rule.REQUIRES})
"""Rules that never bind: bills are always paid, money stays in its base, required programmes come along."""
BINDING: dict[Rule, Promise] = {
    Rule.OWN_CASH: gettext_lazy("The own money at hand is not enough for any plan."),
    Rule.RATE: gettext_lazy(
        "%(who)s pays a share only. With a higher rate less own money would be needed."
    ),
    Rule.MAX: gettext_lazy("%(who)s is used up to its highest grant."),
    Rule.AMOUNT: gettext_lazy("%(who)s pays a fixed amount, even where the costs are higher."),
    Rule.MIN: gettext_lazy("%(who)s pays from its lowest grant on, or nothing."),
    Rule.MINBASE: gettext_lazy("%(who)s asks for higher costs than can be counted here."),
    Rule.MAXBASE: gettext_lazy("%(who)s counts costs up to a ceiling only."),
    Rule.OWN_SHARE: gettext_lazy("%(who)s asks for an own share. That money has to be your own."),
    Rule.PUBLIC_CAP: gettext_lazy("%(who)s allows only so much public money altogether."),
    Rule.COFIN: gettext_lazy("%(who)s asks for public money of this country beside it."),
    Rule.PROJECT_CONFLICT: gettext_lazy("%(who)s: only one of them may pay in the same project."),
    Rule.SAME_COST_CONFLICT: gettext_lazy("%(who)s: they may not pay for the same costs."),
    Rule.FULL: gettext_lazy("%(who)s pays everything alone and allows no other programme."),
    Rule.DE_MINIMIS: gettext_lazy("The room for de-minimis aid is used up."),
    Rule.DONATIONS: gettext_lazy("All donations are used. Every further donation saves own money."),
}


FIELDS: dict[str, Promise] = {
    "max_eur": gettext_lazy("highest grant"),
    "min_eur": gettext_lazy("lowest grant"),
    "rate_pct": gettext_lazy("share"),
    "rate": gettext_lazy("share"),
    "rates": gettext_lazy("shares"),
    "min_eligible_cost_eur": gettext_lazy("lowest costs"),
    "max_eligible_cost_eur": gettext_lazy("highest costs"),
    "own_share_min_pct": gettext_lazy("own share"),
    "deadline_dates": gettext_lazy("deadlines"),
    "next_known_deadline": gettext_lazy("next deadline"),
    "eligible_applicants": gettext_lazy("who may apply"),
    "cumulation_allowed": gettext_lazy("other money beside it"),
    "includes_koenigslutter": gettext_lazy("whether the place belongs to it"),
    "early_start_rule": gettext_lazy("when one may begin"),
    "duration_max_months": gettext_lazy("duration"),
    "as_of": gettext_lazy("date of the record"),
    "status": gettext_lazy("whether it is open"),
}
_FIELD = re.compile(r"\b[a-z_]+\b")


def amount_line(entry: CatalogueEntry) -> str:
    """What a programme pays, in one line: `100 bis 2.500 €, höchstens 90 %`; empty where the source says nothing."""
    rates = sorted({each.rate for each in entry.rates} | ({entry.rate} if entry.rate else set()))
    parts = [part for part in (_sums(entry.least, entry.most), _rates(rates)) if part]
    return ", ".join(parts)


def in_words(uncertain: str) -> str:
    """What a record doubts, with the names of its fields in words."""
    return _FIELD.sub(lambda found: str(FIELDS.get(found[0], found[0])), uncertain)


def cost_line(entry: CatalogueEntry) -> str:
    """For which project costs a programme is meant, where the source says so."""
    return _sums(entry.least_cost, entry.most_cost)


def binding_sentences(codes: list[str], names: Mapping[str, str]) -> list[str]:
    """What would have to change, in words; codes are `rule:programme` or `rule:one+other`."""
    sentences = []
    for code in codes:
        rule, _colon, subject = code.partition(":")
        who = " + ".join(names.get(key, key) for key in subject.split("+"))
        if rule in BINDING:
            sentences.append(str(BINDING[Rule(rule)]) % {"who": who})
    return sentences


def _sums(least: int | None, most: int | None) -> str:
    if least and most:
        return _("%(least)s to %(most)s") % {"least": euros(least), "most": euros(most)}
    if most:
        return _("up to %(most)s") % {"most": euros(most)}
    return _("from %(least)s") % {"least": euros(least)} if least else ""


def _rates(rates: list[int]) -> str:
    if not rates:
        return ""
    if len(rates) == 1:
        return _("at most %(rate)s") % {"rate": percent(rates[0])}
    return _("%(lowest)s to %(highest)s, depending on who applies") % {
        "lowest": percent(rates[0]),
        "highest": percent(rates[-1]),
    }
