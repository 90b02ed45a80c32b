"""Texts for the codes of a mediation's path."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from machbar.modules.premises.core.path import Obstacle, Step, Waiting

OBSTACLES: Mapping[Obstacle, Promise] = {
    Obstacle.WRONG_STAGE: _("Somebody was faster: this step no longer fits. Please look again."),
    Obstacle.ALREADY: _("This is noted already."),
    Obstacle.OWNER_OPEN: _("The owner has not agreed yet."),
    Obstacle.SEEKER_OPEN: _("Who looks for the room has not agreed yet."),
    Obstacle.NO_VISIT_DAY: _("Please say when the visit is."),
    Obstacle.NO_TERMS: _("The terms are not written down yet."),
    Obstacle.RENT_OPEN: _("The rent is still open: please give an amount, or 0 for none."),
    Obstacle.NOTHING_OPEN: _("No amount is open any more."),
    Obstacle.NOT_SIGNED: _("The agreement is not signed yet."),
    Obstacle.NOT_BEGUN: _("The agreement begins later."),
    Obstacle.NO_LATER_END: _("Please choose a day after the present end."),
    Obstacle.NO_REASON: _("Please say why."),
}
STEPS: Mapping[Step, Promise] = {
    Step.OWNER_AGREES: _("The owner's answer"),
    Step.SEEKER_AGREES: _("The answer of who looks for a room"),
    Step.FIX_VISIT: _("Fix the visit"),
    Step.DRAFT: _("Write down the terms"),
    Step.SIGN: _("Both have signed"),
    Step.START: _("The use begins"),
    Step.COMPLETE: _("Fill in what is open"),
    Step.EXTEND: _("Extend"),
    Step.END: _("The use ends"),
    Step.DECLINE: _("It comes to nothing"),
    Step.LEARN: _("Write down what was learned"),
}
WAITS: Mapping[Waiting, Promise] = {
    Waiting.OWNER: _("waits for the owner"),
    Waiting.SEEKER: _("waits for who looks for a room"),
    Waiting.BOTH: _("waits for both"),
    Waiting.VISIT: _("waits for the visit"),
    Waiting.END: _("in use, nothing to do"),
    Waiting.HOUSE: _("waits for us"),
    Waiting.NOBODY: _("over"),
}
