"""What can go wrong with papers."""


class PaperError(Exception):
    """A paper could not be written: a picture is broken, or the fonts were not built. For the log, not for people."""
