"""Sentences for what is wrong with a table, naming the line, the column and the cell's text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.tables.core import Problem, Table, Trouble

_PROBLEMS: dict[Problem, Promise] = {
    Problem.EMPTY_FILE: gettext_lazy("The file is empty."),
    Problem.TOO_LARGE: gettext_lazy("The file is larger than 8 MB. Please split it."),
    Problem.OLD_EXCEL: gettext_lazy(
        "This is a file of an old Excel (.xls). Please save it as .xlsx or as CSV."
    ),
    Problem.NOT_A_TABLE: gettext_lazy(
        "This is no table. Please bring a CSV or Excel file (.xlsx)."
    ),
    Problem.BROKEN_EXCEL: gettext_lazy(
        "The Excel file cannot be opened. Please save it once more, or as CSV."
    ),
    Problem.DANGEROUS_EXCEL: gettext_lazy(
        "The Excel file unpacks to far too much or holds what no table holds. It is not opened."
    ),
    Problem.UNREADABLE_LETTER: gettext_lazy(
        "A letter cannot be read. Please save the file as UTF-8."
    ),
    Problem.MIXED_ENCODINGS: gettext_lazy(
        "The file was put together from two with different letters. Please save it anew as UTF-8."
    ),
    Problem.TOO_MANY_ROWS: gettext_lazy(
        "The file has more than %(detail)s lines. Please split it."
    ),
    Problem.TOO_MANY_COLUMNS: gettext_lazy("The file has more than %(detail)s columns."),
    Problem.NO_ROWS: gettext_lazy("Below the headings the file is empty."),
    Problem.QUOTES: gettext_lazy(
        "The quotation marks do not match: one is opened and not closed, or something follows a closing one."
    ),
    Problem.EXTRA_CELL: gettext_lazy("Cell %(detail)s stands under no heading."),
    Problem.HEADING_TWICE: gettext_lazy("This column stands there twice, also as “%(detail)s”."),
    Problem.COLUMN_MISSING: gettext_lazy("This column is missing."),
    Problem.CELL_TOO_LONG: gettext_lazy("A cell is longer than %(detail)s characters."),
    Problem.MISSING: gettext_lazy("This cell must not be empty."),
    Problem.TOO_LONG: gettext_lazy("At most %(detail)s characters fit in here."),
    Problem.NOT_A_NUMBER: gettext_lazy("This is not a number."),
    Problem.AMBIGUOUS_NUMBER: gettext_lazy(
        "This may mean two numbers. Please write thousands without a comma."
    ),
    Problem.NOT_A_COUNT: gettext_lazy("A whole number from 0 is expected here."),
    Problem.NOT_A_DAY: gettext_lazy(
        "This is no day. We understand 01.03.2027 and 1.3.27, also with a time such as 14:30."
    ),
    Problem.NO_SUCH_DAY: gettext_lazy(
        "There is no such day. We understand 01.03.2027 and 1.3.27, also with a time such as 14:30."
    ),
    Problem.AMBIGUOUS_DAY: gettext_lazy(
        "With slashes nobody knows which is the month. Please write 01.03.2027."
    ),
    Problem.NOT_YES_OR_NO: gettext_lazy("Please write ja or nein."),
    Problem.NOT_A_CHOICE: gettext_lazy("This word is not in the list. There are: %(detail)s."),
    Problem.NOT_A_LINK: gettext_lazy("This is no address of a page, such as https://example.org/."),
    Problem.NOT_A_MAIL_ADDRESS: gettext_lazy("This is no complete mail address."),
}


def problem_sentence(trouble: Trouble) -> str:
    """What is wrong, without its place."""
    if trouble.problem is None:
        return trouble.sentence
    return str(_PROBLEMS[trouble.problem]) % {"detail": trouble.detail or _("none")}


def place_words(trouble: Trouble) -> str:
    """Where it is: the line and the heading, as far as they are known."""
    line, column = {"line": trouble.line}, {"column": trouble.column}
    if trouble.line and trouble.column:
        return _("Line %(line)d, column “%(column)s”") % {**line, **column}
    if trouble.column:
        return _("Column “%(column)s”") % column
    return _("Line %(line)d") % line if trouble.line else _("The file")


def trouble_sentence(trouble: Trouble) -> str:
    """Place, problem and the cell's text in one line."""
    sentence = f"{place_words(trouble)}: {problem_sentence(trouble)}"
    if not trouble.text:
        return sentence
    stands = _("There stands “%(text)s”.") % {"text": trouble.text}
    return f"{sentence} {stands}"


def form_words(table: Table) -> str:
    """How a file was understood, for people."""
    if table.form == "xlsx":
        return _("an Excel file; its first sheet")
    separators = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs")}
    return _("a CSV file with %(separators)s, letters in %(encoding)s") % {
        "separators": separators[table.separator],
        "encoding": table.encoding,
    }
