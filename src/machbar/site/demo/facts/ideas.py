"""The ideas of the demonstration, how they are sorted and bundled, and who would join in."""

from machbar.site.demo.facts.kinds import DemoIdea

PHOTO_CREDIT = "Zeichnung für die Vorführung"
PHOTO_CONSENT = "Die Zeichnung darf gezeigt werden (fiktiv)."

IDEAS = (
    DemoIdea(
        text="Trinkbrunnen am Markt. Auf dem Wochenmarkt im Sommer ein Schluck Wasser, auch für Hunde.",
        place="Markt",
        days_ago=2,
        photo="fountain",
        photo_alt="Zeichnung: ein Trinkbrunnen auf dem Markt, daneben ein Napf für Hunde.",
    ),
    DemoIdea(
        text="Reparaturtreff für alles mit Stecker. Einmal im Monat zusammen Toaster retten. Eine Werkstatt dafür fehlt noch.",
        place="Ort gesucht",
        days_ago=5,
        status="in_talk",
        contact="nachbarin@demo.invalid",
        addition="Einen Raum hätte ich: die alte Waschküche, trocken und mit Strom.",
        answer="Schöne Idee. Wir kennen eine Gruppe mit Werkbank und fragen, ob sie zusammen mit Ihnen anfangen möchte.",
    ),
    DemoIdea(
        text="Kino an der Hauswand. Zwei Sommerabende, Stühle bringt jeder mit.",
        place="Amtsgarten",
        days_ago=11,
        status="in_talk",
        answer="Wir reden mit der Eigentümerin der Wand und melden uns nach dem Offenen Donnerstag.",
    ),
    DemoIdea(
        text="Rutsche vom Dom zum Bahnhof. Die schönste Idee des Jahres.",
        place="quer durch die Stadt",
        days_ago=20,
        status="not_feasible",
        answer="Der Dom steht unter Denkmalschutz und die Straßen gehören drei Trägern. Als Kunstaktion für einen Tag ginge es: Kommen Sie vorbei?",
    ),
    DemoIdea(
        text="Schaufenster als Galerie. Leere Fenster zeigen, was die Schule malt.",
        place="Marktstraße",
        days_ago=31,
        status="parked",
        answer="Im Winter fehlt die Zeit. Wir holen die Idee im Frühjahr wieder hervor, zusammen mit der Schule.",
    ),
    DemoIdea(
        text="Noch eine Bank am Lutterspring, eine mit Lehne.",
        place="Lutterspring",
        days_ago=8,
        channel="postcard",
        is_public=False,
    ),
    DemoIdea(
        text="Lastenrad leihen. Ein Nachmittag reicht für den Großeinkauf, und jemand hält das Fahrrad in Schuss.",
        place="Markt",
        days_ago=44,
        channel="postcard",
        contact="lastenrad@demo.invalid",
    ),
    DemoIdea(
        text="Bänke mit Lehne auf dem Weg zum Friedhof. Ohne Pause schaffen es viele nicht.",
        place="Friedhofsweg",
        days_ago=64,
        status="in_talk",
        answer="Wir fragen den Bauhof, was eine Bank kostet, und suchen jemanden, der eine stiftet.",
        contact="bank@demo.invalid",
    ),
    DemoIdea(
        text="Eine Sitzbank im Schatten vor der Apotheke, dort wartet man lange.",
        place="Westernstraße",
        days_ago=27,
    ),
    DemoIdea(
        text="Suppe am Samstag. Eine große Kanne, zwölf Schalen, ein langer Tisch.",
        place="Neue Straße",
        days_ago=1,
        photo="soup",
        photo_alt="Zeichnung: ein langer Tisch mit Suppenkanne und Schalen, darüber eine Lichterkette.",
        is_photo_released=False,
        channel="postcard",
    ),
    DemoIdea(
        text="Am Bahnhof ist die Laterne kaputt. Abends ist der Weg ganz dunkel.",
        place="Bahnhof",
        days_ago=4,
        channel="phone",
        contact="030 23125 014",
        status="handed_over",
        answer=(
            "Danke für den Hinweis. Das ist eine Meldung für das Bauamt. Wir haben sie dorthin weitergegeben, "
            "ohne Ihren Namen."
        ),
        is_public=False,
    ),
    DemoIdea(
        text="Ein Büchertausch im Fachwerk. Ein Regal, das niemand abschließt.",
        place="Westernstraße",
        days_ago=6,
        channel="postcard",
        contact="Familie am Beispielweg, Beispielweg 1, 38154 Königslutter am Elm",
        status="parked",
        answer="Im Winter fehlt ein trockener Platz. Im Frühjahr fragen wir mit Ihnen bei den Häusern in der Straße.",
    ),
    DemoIdea(
        text="Ein Schachbrett auf dem Pflaster. Mit großen Figuren, wie im Kurpark.",
        place="Markt",
        days_ago=3,
        contact="schach@demo.invalid",
        is_public=False,
    ),
)

# An invented bundle: its name, its words, how the texts of its ideas begin.
BUNDLE = "Bänke zum Ausruhen"
BUNDLE_TEXT = "Mehrere Menschen wünschen sich Bänke mit Lehne. Wir suchen die besten Stellen, und wer eine stiftet."
BUNDLED = ("Noch eine Bank", "Bänke mit Lehne", "Eine Sitzbank")

# How the demonstration's ideas are sorted: theme (a code of the list), part of the town (a name of the next list).
DISTRICTS = ("Innenstadt", "Rund um den Dom", "Lutterspring", "Ortschaften")
SORTED = {
    "Trinkbrunnen": ("gruen-und-klima", "Innenstadt"),
    "Reparaturtreff": ("treffen-und-nachbarschaft", ""),
    "Kino an der Hauswand": ("kultur-und-feste", "Rund um den Dom"),
    "Rutsche vom Dom": ("sport-und-spiel", "Rund um den Dom"),
    "Schaufenster als Galerie": ("laeden-und-leerstand", "Innenstadt"),
}
# Invented people who would join in with an idea: roles, no persons; addresses lead nowhere.
OFFERS = (
    ("Kino an der Hauswand", "Nachbar mit Leinwand", "Eine Leinwand, vier mal drei Meter."),
    ("Kino an der Hauswand", "Eine aus der Filmgruppe", "Ich kümmere mich um die Rechte am Film."),
    ("Kino an der Hauswand", "Rentner mit Anhänger", "Ich bringe Stühle mit dem Anhänger."),
    ("Trinkbrunnen", "Installateurin", "Ich sehe mir den Anschluss an."),
)
