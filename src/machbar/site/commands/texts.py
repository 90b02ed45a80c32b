"""The sentences of the command line for wrong input, in the language of the installation."""

from machbar.reasoning.reading import InputError, Problem, Where
from machbar.site import light

LONGEST = 200


def printable(value: object) -> str:
    """A value of a file in one short line: nothing in it can break the line or steer the terminal."""
    text = "".join(sign if sign.isprintable() else "�" for sign in str(value))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def not_verified() -> str:
    """What is said of a case for which the solver found no plan that holds every rule to the cent."""
    light.set_up()
    from django.utils.translation import gettext as _

    return _("no plan could be verified. Please report this case; nothing was written.")


def sentence_for(error: InputError) -> str:
    """One sentence that names file, line (or record), field and what is wrong."""
    light.set_up()
    from django.utils.translation import gettext as _

    place = _place(error.where)
    if error.field:
        place = _("%(place)s, field “%(field)s”") % {
            "place": place,
            "field": printable(error.field),
        }
    return _("%(place)s: %(problem)s") % {
        "place": place,
        "problem": _problem(error.problem) % {"value": printable(error.value)},
    }


def _place(where: Where) -> str:
    from django.utils.translation import gettext as _

    parts = [printable(where.file)]
    if where.line is not None:
        parts.append(_("line %(line)d") % {"line": where.line})
    if where.column is not None:
        parts.append(_("column %(column)d") % {"column": where.column})
    if where.record:
        parts.append(_("record %(record)s") % {"record": printable(where.record)})
    return ", ".join(parts)


def _problem(problem: Problem) -> str:
    from django.utils.translation import gettext as _

    texts: dict[Problem, str] = {
        Problem.NOT_READABLE: _("the file cannot be read. Does it exist?"),
        Problem.TOO_LARGE: _("the file is larger than 256 MB."),
        Problem.LINE_TOO_LONG: _("the line is longer than %(value)s MB."),
        Problem.NOT_UTF8: _("the text is not UTF-8. Please save the file in this encoding."),
        Problem.BROKEN_TEXT: _("half a character (a lone surrogate) does not exist in UTF-8."),
        Problem.TEXT_TOO_LONG: _("the text is longer than 100,000 characters."),
        Problem.NOT_JSON: _("this is not valid JSON."),
        Problem.NOT_A_NUMBER: _("%(value)s is not a number."),
        Problem.NOT_AN_OBJECT: _("an object in curly brackets is expected here."),
        Problem.EMPTY: _("there is nothing in it."),
        Problem.MISSING: _("this field is missing or empty."),
        Problem.UNKNOWN_FIELD: _("this field is not known."),
        Problem.WRONG_TYPE: _("“%(value)s” is not of the expected kind."),
        Problem.NEGATIVE: _("%(value)s is negative."),
        Problem.OUT_OF_RANGE: _("%(value)s is outside the allowed range."),
        Problem.TOO_MANY_DECIMALS: _("%(value)s has more than two decimals."),
        Problem.UNKNOWN_ID: _("“%(value)s” is not defined anywhere."),
        Problem.UNKNOWN_VALUE: _("“%(value)s” is not one of the known values."),
        Problem.DUPLICATE_ID: _("“%(value)s” stands there twice."),
    }
    return texts[problem]
