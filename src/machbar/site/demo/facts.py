"""What the demonstration knows. Facts carry the address where they were read; the rest is invented and says so.

Source of the facts: public pages, read on 23 November 2026. Roles stand instead of names.
"""

from dataclasses import dataclass, field
from datetime import date

READ_ON = date(2026, 11, 23)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact was read."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DemoSlot:
    """State and sentence of one slot."""

    kind: str
    state: str
    note: str
    is_sought: bool = False


@dataclass(frozen=True, kw_only=True)
class DemoProject:
    """One example project, as if it were brought in today, and beside it what really became of it."""

    key: str
    sentence: str
    title: str
    lead_sentence: str
    description: str
    outcome: str
    applicant: str
    keywords: tuple[str, ...]
    costs: tuple[tuple[str, int], ...]
    own_cash: int
    programmes: tuple[str, ...]
    category: str
    slots: tuple[DemoSlot, ...]
    sources: tuple[Source, ...]
    fictional_note: str = "Stand der Felder und Beträge fiktiv"


@dataclass(frozen=True, kw_only=True)
class DemoMember:
    """Somebody invented of a project's group: a role instead of a name, an address that leads nowhere."""

    name: str
    contact: str
    offer: str
    is_waiting: bool = False
    leads: bool = False
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoEntry:
    """An invented day of the diary; `days_ago` counts back from the day on which the demonstration is loaded."""

    text: str
    days_ago: int
    is_for_all: bool = True
    helpers: int = 0
    quarter_hours: int = 0
    photo: str = ""
    photo_alt: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoMilestone:
    """An invented milestone: planned and reached so many days from the day of loading (negative: before it)."""

    title: str
    planned_in: int
    reached_in: int | None = None
    moved_to: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoVariant:
    """An invented variant of the feasibility sketch; costs in whole cents."""

    name: str
    gist: str
    pros: str
    cons: str
    cost_from: int
    cost_to: int
    duration: str


@dataclass(frozen=True, kw_only=True)
class DemoTask:
    """An invented small task; `due_in` counts days from the day on which the demonstration is loaded."""

    title: str
    minutes: int
    due_in: int


@dataclass(frozen=True, kw_only=True)
class DemoIdea:
    """An invented idea on the wall, and the answer it got (or none yet)."""

    text: str
    place: str
    days_ago: int
    channel: str = "counter"
    status: str = "new"
    answer: str = ""
    is_public: bool = True
    contact: str = field(default="")
    photo: str = ""
    photo_alt: str = ""
    addition: str = ""
    is_photo_released: bool = True


PHOTO_CREDIT = "Zeichnung für die Vorführung"
PHOTO_CONSENT = "Die Zeichnung darf gezeigt werden (fiktiv)."

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
# Invented, like all hours of the demonstration.
CLOSED_IN_DECEMBER = ((24, "Heiligabend"), (31, "Silvester"))

# A sketch that is begun: everything but the running costs, so that they can be seen to be compulsory.
SKETCH_OF = "Calisthenics Zollplatz"
SKETCH_TEXTS = {
    "occasion": (
        "Junge Leute trainieren an Treppen und Geländern, weil es nirgends Stangen gibt. Der Zollplatz liegt "
        "mitten in der Stadt und ist außerhalb der Markttage leer (fiktiv)."
    ),
    "place": "Zollplatz, gehört der Stadt. Gepflastert, offen einzusehen, Bänke und Bäume bleiben stehen (fiktiv).",
    "users": (
        "In der Befragung haben 60 Jugendliche und zwei Vereine gesagt, dass sie zweimal die Woche kommen würden "
        "(fiktiv). Mitmachen kostet nichts."
    ),
    "variants_text": "Kleine Anlage jetzt, große Anlage mit Platz für Kurse, oder alles lassen, wie es ist (fiktiv).",
    "law": "Keine Baugenehmigung erwartet, Auskunft des Bauamts steht aus. Geräte nach DIN EN 16630 (fiktiv).",
    "costs": "Nach dem Angebot eines Herstellers und einem Park ähnlicher Größe (fiktiv).",
    "risks": "Lärm am Abend: feste Zeiten und eine Ansprechperson. Verletzungen: Fallschutz und Prüfung (fiktiv).",
    "carrier": "Die Stadt baut und haftet, der Sportverein gibt Kurse (fiktiv).",
    "time": "Entwurf im Winter, Antrag im Frühjahr, Bau bis zu den Sommerferien (fiktiv).",
    "decision": "Der Rat entscheidet bis März, ob der Entwurf für die kleine Anlage beauftragt wird (fiktiv).",
}
SKETCH_VARIANTS = (
    DemoVariant(
        name="Kleine Anlage",
        gist="Vier Stangen, Barren und Bänke auf Fallschutz (fiktiv).",
        pros="Schnell gebaut, Platz für den Markt bleibt.",
        cons="Für Kurse eng.",
        cost_from=6_500_000,
        cost_to=8_000_000,
        duration="acht Monate",
    ),
    DemoVariant(
        name="Große Anlage",
        gist="Zwölf Geräte, auch für Rollstühle, mit Platz für Kurse (fiktiv).",
        pros="Vereine und Schulen können Kurse geben.",
        cons="Der Markt muss zwei Stände umstellen.",
        cost_from=14_000_000,
        cost_to=17_500_000,
        duration="vierzehn Monate",
    ),
)

