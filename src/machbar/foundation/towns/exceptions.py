"""What can go wrong with a town's words; the texts may be shown as they are."""


class TermError(Exception):
    """Base of the errors about vocabularies."""


class LabelTaken(TermError):
    """The list has an entry of this name already."""
