"""Papers for tests."""

from datetime import date

from machbar.foundation.documents.paper import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Figure,
    Heading,
    Letterhead,
    Look,
    Paper,
    Paragraph,
    Table,
)

DAY = date(2026, 11, 26)
HOUSE = Letterhead(house="MachBar", town="Lutterstadt am Elm")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    b'<rect width="200" height="100" fill="#0f5257"/></svg>'
)


def make_paper(*blocks: Block, **fields: object) -> Paper:
    """A paper of the house with these blocks."""
    values: dict[str, object] = {
        "title": "Offene Werkstatt",
        "dated": DAY,
        "letterhead": HOUSE,
        **fields,
    }
    return Paper(blocks=blocks, **values)  # type: ignore[arg-type] # builder for tests


def make_full_paper(text: str = "Wir reparieren Räder.", **fields: object) -> Paper:
    """A paper with every kind of block, ``text`` in each of them."""
    return make_paper(
        Paragraph(text=text, look=Look.LEAD),
        Heading(text=text or "x"),
        Paragraph(text=text),
        Heading(text="Darunter", level=2),
        Facts(rows=(Fact(label="Telefon", text=text),)),
        Bullets(items=(text, "zweitens")),
        Bullets(items=(text, "zweitens"), is_numbered=True),
        Table(
            caption="Was es kostet",
            columns=(Column(label="Posten"), Column(label="Betrag", is_amount=True)),
            rows=((text, 190_000), ("Miete", None)),
            total=("Zusammen", 190_000),
        ),
        Figure(content=SVG, alternative="Ein Rechteck", caption="Nur ein Rechteck"),
        Paragraph(text=text, look=Look.SMALL),
        **fields,
    )
