"""The words of the catalogue's own tags. They are data in German, like the catalogue itself, and never translated."""

THEMES: dict[str, str] = {
    "arbeit": "Arbeit", "barrierefreiheit": "Barrierefreiheit", "begegnungsort": "Begegnungsort",
    "beleuchtung": "Beleuchtung", "beratung": "Beratung", "beteiligung": "Beteiligung", "bibliothek": "Bibliothek",
    "bildung": "Bildung", "buergerprojekt": "Bürgerprojekt", "chancengleichheit": "Chancengleichheit",
    "coworking": "Coworking", "daseinsvorsorge": "Daseinsvorsorge", "demokratie": "Demokratie",
    "denkmal": "Denkmal", "digitalisierung": "Digitalisierung", "dorf": "Dorf", "ehrenamt": "Ehrenamt",
    "energie": "Energie", "europa": "Europa", "freizeit": "Freizeit", "gebaeude": "Gebäude",
    "gemeinschaft": "Gemeinschaft", "gemeinschaftshaus": "Gemeinschaftshaus", "gewerbe": "Gewerbe",
    "gruendung": "Gründung", "handel": "Handel", "heimatpflege": "Heimatpflege", "infrastruktur": "Infrastruktur",
    "inklusion": "Inklusion", "innenstadt": "Innenstadt", "innovation": "Innovation", "integration": "Integration",
    "investition": "Investition", "jugend": "Jugend", "kirche": "Kirche", "kleinstadt": "Kleinstadt",
    "klima": "Klima", "kommune": "Kommune", "kultur": "Kultur", "kulturelle_bildung": "Kulturelle Bildung",
    "leerstand": "Leerstand", "medien": "Medien", "mobilitaet": "Mobilität", "musik": "Musik",
    "nachbarschaft": "Nachbarschaft", "nachfolge": "Nachfolge", "nahversorgung": "Nahversorgung",
    "naturschutz": "Naturschutz", "oeffentlicher_raum": "Öffentlicher Raum", "ortskern": "Ortskern",
    "partnerschaft": "Partnerschaft", "personal": "Personal", "qualifizierung": "Qualifizierung",
    "quartier": "Quartier", "radverkehr": "Radverkehr", "regionalentwicklung": "Regionalentwicklung",
    "schule": "Schule", "schwimmbad": "Schwimmbad", "soziales": "Soziales", "soziokultur": "Soziokultur",
    "spielraum": "Spielraum", "sport": "Sport", "staedtebau": "Städtebau", "stadtgruen": "Stadtgrün",
    "stadtmarketing": "Stadtmarketing", "strukturwandel": "Strukturwandel", "technik": "Technik",
    "tourismus": "Tourismus", "umnutzung": "Umnutzung", "umwelt": "Umwelt", "umweltbildung": "Umweltbildung",
    "veranstaltung": "Veranstaltung", "vernetzung": "Vernetzung", "wissenschaft": "Wissenschaft",
    "wohnen": "Wohnen", "zusammenhalt": "Zusammenhalt",
}  # fmt: skip


# The list's filter: a few doors to the many tags. Every tag stands behind at least one of them.
AREAS: dict[str, tuple[str, frozenset[str]]] = {
    "miteinander": ("Miteinander und Ehrenamt", frozenset({
        "begegnungsort", "beteiligung", "buergerprojekt", "chancengleichheit", "demokratie", "ehrenamt", "europa",
        "gemeinschaft", "gemeinschaftshaus", "inklusion", "integration", "jugend", "kirche", "nachbarschaft",
        "partnerschaft", "soziales", "zusammenhalt", "veranstaltung",
    })),
    "bildung-kultur": ("Kultur und Bildung", frozenset({
        "bibliothek", "bildung", "heimatpflege", "kultur", "kulturelle_bildung", "medien", "musik", "schule",
        "soziokultur", "wissenschaft", "qualifizierung", "umweltbildung",
    })),
    "haus-ort": ("Haus, Ort und Innenstadt", frozenset({
        "barrierefreiheit", "beleuchtung", "daseinsvorsorge", "denkmal", "dorf", "gebaeude", "infrastruktur",
        "innenstadt", "investition", "kleinstadt", "kommune", "leerstand", "nahversorgung", "oeffentlicher_raum",
        "ortskern", "quartier", "regionalentwicklung", "staedtebau", "stadtmarketing", "strukturwandel", "umnutzung",
        "wohnen",
    })),
    "arbeit-wirtschaft": ("Arbeit, Handel und Gründung", frozenset({
        "arbeit", "beratung", "coworking", "gewerbe", "gruendung", "handel", "innovation", "nachfolge", "personal",
        "tourismus", "vernetzung", "digitalisierung", "technik",
    })),
    "natur-klima": ("Natur, Klima und Energie", frozenset({
        "energie", "klima", "naturschutz", "stadtgruen", "umwelt", "umweltbildung",
    })),
    "bewegung": ("Sport, Freizeit und Verkehr", frozenset({
        "freizeit", "mobilitaet", "radverkehr", "schwimmbad", "spielraum", "sport", "tourismus",
    })),
}  # fmt: skip


def tags_of(theme: str) -> frozenset[str]:
    """The tags behind an area, or the one tag that an older address names."""
    return AREAS[theme][1] if theme in AREAS else frozenset({theme})


def theme_name(tag: str) -> str:
    """How a theme is called; a tag that a town added itself is shown as it is, without underscores."""
    return THEMES.get(tag) or tag.replace("_", " ").capitalize()
