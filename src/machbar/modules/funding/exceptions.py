"""What can go wrong with money and programmes; the texts may be shown as they are."""


class FundingError(Exception):
    """Base of all funding errors."""


class ChangedMeanwhile(FundingError):
    """Somebody else changed the money of this project since the page was opened."""


class TooMuch(FundingError):
    """More lines or programmes than a plan can take."""


class NotForPlans(FundingError):
    """A programme that cannot stand in a financing plan: it has ended, or it is a loan."""
