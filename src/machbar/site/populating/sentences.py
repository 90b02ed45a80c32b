"""Sentences as somebody might say them at the counter, put together from a seed; nobody ever said them."""

from dataclasses import dataclass
from random import Random

THINGS = (
    "eine Fahrradwerkstatt", "ein Bücherschrank", "ein Trinkbrunnen", "eine Bank mit Lehne", "ein Repaircafé",
    "ein Lastenrad zum Leihen", "ein Spielplatz", "ein Mittagstisch", "eine Werkzeugbibliothek", "ein Nähkurs",
    "ein Pflanzentausch", "ein Flohmarkt", "ein Chor", "eine Boulebahn", "ein Kinoabend", "ein Sprachcafé",
    "eine Ladestation", "ein Zebrastreifen", "ein Blühstreifen", "ein Kräutergarten", "ein Proberaum",
    "ein Jugendtreff", "eine Ausstellung", "ein Hofladen", "ein Unverpacktladen", "eine Töpferei",
    "ein Gemeinschaftsgarten", "ein Tauschregal", "ein Sonnensegel", "eine Schaukel", "ein Mitfahrbänkchen",
    "ein Wochenmarkt am Abend", "ein Stadtspaziergang", "ein Probelokal", "eine Skateanlage", "ein Schachtisch",
    "eine Leselampe", "eine Tischtennisplatte", "ein Nachbarschaftsfest", "ein Gründerbüro", "eine Fotowand",
    "ein Weihnachtsbaumverkauf", "eine Fassadenbegrünung", "ein Barfußpfad", "ein Vorleseabend", "eine Wasserpumpe",
)  # fmt: skip
PLACES = (
    "am Markt", "in der Bahnhofstraße", "am Rathaus", "hinter der Kirche", "am Zollplatz", "im alten Laden",
    "in der Fußgängerzone", "am Freibad", "an der Grundschule", "im Stadtpark", "am Bahnhof", "in der Turnhalle",
    "am Bach", "auf dem Schulhof", "in der Mühlenstraße", "am Spielplatz", "im Dorfgemeinschaftshaus", "am Friedhof",
    "bei der Feuerwehr", "an der Bushaltestelle", "in der Ratsscheune", "am Wanderweg", "im Innenhof", "am Kreisel",
)  # fmt: skip
REASONS = (
    "Man sieht dort sonst niemanden.", "Die Kinder haben nachmittags nichts.", "Viele laufen täglich vorbei.",
    "Früher gab es so etwas.", "Im Nachbarort geht es auch.", "Wir wären vier, die anpacken.",
    "Das Werkzeug haben wir schon.", "Im Sommer ist es dort zu heiß.", "Für Ältere ist der Weg zu weit.",
    "Der Laden steht seit zwei Jahren leer.", "Es braucht nur Strom und Wasser.", "Abends ist alles dunkel.",
    "Neue Leute lernen so jemanden kennen.", "Es kostet fast nichts.", "Die Schule würde mitmachen.",
    "Wir haben schon einmal gefragt.", "Einmal im Monat würde reichen.", "Der Verein hat dafür keinen Platz.",
)  # fmt: skip
OPENINGS = (
    "Man müsste mal {thing} {place} haben.", "Es fehlt {thing} {place}.", "Warum gibt es nicht {thing} {place}?",
    "Wir wünschen uns {thing} {place}.", "Schön wäre {thing} {place}.",
)  # fmt: skip
TITLES = ("{Thing} {place}", "{Thing} für alle {place}", "{Thing}: Anfang {place}")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One invented wish: what, where, and both in sentences. The first line of the text serves as title."""

    thing: str
    place: str
    text: str
    title: str


def say(draw: Random) -> Said:
    """Draw one wish."""
    thing, place = draw.choice(THINGS), draw.choice(PLACES)
    opening = draw.choice(OPENINGS).format(thing=thing, place=place)
    reasons = " ".join(draw.sample(REASONS, draw.randint(1, 3)))
    noun = thing.split(" ", 1)[1]
    title = draw.choice(TITLES).format(Thing=noun[0].upper() + noun[1:], place=place)
    return Said(thing=thing, place=place, text=f"{opening}\n{reasons}", title=title)
