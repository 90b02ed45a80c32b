"""Three years of running costs and income: does the project carry itself, and who covers a gap?

A project must carry itself economically and socially (architecture.md, section 3). Volunteer hours stand beside the
money: they are counted, never turned into euros. Amounts are whole cents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

YEARS = 3
HUNDREDTHS = 10_000  # one whole in hundredths of a percent


class Side(StrEnum):
    """What a line of the table counts."""

    COST = "cost"
    INCOME = "income"
    HOURS = "hours"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: what it is, and its amount in each of the three years (cents, or whole hours)."""

    side: Side
    label: str
    years: tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year added up; `gap` is what income leaves uncovered, `surplus` what is left over. In cents and hours."""

    costs: int
    income: int
    hours: int

    @property
    def gap(self) -> int:
        """What is missing, in cents; 0 where the year carries itself."""
        return max(0, self.costs - self.income)

    @property
    def surplus(self) -> int:
        """What is left over, in cents."""
        return max(0, self.income - self.costs)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """The table added up, and who covers a gap (empty while nobody does)."""

    years: tuple[Year, Year, Year]
    gap_covered_by: str = ""

    @property
    def gap(self) -> int:
        """The gaps of all three years, in cents."""
        return sum(year.gap for year in self.years)

    @property
    def put_aside(self) -> int:
        """How much of the gaps is covered by what the years before leave over, if that is put aside, in cents."""
        kept = covered = 0
        for year in self.years:
            used = min(kept, year.gap)
            covered += used
            kept += year.surplus - used
        return covered

    @property
    def needs_more_income(self) -> bool:
        """Whether all three years together cost more than is planned to come in."""
        return sum(year.costs for year in self.years) > sum(year.income for year in self.years)

    @property
    def is_covered(self) -> bool:
        """Whether there is no gap, or somebody who pays it."""
        return not self.gap or bool(self.gap_covered_by)

    @property
    def tipping_point(self) -> int | None:
        """The share of the planned income from which on the three years carry themselves, in hundredths of a percent,
        rounded up: 8,000 says that a fifth of the income may fail, 12,500 that a quarter more is needed. None without
        income."""
        income, costs = (
            sum(year.income for year in self.years),
            sum(year.costs for year in self.years),
        )
        return -(-costs * HUNDREDTHS // income) if income else None


def add_up(lines: Sequence[Line], *, gap_covered_by: str = "") -> Operation | None:
    """Add the lines up; None while there is no line of money, because then nobody has thought about it."""
    if not any(line.side is not Side.HOURS for line in lines):
        return None
    first, second, third = (_year(lines, at) for at in range(YEARS))
    return Operation(years=(first, second, third), gap_covered_by=gap_covered_by.strip())


def _year(lines: Sequence[Line], at: int) -> Year:
    def total(side: Side) -> int:
        return sum(line.years[at] for line in lines if line.side is side)

    return Year(costs=total(Side.COST), income=total(Side.INCOME), hours=total(Side.HOURS))
