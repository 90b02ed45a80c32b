"""The triangle of mediation: project, room and funding, and how well each pair fits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from machbar.foundation.ui.drawing import shortened
from machbar.foundation.ui.figures import house_paths, house_words, verdict_shape, verdict_word

TITLE_ROOM = 36  # characters that fit beside the house
LINE_ROOM = 28  # characters that fit beside a line of the triangle
CORNER_ROOM = 24  # characters that fit under the name of a corner
WIDE_ROOM = 44  # characters that fit under the lower line

NOTE = SafeString(
    '<path class="s0" d="M7 5h34v29l-9 9H7z"/><path class="s0" d="M32 43v-9h9"/>'
    '<path class="s0" d="M14 15h20M14 23h20M14 31h11"/>'
)
"""A search as a note with a turned corner, on the grid of the house (48 units)."""

Point = tuple[float, float]

_DASHES = {"yes": "none", "unknown": "16 10", "no": "none"}
_COLOURS = {"yes": "var(--ok)", "unknown": "var(--ask)", "no": "var(--no)"}


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of the triangle: its verdict (yes, unknown or no) and one plain sentence."""

    verdict: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Triangle:
    """A project between rooms and funding; ``rooms`` and ``funding`` say what is on offer.

    A town that has only one of both gets a bridge: the project, one line, one corner. Where many projects stand at the
    top, ``above`` says how many in place of the words of one house; ``is_of_searches``: they are searches, drawn as a
    note on the wall.
    """

    title: str
    states: Mapping[str, str]
    rooms: str = ""
    funding: str = ""
    project_rooms: Side | None = None
    project_funding: Side | None = None
    rooms_funding: Side | None = None
    above: str = ""
    is_of_searches: bool = False

    @property
    def sides(self) -> tuple[tuple[str, Side], ...]:
        """The sides that there are, with their names, in reading order."""
        named = (
            (
                _("Search and room") if self.is_of_searches else _("Project and room"),
                self.project_rooms,
            ),
            (_("Project and funding"), self.project_funding),
            (_("Room and funding"), self.rooms_funding),
        )
        return tuple((name, side) for name, side in named if side is not None)

    @property
    def label(self) -> str:
        """The whole figure in words."""
        return " ".join(
            f"{name}: {verdict_word(side.verdict)}. {side.sentence}" for name, side in self.sides
        )


def triangle_svg(figure: Triangle) -> SafeString:
    """The wide drawing; small screens get the same three sides as a list."""
    is_triangle = len(figure.sides) > 1
    return format_html(
        '<svg class="only-wide" viewBox="0 0 1100 {}" role="img" aria-label="{}">{}</svg>',
        300 if is_triangle else 132,
        figure.label,
        format_html_join(
            "", "{}", ((part,) for part in (_parts(figure) if is_triangle else _bridge(figure)))
        ),
    )


def top_mark(figure: Triangle) -> SafeString:
    """What stands at the top, as paths on the grid of the house: the house of a project, or a note for searches."""
    return NOTE if figure.is_of_searches else house_paths(figure.states)


def _parts(figure: Triangle) -> Iterator[SafeString]:
    if figure.project_rooms is not None:
        yield _line(figure.project_rooms, (492, 100), (222, 218))
        yield _texts(318, 150, "end", figure.project_rooms.sentence)
    if figure.project_funding is not None:
        yield _line(figure.project_funding, (608, 100), (878, 218))
        yield _texts(782, 150, "start", figure.project_funding.sentence)
    if figure.rooms_funding is not None:
        yield _line(figure.rooms_funding, (345, 258), (780, 258))
        yield _under_line(figure.rooms_funding.sentence)
    yield _house(figure, (500, 4))
    yield _door(figure.rooms, (30, 214))
    yield _coin(figure.funding, (812, 214))


