"""The town of the demonstration, its counter and its address book."""

TOWN = {
    "key": "koenigslutter",
    "name": "Königslutter am Elm",
    "short_name": "Königslutter",
    "number_prefix": "K",
    "state": "Niedersachsen",
    "ags": "03154013",
    "population": 15800,
    "address": "Westernstraße 12, neben der Apotheke",
    "opening_hours": "Di 10–13 Uhr, Do 15–18 Uhr, Sa 10–12 Uhr",
    "meeting_note": "Offener Donnerstag, jede Woche 18:30–20:00 Uhr. Einfach kommen, ohne Anmeldung.",
    "contact_phone": "05353 00000 (fiktiv)",
    "contact_email": "haus@demo.invalid",
    "imprint": (
        "Alles hier ist fiktiv. Diese Seiten führen MachBar vor.\n"
        "\n"
        "MachBar Königslutter e. V. (fiktiv)\n"
        "Westernstraße 12, 38154 Königslutter am Elm\n"
        "Vertreten durch den Vorstand (fiktiv)\n"
        "Telefon 05353 00000 (fiktiv)\n"
        "E-Mail haus@demo.invalid (fiktiv)"
    ),
    "is_demo": True,
}
# What the law asks a town to say; the association and its officers are invented.
LEGAL = {
    "body": "MachBar Königslutter e. V. (fiktiv)",
    "represented_by": "Der Vorstand (fiktiv)",
    "postal_address": "Westernstraße 12, 38154 Königslutter am Elm",
    "privacy_contact": "datenschutz@demo.invalid (fiktiv)",
    "authority": "Der Landesbeauftragte für den Datenschutz Niedersachsen, lfd.niedersachsen.de",
    "barriers": "Menschen, die Hilfsmittel nutzen, haben die Seiten noch nicht ausprobiert.",
    "enforcement": (
        "Schlichtungsstelle nach § 9d NBGG bei der oder dem Landesbeauftragten für Menschen mit Behinderungen "
        "in Niedersachsen"
    ),
}
# Invented, like all hours of the demonstration.
CLOSED_IN_DECEMBER = ((24, "Heiligabend"), (31, "Silvester"))

PAPER = (
    "Eine Bank vor der Bücherei.",
    "Mit Schatten, und so hoch,",
    "dass man gut aufstehen kann.",
    "",
    "Wo? Vor der Stadtbücherei",
    "Kontakt: am Donnerstag am Tresen",
    "(fiktiv)",
)

# Every contact of the demonstration is invented: no real person or office stands in code.
CONTACTS: tuple[dict[str, object], ...] = (
    {
        "organisation": "Bäckerei am Markt",
        "name": "Inhaberin",
        "kind": "gewerbe",
        "email": "backstube@baeckerei.invalid",
        "phone": "05353 000001",
        "source": "Gespräch am Tresen",
        "may_be_written": True,
        "basis": "Im Gespräch zugesagt",
    },
    {
        "organisation": "Heimatverein am Elm",
        "name": "Vorsitz",
        "kind": "verein",
        "email": "vorsitz@heimatverein.invalid",
        "note": "Leiht Bänke und Zelte aus.",
        "source": "Vereinsliste",
    },
    {
        "organisation": "Lokalredaktion",
        "kind": "presse",
        "email": "redaktion@zeitung.invalid",
        "phone": "05353 000002",
        "source": "Impressum",
    },
    {
        "organisation": "Haus am Wall",
        "name": "Eigentümerin",
        "function": "Erbengemeinschaft",
        "kind": "eigentuemer",
        "address": "Am Wall 1\n38154 Königslutter",
        "note": "Möchte erst mit der Familie sprechen.",
        "source": "Begehung",
    },
)
