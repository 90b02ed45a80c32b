"""What can go wrong with a town's words; the texts may be shown as they are."""


class TermError(Exception):
    """Base of the errors about vocabularies."""


class TermChanged(TermError):
    """Somebody else renamed the entry since its form was opened."""


class LabelTaken(TermError):
    """The list has an entry of this name already."""