def _bridge(figure: Triangle) -> Iterator[SafeString]:
    """The project at the left, the only corner at the right, one line between them."""
    yield _house(figure, (10, 4))
    if figure.project_funding is not None:
        yield _line(figure.project_funding, (560, 50), (790, 50))
        yield _texts(675, 106, "middle", figure.project_funding.sentence)
        yield _coin(figure.funding, (812, 14))
    elif figure.project_rooms is not None:
        yield _line(figure.project_rooms, (560, 50), (790, 50))
        yield _texts(675, 106, "middle", figure.project_rooms.sentence)
        yield _door(figure.rooms, (812, 10))


def _line(side: Side, start: Point, end: Point) -> SafeString:
    """Full where it fits, dashed where an answer is missing, with a gap where it does not fit."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    pieces = [(start, end)]
    if side.verdict == "no":
        pieces = [(start, _between(start, middle, 0.7)), (_between(end, middle, 0.7), end)]
    paths = format_html_join(
        "",
        '<path d="M{} {} {} {}" stroke="{}" stroke-width="7" stroke-dasharray="{}"/>',
        ((*begin, *stop, _COLOURS[side.verdict], _DASHES[side.verdict]) for begin, stop in pieces),
    )
    return format_html(
        '{}<g transform="translate({} {}) scale(1.5) translate(-14 -14)">{}</g>',
        paths,
        *middle,
        verdict_shape(side.verdict),
    )


def _between(start: Point, end: Point, share: float) -> Point:
    return (
        round(start[0] + (end[0] - start[0]) * share, 1),
        round(start[1] + (end[1] - start[1]) * share, 1),
    )


def _house(figure: Triangle, at: Point) -> SafeString:
    x, y = at
    return format_html(
        '<g transform="translate({} {}) scale(2.1)" class="house">{}</g>'
        '<text x="{}" y="{}" font-weight="700" font-size="22">{}</text>'
        '<text x="{}" y="{}" font-size="18">{}</text>',
        x,
        y,
        top_mark(figure),
        x + 122,
        y + 52,
        shortened(figure.title, TITLE_ROOM),
        x + 122,
        y + 78,
        figure.above or house_words(figure.states),
    )


def _texts(x: int, y: int, anchor: str, sentence: str) -> SafeString:
    """A sentence in at most two lines."""
    lines = _two_lines(sentence)
    top = y if len(lines) == 1 else y - 12
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="{}" font-size="18">{}</text>',
        ((x, top + 23 * number, anchor, line) for number, line in enumerate(lines)),
    )


def _two_lines(sentence: str) -> list[str]:
    if len(sentence) <= LINE_ROOM:
        return [sentence]
    first = sentence[: LINE_ROOM + 1].rpartition(" ")[0] or sentence[:LINE_ROOM]
    return [first, shortened(sentence[len(first) :].strip(), LINE_ROOM)]


def _under_line(sentence: str) -> SafeString:
    return format_html(
        '<text x="562" y="296" text-anchor="middle" font-size="18">{}</text>',
        shortened(sentence, WIDE_ROOM),
    )


def _door(line: str, at: Point) -> SafeString:
    return format_html(
        '<g transform="translate({} {})">'
        '<path d="M0 78V22a22 22 0 0 1 44 0v56z" fill="var(--accent)"/>'
        '<path d="M9 40V24a13 13 0 0 1 26 0v16z" fill="var(--lamp)"/>'
        '<circle cx="35" cy="52" r="3" fill="#fff"/>{}</g>',
        *at,
        _corner(62, _("Room and demand"), line),
    )


def _coin(line: str, at: Point) -> SafeString:
    return format_html(
        '<g transform="translate({} {})"><circle cx="24" cy="40" r="30" fill="var(--accent)"/>'
        '<circle cx="24" cy="40" r="21" fill="none" stroke="#fff" stroke-width="2.5" '
        'stroke-dasharray="4 4"/><text class="on-accent" x="24" y="51" text-anchor="middle" '
        'font-weight="800" font-size="30">€</text>{}</g>',
        *at,
        _corner(72, _("Funding"), line),
    )


def _corner(x: int, name: str, line: str) -> SafeString:
    return format_html(
        '<text x="{0}" y="38" font-weight="700" font-size="22">{1}</text>'
        '<text x="{0}" y="63" font-size="18">{2}</text>',
        x,
        name,
        shortened(line, CORNER_ROOM),
    )
