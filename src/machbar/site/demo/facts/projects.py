"""The three example projects, and the sketch of one of them."""

from machbar.site.demo.facts.kinds import DemoProject, DemoSlot, DemoVariant, Source

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
