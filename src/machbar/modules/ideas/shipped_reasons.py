"""The reasons that every town gets to begin with, for what happens at every counter (P-A); ours, editable."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ShippedReason:
    """A reason as it comes in the box: a stable key, what it is for, its name and its German text."""

    key: str
    status: str
    title: str
    text: str


SHIPPED = (
    ShippedReason(
        key="where-exactly",
        status="in_talk",
        title="Wo genau?",
        text=(
            "Ihre Idee „{titel}“ gefällt uns. Damit wir uns die Stelle ansehen können: "
            "Wo genau soll das sein? Eine Straße oder ein Haus in der Nähe genügt."
        ),
    ),
    ShippedReason(
        key="who-joins",
        status="in_talk",
        title="Wer macht mit?",
        text=(
            "Ihre Idee „{titel}“ braucht Menschen, die sie tragen. Würden Sie selbst mitmachen, "
            "oder kennen Sie jemanden? Schreiben Sie uns, dann suchen wir gemeinsam weiter."
        ),
    ),
    ShippedReason(
        key="too-expensive",
        status="parked",
        title="Zu teuer für jetzt",
        text=(
            "Für „{titel}“ fehlt zurzeit das Geld. Wir legen die Idee nicht weg: Wir merken sie vor "
            "und sehen sie wieder an, sobald ein Förderprogramm passt. Dann melden wir uns."
        ),
    ),
    ShippedReason(
        key="nobody-yet",
        status="parked",
        title="Noch niemand, der es trägt",
        text=(
            "„{titel}“ ist machbar, aber es hat sich noch niemand gefunden, der sich darum kümmert. "
            "Die Idee hängt weiter an der Wand. Sobald sich jemand meldet, geht es weiter."
        ),
    ),
    ShippedReason(
        key="defect",
        status="handed_over",
        title="Mangel, an das Bauamt gegeben",
        text=(
            "Danke für den Hinweis. „{titel}“ ist eine Meldung für das Bauamt der Stadt. "
            "Wir haben sie dorthin weitergegeben, mit Ihrer Nummer {nummer}, ohne Ihren Namen."
        ),
    ),
    ShippedReason(
        key="belongs-to-the-state",
        status="handed_over",
        title="Gehört dem Land",
        text=(
            "Die Straße oder Fläche, um die es bei „{titel}“ geht, gehört nicht der Stadt, sondern dem Land. "
            "Wir haben Ihren Vorschlag an die Landesbehörde geschickt. Entscheiden kann nur sie."
        ),
    ),
    ShippedReason(
        key="is-there",
        status="not_feasible",
        title="Gibt es schon",
        text=(
            "Was Sie sich mit „{titel}“ wünschen, gibt es in {ort} schon. "
            "Kommen Sie gern bei uns vorbei ({haus}), dann zeigen wir Ihnen, wo und wann."
        ),
    ),
    ShippedReason(
        key="not-allowed",
        status="not_feasible",
        title="Rechtlich nicht möglich",
        text=(
            "Wir haben „{titel}“ geprüft. So, wie die Idee beschrieben ist, erlauben es die Vorschriften nicht. "
            "Wenn Sie mögen, suchen wir mit Ihnen nach einem anderen Weg: Kommen Sie vorbei."
        ),
    ),
    ShippedReason(
        key="owner-says-no",
        status="not_feasible",
        title="Eigentümer möchte nicht",
        text=(
            "Wir haben wegen „{titel}“ mit dem Eigentümer gesprochen. Er möchte das an dieser Stelle nicht. "
            "Fällt Ihnen ein anderer Ort ein? Dann fangen wir dort neu an."
        ),
    ),
)
