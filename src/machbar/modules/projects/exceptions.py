"""What can go wrong with projects; the texts may be shown as they are."""


class ProjectError(Exception):
    """Base of all project errors."""


class EvidenceMissing(ProjectError):
    """A slot shall stand or be in sight, but nothing is said that shows it."""


class ChangedMeanwhile(ProjectError):
    """Somebody else saved the project since this form was opened."""


class NotPossible(ProjectError):
    """The step is none that this stage allows, or somebody was faster."""


class ReasonMissing(ProjectError):
    """A step that needs a reason came without one."""


class GateClosed(ProjectError):
    """The gate still misses something."""


class StatusMissing(ProjectError):
    """A status line without words."""


class SketchUnfinished(ProjectError):
    """A feasibility sketch shall be finished, but something compulsory is missing."""
