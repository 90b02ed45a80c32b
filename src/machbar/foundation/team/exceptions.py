"""What can go wrong in the team; the texts may be shown as they are."""


class TeamError(Exception):
    """Base of all errors of the team."""


class TooManyInvitations(TeamError):
    """More mails in a day than a team needs."""


class InvitationOver(TeamError):
    """An invitation was accepted, withdrawn, or is too old."""


class LastAdmin(TeamError):
    """The town would have no admin left."""


class SuccessorMissing(TeamError):
    """A duty would belong to nobody."""


class AddressTaken(TeamError):
    """A mail address belongs to somebody else."""


class NotLetIn(TeamError):
    """An account of the town hall signs nobody of this team in."""
