"""Nobody decides over what somebody else has decided since the page was opened."""

from django.utils.translation import gettext as _

from machbar.modules.ideas.exceptions import DecidedMeanwhile
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.selectors import UNDECIDED, decision_state


def refuse_what_was_not_seen(idea: Idea, seen: str | None) -> None:
    """Lock the idea until the transaction ends and compare. Raises `DecidedMeanwhile`.

    ``seen`` is the `decision_state` that the page showed; empty stands for an idea nobody had decided about, None asks
    nothing, for deeds without a page. What was joined or taken back meanwhile is refused by the deed itself.
    """
    if seen is None:
        return
    now = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    if now.status in (Idea.Status.JOINED, Idea.Status.WITHDRAWN):
        return
    if decision_state(now) != (seen or UNDECIDED):
        raise DecidedMeanwhile(_("Somebody else has decided about this idea meanwhile."))
