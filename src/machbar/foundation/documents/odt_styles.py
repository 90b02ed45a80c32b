"""The styles of an ODT paper: the names that LibreOffice and Word know, so that people can go on with them.

A paragraph style called "Table" or "Figure" would be tagged as one when LibreOffice makes a PDF: ours are not.
"""

from dataclasses import dataclass
from typing import Any

from odf import style, text
from odf.opendocument import OpenDocument

TEXT_WIDTH_CM = 16.0
INK, QUIET, RULE = "#1c292b", "#47575a", "#c9c5b7"
FONT = {"fontfamily": "Arial", "fontfamilygeneric": "swiss"}


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """Header and footer of every page, still empty."""

    header: Any
    footer: Any


def add_styles(document: OpenDocument, accent: str, language: str) -> Furniture:
    """Give a new document its page, its language and its styles."""
    _add_defaults(document, language)
    for each in _paragraph_styles(accent):
        document.styles.addElement(each)
    for each in (*_list_styles(accent), *_table_styles()):
        document.automaticstyles.addElement(each)
    return _add_page(document)


def column_style(document: OpenDocument, width_cm: float) -> str:
    """The name of the style of a table column this wide; made when it is first needed."""
    name = f"Column_{round(width_cm * 100)}"
    if all(each.getAttribute("name") != name for each in document.automaticstyles.childNodes):
        column = style.Style(name=name, family="table-column")
        column.addElement(style.TableColumnProperties(columnwidth=f"{width_cm:.2f}cm"))
        document.automaticstyles.addElement(column)
    return name


def _add_defaults(document: OpenDocument, language: str) -> None:
    country = {"de": "DE"}.get(language, "none")
    usual = style.DefaultStyle(family="paragraph")
    usual.addElement(style.ParagraphProperties(tabstopdistance="1.25cm", writingmode="page"))
    usual.addElement(
        style.TextProperties(
            **FONT, fontsize="10.5pt", language=language, country=country, color=INK
        )
    )
    document.styles.addElement(usual)


def _add_page(document: OpenDocument) -> Furniture:
    layout = style.PageLayout(name="Page")
    layout.addElement(
        style.PageLayoutProperties(
            pagewidth="21cm",
            pageheight="29.7cm",
            printorientation="portrait",
            margintop="1.5cm",
            marginbottom="1.5cm",
            marginleft="2.5cm",
            marginright="2.5cm",
        )
    )
    for element, gap in ((style.HeaderStyle, "marginbottom"), (style.FooterStyle, "margintop")):
        holder = element()
        holder.addElement(style.HeaderFooterProperties(minheight="1cm", **{gap: "0.6cm"}))
        layout.addElement(holder)
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname="Page")
    header, footer = style.Header(), style.Footer()
    master.addElement(header)
    master.addElement(footer)
    document.masterstyles.addElement(master)
    return Furniture(header=header, footer=footer)


def _paragraph_styles(accent: str) -> list[Any]:
    bold = {"fontweight": "bold"}
    body = {"marginbottom": "0.25cm", "lineheight": "130%"}
    heading = {"keepwithnext": "always", "marginbottom": "0.15cm"}
    right = {"textalign": "end"}
    return [
        _style("Standard", "Standard", "", {}, {}),
        _style("Text_20_body", "Text body", "Standard", body, {}),
        _style("Lead", "Lead", "Text_20_body", {}, {"fontsize": "13pt"}),
        _style("Note", "Note", "Text_20_body", {}, {"fontsize": "9.5pt", "color": QUIET}),
        _style("Kind", "Kind", "Standard", {}, {**bold, "color": accent}),
        _style("Title", "Title", "Standard", heading, {**bold, "fontsize": "22pt"}),
        _style("Fictional", "Fictional", "Note", {}, {"fontstyle": "italic"}),
        *(
            _heading(level, size, {**heading, "margintop": above})
            for level, size, above in (
                (1, "14pt", "0.6cm"),
                (2, "12pt", "0.5cm"),
                (3, "10.5pt", "0.4cm"),
            )
        ),
        _style("List_20_Item", "List Item", "Text_20_body", {"marginbottom": "0.1cm"}, {}),
        _style(
            "Table_20_Caption", "Table Caption", "Standard", {**heading, "margintop": "0.4cm"}, bold
        ),
        _style("Table_20_Contents", "Table Contents", "Standard", {}, {}),
        _style("Table_20_Heading", "Table Heading", "Table_20_Contents", {}, bold),
        _style("Amount_20_Heading", "Amount Heading", "Table_20_Heading", right, {}),
        _style("Amount", "Amount", "Table_20_Contents", right, {}),
        _style("Total_20_Table_20_Contents", "Total Table Contents", "Table_20_Contents", {}, bold),
        _style("Total_20_Amount", "Total Amount", "Amount", {}, bold),
        _style("Label", "Label", "Table_20_Contents", {}, bold),
        _style("Picture", "Picture", "Standard", {**heading, "margintop": "0.4cm"}, {}),
        _style("Caption", "Caption", "Note", {}, {}),
        _style("Header", "Header", "Standard", {}, {**bold, "color": accent}),
        _footer_style(),
    ]