PROJECTS = (
    DemoProject(
        key="fahrradwerkstatt",
        sentence="Wir reparieren umsonst Fahrräder, unser Keller ist zu klein. Wir suchen einen Raum.",
        title="Offene Fahrradwerkstatt",
        lead_sentence="Ehrenamtliche reparieren Räder für alle, kostenlos. Der Keller ist zu klein geworden.",
        description=(
            "Die ehrenamtliche Fahrradwerkstatt repariert seit rund zehn Jahren gespendete Fahrräder und gibt sie "
            "weiter. Etwa 50 Räder stehen im Keller des Rathauses. Gesucht wird ein Raum zur ebenen Erde, in dem "
            "Menschen gemeinsam reparieren und Werkzeug teilen können."
        ),
        outcome="Im April 2024 suchte die Werkstatt öffentlich nach neuen Räumen; Geld und Helfende waren nicht das Problem.",
        applicant="verein",
        keywords=("Fahrrad", "Reparatur", "Ehrenamt"),
        costs=(
            ("Montageständer, Werkbank", 190_000),
            ("Rampe und Wasseranschluss", 150_000),
            ("Miete, ein Jahr", 240_000),
            ("Versicherung, Schild", 60_000),
        ),
        own_cash=290_000,
        programmes=("nds-mikrofoerderung-lagfa", "dsee-mikro", "leader-elm-schunter"),
        category="beteiligung-und-ehrenamt",
        slots=(
            DemoSlot(
                kind="users",
                state="proven",
                note="Rund 50 Räder warten im Keller, gut zehn Jahre Erfahrung.",
            ),
            DemoSlot(
                kind="carrier",
                state="candidate",
                note="Der MachBar-Verein möchte. Beschluss steht aus.",
            ),
            DemoSlot(kind="builder", state="open", note="", is_sought=True),
            DemoSlot(
                kind="financing", state="candidate", note="Der Verein will einen Teil selbst geben."
            ),
            DemoSlot(kind="place", state="open", note="", is_sought=True),
        ),
        sources=(
            Source(
                label="Stadtbüttel 04/24: Fahrradwerkstatt sucht Räume",
                url="https://www.yumpu.com/de/document/view/68669885/stadtbuttel-konigslutter-04-24/8",
            ),
        ),
    ),
    DemoProject(
        key="calisthenics",
        sentence="Auf dem Zollplatz könnten junge Leute draußen trainieren, an Stangen, ohne Vereinsbeitrag.",
        title="Calisthenics Zollplatz",
        lead_sentence="Draußen trainieren, mitten in der Stadt, für alle und ohne Beitrag.",
        description=(
            "Auf dem Zollplatz soll eine Anlage zum Trainieren mit dem eigenen Körpergewicht entstehen. Zuerst wird "
            "gefragt, wer sie nutzt und was er erwartet; dann entsteht ein Entwurf mit Kosten, der beantragt werden kann."
        ),
        outcome=(
            "Machbarkeitsskizze Januar bis Mai 2022, Träger war die Stadt, Programm Perspektive Innenstadt; rund "
            "36.000 € für die Planung; Baubeginn Ende Februar 2023, eröffnet am 4. Juli 2023."
        ),
        applicant="kommune",
        keywords=("Sport", "Jugend", "öffentlicher Raum"),
        costs=(("Entwurf", 2_400_000), ("Beteiligung", 1_000_000), ("Vermessung", 600_000)),
        own_cash=1_600_000,
        programmes=("nds-sportstaetteninvestition-2025", "leader-elm-schunter"),
        category="freizeit-und-sport",
        slots=(
            DemoSlot(kind="users", state="candidate", note="Jugendliche haben danach gefragt."),
            DemoSlot(
                kind="carrier", state="candidate", note="Die Stadt kommt als Trägerin in Frage."
            ),
            DemoSlot(kind="builder", state="open", note=""),
            DemoSlot(kind="financing", state="open", note="", is_sought=True),
            DemoSlot(kind="place", state="candidate", note="Der Zollplatz gehört der Stadt."),
        ),
        sources=(
            Source(
                label="Machbarkeitsskizze (LEADER-Region Elm-Schunter)",
                url="https://www.elm-schunter.de/calisthenicspark-auf-dem-zollplatz-in-koenigslutter-am-elm-machbarkeitsskizze/",
            ),
            Source(
                label="Baubeginn (regionalHeute)",
                url="https://regionalheute.de/helmstedt/am-zollplatz-in-koenigslutter-entsteht-eine-calisthenics-anlage-helmstedt-1679503229/",
            ),
            Source(
                label="Eröffnung (Kleinstadtexperten)", url="https://kleinstadtexperten.de/Aktuell"
            ),
            Source(
                label="Planungsgeld (Seite eines Abgeordneten)",
                url="https://www.joern-domeier.de/2022/06/21/calisthenics-und-innenstadtmanagementfoerderung/",
            ),
        ),
    ),
    DemoProject(
        key="buecherschrank",
        sentence="Ein Schrank in der Stadt, in den man Bücher stellt und aus dem man welche mitnimmt.",
        title="BücherTauschSchrank",
        lead_sentence="Bücher bringen, Bücher mitnehmen, Tag und Nacht, ohne Ausweis.",
        description=(
            "In der Innenstadt soll ein wetterfester Schrank stehen, aus dem jeder Bücher nehmen und in den jeder "
            "welche stellen darf. Jemand schaut regelmäßig nach dem Rechten. Gebraucht werden ein Platz, ein Schrank "
            "und eine Gruppe, die sich kümmert."
        ),
        outcome=(
            "Steht seit Mitte Dezember 2023 am Gänsemarkt neben der „Roten Bank“; Geld vom Regionalverband, die Pflege "
            "hat ein sozialer Träger übernommen."
        ),
        applicant="verein",
        keywords=("Bücher", "Tauschen", "Nachbarschaft"),
        costs=(
            ("Schrank, wetterfest", 180_000),
            ("Fundament und Aufbau", 50_000),
            ("Schild, Eröffnung", 20_000),
        ),
        own_cash=60_000,
        programmes=("lkhe-kultur", "nds-mikrofoerderung-lagfa"),
        category="kultur-und-begegnung",
        slots=(
            DemoSlot(
                kind="users",
                state="candidate",
                note="Viele haben danach gefragt, eine Gruppe gibt es noch nicht.",
            ),
            DemoSlot(kind="carrier", state="candidate", note="Der MachBar-Verein kann tragen."),
            DemoSlot(kind="builder", state="open", note="", is_sought=True),
            DemoSlot(kind="financing", state="open", note="", is_sought=True),
            DemoSlot(
                kind="place",
                state="candidate",
                note="Gänsemarkt, Ecke Neue Straße. Die Stadt muss zustimmen.",
            ),
        ),
        sources=(
            Source(
                label="Stadtbüttel 02/24: Rückmeldungen zum Bücherschrank",
                url="https://www.yumpu.com/de/document/view/68613910/stadtbuttel-konigslutter-02-24/3",
            ),
        ),
    ),
)

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

