"""What can go wrong with tasks and groups; the texts may be shown as they are."""


class CoordinationError(Exception):
    """Base of all errors about tasks, groups and their mails."""


class ReasonMissing(CoordinationError):
    """Something shall end without saying why."""


class AlreadyDecided(CoordinationError):
    """Somebody was faster: the task is taken, the request is answered."""


class NotAMember(CoordinationError):
    """Somebody who does not belong to the group shall do something in it."""


class NobodyToWriteTo(CoordinationError):
    """A letter reaches nobody by mail."""


class TooManyLetters(CoordinationError):
    """A member has written a lot today."""


class TooMany(CoordinationError):
    """A project or an entry takes no more of these."""


class ChangedMeanwhile(CoordinationError):
    """Somebody else saved in between; both texts are shown."""


class PictureGone(CoordinationError):
    """A picture that was kept for a form is no longer there."""