def _style(
    name: str, shown: str, parent: str, paragraph: dict[str, str], letters: dict[str, str]
) -> Any:
    keywords = {"parentstylename": parent} if parent else {}
    made = style.Style(name=name, displayname=shown, family="paragraph", **keywords)
    if paragraph:
        made.addElement(style.ParagraphProperties(**paragraph))
    if letters:
        made.addElement(style.TextProperties(**letters))
    return made


def _heading(level: int, size: str, paragraph: dict[str, str]) -> Any:
    made = style.Style(
        name=f"Heading_20_{level}",
        displayname=f"Heading {level}",
        family="paragraph",
        parentstylename="Standard",
        nextstylename="Text_20_body",
        defaultoutlinelevel=str(level),
    )
    made.addElement(style.ParagraphProperties(**paragraph))
    made.addElement(style.TextProperties(fontweight="bold", fontsize=size))
    return made


def _footer_style() -> Any:
    made = _style("Footer", "Footer", "Standard", {}, {"fontsize": "9pt", "color": QUIET})
    stops = style.TabStops()
    stops.addElement(style.TabStop(position=f"{TEXT_WIDTH_CM}cm", type="right"))
    properties = style.ParagraphProperties()
    properties.addElement(stops)
    made.addElement(properties)
    return made


def _list_styles(accent: str) -> list[Any]:
    bullets, numbers = text.ListStyle(name="Bullets"), text.ListStyle(name="Numbers")
    dot = text.ListLevelStyleBullet(level="1", bulletchar="•")
    count = text.ListLevelStyleNumber(level="1", numformat="1", numsuffix=".")
    for level, listed in ((dot, bullets), (count, numbers)):
        properties = style.ListLevelProperties(listlevelpositionandspacemode="label-alignment")
        properties.addElement(
            style.ListLevelLabelAlignment(
                labelfollowedby="listtab", marginleft="0.6cm", textindent="-0.6cm"
            )
        )
        level.addElement(properties)
        listed.addElement(level)
    dot.addElement(style.TextProperties(color=accent))
    return [bullets, numbers]


def _table_styles() -> list[Any]:
    grid = style.Style(name="Grid", family="table")
    grid.addElement(style.TableProperties(width=f"{TEXT_WIDTH_CM}cm", align="margins"))
    cells = {
        "Plain_20_Cell": {"padding": "0.08cm"},
        "Head_20_Cell": {"padding": "0.1cm", "borderbottom": f"0.8pt solid {INK}"},
        "Body_20_Cell": {"padding": "0.1cm", "borderbottom": f"0.5pt solid {RULE}"},
        "Total_20_Cell": {"padding": "0.1cm", "bordertop": f"0.8pt solid {INK}"},
    }
    made = [grid]
    for name, look in cells.items():
        cell = style.Style(name=name, family="table-cell")
        cell.addElement(style.TableCellProperties(**look))
        made.append(cell)
    return made