# The group of the bicycle workshop: invented people, who are roles and no persons.
GROUP_OF = "Offene Fahrradwerkstatt"
TASKS = (
    DemoTask(title="Beim Fahrradladen nach einem Montageständer fragen", minutes=30, due_in=7),
    DemoTask(title="Die Räder im Keller zählen und fotografieren", minutes=120, due_in=14),
)
MEMBERS = (
    DemoMember(
        name="Schrauberin",
        contact="schrauberin@demo.invalid",
        offer="Repariert seit Jahren Räder, hat samstags Zeit.",
        leads=True,
        tasks=(TASKS[0].title,),
    ),
    DemoMember(
        name="Nachbar mit Anhänger",
        contact="nachbar@demo.invalid",
        offer="Auto mit Anhänger, zwei Stunden im Monat.",
        is_waiting=True,
    ),
)

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

PICTURE_CONSENT = "Das Bild darf mit dem Tagebuch gezeigt werden."
STATUS_LINE = "Probeschrauben am Samstag um 10 Uhr vor dem Rathaus"
DIARY = (
    DemoEntry(
        text="Die Räder aus dem Keller geholt und sortiert: elf lassen sich retten, drei geben Teile her.",
        days_ago=12,
        helpers=4,
        quarter_hours=10,
    ),
    DemoEntry(
        text="Der erste Montageständer steht. Der Fahrradladen hat ihn geliehen, bis wir einen eigenen haben.",
        days_ago=4,
        helpers=2,
        quarter_hours=6,
        photo="stand",
        photo_alt="Zeichnung: Ein Fahrrad hängt im Montageständer vor drei Häusern",
    ),
    DemoEntry(
        text="Mit dem Hausmeister gesprochen. Den Schlüssel gibt es erst nach der Begehung.",
        days_ago=1,
        is_for_all=False,
    ),
)
MILESTONES = (
    DemoMilestone(title="Elf Räder sind sortiert", planned_in=-15, reached_in=-12),
    DemoMilestone(
        title="Der Raum ist besichtigt",
        planned_in=-5,
        moved_to=9,
        reason="Der Eigentümer ist bis zum Monatsende verreist.",
    ),
    DemoMilestone(title="Erstes offenes Schrauben", planned_in=60),
)
