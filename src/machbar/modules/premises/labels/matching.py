"""Words for what matching finds: a sentence for every code, made of the numbers that the finding carries."""

from collections.abc import Callable
from datetime import date, time

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from machbar.foundation.ui.formats import euros
from machbar.modules.premises.core.matching import (
    Change,
    ChangeCode,
    Code,
    Criterion,
    Finding,
    Verdict,
)

VERDICTS: dict[Verdict, Promise] = {
    Verdict.FITS: gettext_lazy("fits"),
    Verdict.REMARK: gettext_lazy("fits, with a remark"),
    Verdict.ASK: gettext_lazy("something is not known"),
    Verdict.IF: gettext_lazy("would fit, if"),
    Verdict.FAR: gettext_lazy("too far apart"),
    Verdict.EXCLUDED: gettext_lazy("does not fit"),
}
FEATURES: dict[Criterion, tuple[Promise, Promise, Promise]] = {
    Criterion.WATER: (
        gettext_lazy("has water"),
        gettext_lazy("no water"),
        gettext_lazy("Is there water?"),
    ),
    Criterion.TOILET: (
        gettext_lazy("has a toilet"),
        gettext_lazy("no toilet"),
        gettext_lazy("Is there a toilet?"),
    ),
    Criterion.POWER: (
        gettext_lazy("has power"),
        gettext_lazy("no power"),
        gettext_lazy("Is there power?"),
    ),
    Criterion.HEATING: (
        gettext_lazy("can be heated"),
        gettext_lazy("no heating"),
        gettext_lazy("How warm does it get in winter?"),
    ),
    Criterion.INTERNET: (
        gettext_lazy("has fast internet"),
        gettext_lazy("no fast internet"),
        gettext_lazy("Is there fast internet?"),
    ),
    Criterion.STORAGE: (
        gettext_lazy("has room to store things"),
        gettext_lazy("no room to store things"),
        gettext_lazy("Is there room to store things?"),
    ),
}
"""There, missing, not known."""
PLAIN: dict[Code, Promise] = {
    Code.TAKEN: gettext_lazy("in use"),
    Code.RESERVED: gettext_lazy("promised to somebody else"),
    Code.KIND_FITS: gettext_lazy("the kind of place fits"),
    Code.KIND_WRONG: gettext_lazy("another kind of place is wanted"),
    Code.AREA_UNKNOWN: gettext_lazy("How large is it?"),
    Code.ON_GROUND_FLOOR: gettext_lazy("on the ground floor"),
    Code.FLOOR_UNKNOWN: gettext_lazy("On which floor is it?"),
    Code.REACHED_BY_LIFT: gettext_lazy("not on the ground floor, but with a lift"),
    Code.LIFT_UNKNOWN: gettext_lazy("Not on the ground floor. Is there a lift?"),
    Code.NOT_ON_GROUND_FLOOR: gettext_lazy("not on the ground floor, no lift"),
    Code.STEP_FREE: gettext_lazy("no step at the entrance"),
    Code.STEPS_UNKNOWN: gettext_lazy("Are there steps at the entrance?"),
    Code.STAIRS: gettext_lazy("stairs, no lift"),
    Code.UNUSABLE: gettext_lazy("cannot be used as it is"),
    Code.WORKS_NEEDED: gettext_lazy("needs building works"),
    Code.RENT_UNKNOWN: gettext_lazy("What is the rent?"),
    Code.FREE_IN_TIME: gettext_lazy("free when it is needed"),
    Code.FREE_UNKNOWN: gettext_lazy("From when is it free?"),
    Code.INTERIM_FINE: gettext_lazy("interim use is fine"),
    Code.INTERIM_UNKNOWN: gettext_lazy("Would the owner agree to interim use?"),
    Code.INTERIM_REFUSED: gettext_lazy("the owner does not want an interim use"),
}


def sentence_of(finding: Finding) -> str:
    """What a criterion found, in words: a reason, a remark, an obstacle, or the question to ask."""
    if finding.code in (Code.THERE, Code.MISSING, Code.NOT_KNOWN):
        place = (Code.THERE, Code.MISSING, Code.NOT_KNOWN).index(finding.code)
        return str(FEATURES[finding.criterion][place])
    plain = PLAIN.get(finding.code)
    return str(plain) if plain is not None else MEASURED[finding.code](finding)


def condition_of(change: Change) -> str:
    """What would have to happen, as the end of *Würde passen, wenn …*; a price is an estimate and says so."""
    sentence = str(CHANGES[change.code]) if change.gap is None else GAPS[change.code](change.gap)
    if change.cents is None:
        return sentence
    return _("%(change)s (about %(cost)s, our estimate)") % {
        "change": sentence,
        "cost": euros(change.cents),
    }


def _area(finding: Finding) -> str:
    return _("%(area)d m² fit") % finding.numbers


def _too_small(finding: Finding) -> str:
    gap = _whole(finding, "area_min") - _whole(finding, "area")
    return _("too small: %(area)d m², %(gap)d m² below the least") % {
        "area": _whole(finding, "area"),
        "gap": gap,
    }


def _too_large(finding: Finding) -> str:
    gap = _whole(finding, "area") - _whole(finding, "area_max")
    return _("too large: %(area)d m², %(gap)d m² above the most") % {
        "area": _whole(finding, "area"),
        "gap": gap,
    }


