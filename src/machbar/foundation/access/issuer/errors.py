"""What can go wrong between us and the issuer; the texts are shown as they are, on the page of the sign-in."""

from django.utils.translation import gettext as _


class HouseAccountError(Exception):
    """Base of everything that keeps somebody out; ``code`` is for the log, where no word of a stranger may stand."""

    code = "refused"


class IssuerAway(HouseAccountError):
    """The issuer does not answer, or not in time."""

    code = "away"

    def __init__(self) -> None:
        super().__init__(
            _("The town hall's sign-in does not answer. Please use a code by mail this time.")
        )


class IssuerStrange(HouseAccountError):
    """The issuer answers, but not as the standard asks: whoever looks after the server has to look."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _(
                "The town hall's sign-in answers in a way that we must not trust. Nobody was signed in."
            )
        )
        self.code = code


class AnswerStale(HouseAccountError):
    """The answer belongs to no question of this browser: too old, used already, or made up."""

    code = "stale"

    def __init__(self) -> None:
        super().__init__(_("This sign-in has run out. Please begin once more."))


class Cancelled(HouseAccountError):
    """The person pressed cancel at the issuer, or was refused there."""

    code = "cancelled"

    def __init__(self) -> None:
        super().__init__(_("You were not signed in at the town hall. Here nothing has changed."))