def _ramp(finding: Finding) -> str:
    count = _whole(finding, "steps")
    words = {"count": count, "cost": euros(finding.change.cents or 0) if finding.change else ""}
    return (
        ngettext(
            "%(count)d step: ramp needed (about %(cost)s, our estimate)",
            "%(count)d steps: ramp needed (about %(cost)s, our estimate)",
            count,
        )
        % words
    )


def _ramp_unknown(finding: Finding) -> str:
    return _("%(steps)d steps at the entrance. Is a ramp possible?") % finding.numbers


def _no_ramp(finding: Finding) -> str:
    count = _whole(finding, "steps")
    return ngettext(
        "%(count)d step, no ramp possible", "%(count)d steps, no ramp possible", count
    ) % {"count": count}


def _noise(finding: Finding) -> str:
    return _("noise until %(until)s is fine") % {"until": _clock(finding, "noise_until")}


def _noise_unknown(finding: Finding) -> str:
    return _("Is noise until %(until)s all right in the house?") % {
        "until": _clock(finding, "noise_until")
    }


def _noise_forbidden(finding: Finding) -> str:
    return _("noise after %(quiet)s is not possible in the house") % {
        "quiet": _clock(finding, "quiet_from")
    }


def _rent(finding: Finding) -> str:
    return _("rent %(rent)s a month") % {"rent": euros(_whole(finding, "rent_cents"))}


def _rent_over(finding: Finding) -> str:
    gap = _whole(finding, "rent_cents") - _whole(finding, "rent_max_cents")
    return _("%(gap)s a month above the limit") % {"gap": euros(gap)}


def _running_over(finding: Finding) -> str:
    whole = _whole(finding, "rent_cents") + _whole(finding, "running_cents")
    return _("with running costs %(sum)s a month, %(gap)s above the limit") % {
        "sum": euros(whole),
        "gap": euros(whole - _whole(finding, "rent_max_cents")),
    }


def _free_later(finding: Finding) -> str:
    return _("free only from %(day)s") % {"day": _day(finding, "free_from")}


def _long_enough(finding: Finding) -> str:
    return _("free until %(day)s, long enough") % {"day": _day(finding, "available_until")}


def _ends_early(finding: Finding) -> str:
    return _("free only until %(day)s") % {"day": _day(finding, "available_until")}


MEASURED: dict[Code, Callable[[Finding], str]] = {
    Code.AREA_FITS: _area,
    Code.TOO_SMALL: _too_small,
    Code.TOO_LARGE: _too_large,
    Code.RAMP_NEEDED: _ramp,
    Code.RAMP_UNKNOWN: _ramp_unknown,
    Code.NO_RAMP: _no_ramp,
    Code.NOISE_FITS: _noise,
    Code.NOISE_UNKNOWN: _noise_unknown,
    Code.NOISE_FORBIDDEN: _noise_forbidden,
    Code.RENT_FITS: _rent,
    Code.RENT_OVER: _rent_over,
    Code.RUNNING_OVER: _running_over,
    Code.FREE_LATER: _free_later,
    Code.FREE_LONG_ENOUGH: _long_enough,
    Code.ENDS_TOO_EARLY: _ends_early,
    Code.LIMITED: _ends_early,
}


def _days(gap: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", gap) % {"days": gap}


CHANGES: dict[ChangeCode, Promise] = {
    ChangeCode.RAMP: gettext_lazy("a ramp is laid"),
    ChangeCode.LAY_WATER: gettext_lazy("water is laid"),
    ChangeCode.BUILD_TOILET: gettext_lazy("a toilet is built in"),
    ChangeCode.LAY_POWER: gettext_lazy("power is laid"),
    ChangeCode.ADD_HEATING: gettext_lazy("a heating is put in"),
    ChangeCode.LAY_INTERNET: gettext_lazy("fast internet is laid"),
    ChangeCode.FIND_STORAGE: gettext_lazy("things can be stored nearby"),
    ChangeCode.WORKS: gettext_lazy("it is made usable"),
    ChangeCode.LONGER_TERM: gettext_lazy("it can be had for good"),
    ChangeCode.ALLOW_INTERIM: gettext_lazy("the owner agrees to interim use"),
}
GAPS: dict[ChangeCode, Callable[[int], str]] = {
    ChangeCode.LOWER_RENT: lambda gap: _("the rent comes down by %(gap)s") % {"gap": euros(gap)},
    ChangeCode.SHARE_AREA: lambda gap: _("it is shared (%(gap)d m² too many)") % {"gap": gap},
    ChangeCode.TAKE_LESS_AREA: lambda gap: _("%(gap)d m² less are enough") % {"gap": gap},
    ChangeCode.START_LATER: lambda gap: _("it can begin %(days)s later") % {"days": _days(gap)},
    ChangeCode.LONGER_TERM: lambda gap: _("it can be had %(days)s longer") % {"days": _days(gap)},
}


def _whole(finding: Finding, name: str) -> int:
    value = finding.numbers[name]
    assert isinstance(value, int)  # noqa: S101 - the core puts it there (property test)
    return value


def _clock(finding: Finding, name: str) -> str:
    value = finding.numbers[name]
    assert isinstance(value, time)  # noqa: S101 - the core puts it there (property test)
    return clock(value)


def clock(value: time) -> str:
    """`18 Uhr` or `18:30 Uhr`."""
    return _("%(time)s o’clock") % {"time": time_format(value, "G:i").removesuffix(":00")}


def _day(finding: Finding, name: str) -> str:
    value = finding.numbers[name]
    assert isinstance(value, date)  # noqa: S101 - the core puts it there (property test)
    return date_format(value, "j. F Y")
