"""The verification notices every kind of breach, to the cent (it does not know the solver)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from machbar.modules.funding.core.financing import Kind, Plan, violations
from machbar.modules.funding.core.financing.tests.builders import Rules, make_case, make_programme


def paid(
    *, grant: int, own: int, donations: int = 0, base: int = 1000_00, programmes: str = "P"
) -> Plan:
    """A plan in cents for one bill A; the grant comes from P."""
    return Plan(
        programmes=tuple(programmes),
        flows={("P", "A"): grant},
        own={"A": own},
        donations={"A": donations},
        bases={(key, "A"): Fraction(base) for key in programmes},
    )


def broken(plan: Plan, **rules: object) -> list[tuple[str, int]]:
    programme = make_programme("P", "A", **rules)  # type: ignore[arg-type]
    case = make_case(programme, costs={"A": 1000}, donations=100, de_minimis_left=500)
    return [(found.rule.value, int(found.by)) for found in violations(case, plan)]


@pytest.mark.parametrize(
    ("rules", "plan", "expected"),
    [
        (Rules(), paid(grant=600_00, own=400_00), []),
        (Rules(), paid(grant=600_00, own=400_01), [("bill", 1)]),
        (Rules(), paid(grant=600_00, own=399_99), [("bill", 1)]),
        (Rules(), paid(grant=1000_01, own=-1, base=1000_00), [("bill", 1), ("rate", 1)]),
        (Rules(), paid(grant=600_00, own=299_99, donations=100_01), [("donations", 1)]),
        (Rules(rate="1/2"), paid(grant=500_01, own=499_99), [("rate", 1)]),
        (Rules(kind=Kind.FULL), paid(grant=900_00, own=100_00, base=899_99), [("rate", 1)]),
        (Rules(), paid(grant=600_00, own=400_00, base=599_98), [("eligible", 2), ("rate", 2)]),
        (Rules(), paid(grant=600_00, own=400_00, base=1000_01), [("eligible", 1)]),
        (Rules(kind=Kind.FIXED, amount=600), paid(grant=599_99, own=400_01), [("amount", 1)]),
        (Rules(min=600), paid(grant=599_99, own=400_01), [("min", 1)]),
        (Rules(), paid(grant=0, own=1000_00), [("min", 1)]),
        (Rules(max=600), paid(grant=600_01, own=399_99), [("max", 1)]),
        (Rules(minbase=1000), paid(grant=600_00, own=400_00, base=999_99), [("minbase", 1)]),
        (Rules(maxbase=900), paid(grant=600_00, own=400_00, base=900_01), [("maxbase", 1)]),
        (Rules(own_share="1/2"), paid(grant=500_01, own=499_99), []),
        (Rules(own_share="1/2"), paid(grant=500_02, own=499_98), [("own_share", 2)]),
        (
            Rules(own_share="1/2", donations_count=False),
            paid(grant=500_00, own=400_00, donations=100_00),
            [("own_share", 100_00)],
        ),
        (
            Rules(public=True, public_cap="1/2"),
            paid(grant=500_02, own=499_98),
            [("public_cap", 2)],
        ),
        (Rules(cofin="1/4"), paid(grant=400_00, own=600_00), [("cofin", 100_00)]),
        (Rules(requires=("P", "Q")), paid(grant=400_00, own=600_00), [("requires", 1)]),
        (Rules(de_minimis=True), paid(grant=500_01, own=499_99), [("de_minimis", 1)]),
    ],
)
def test_a_breach_is_named_with_its_cents(
    rules: Rules, plan: Plan, expected: list[tuple[str, int]]
) -> None:
    assert broken(plan, **rules) == expected


def test_money_for_an_item_that_is_not_eligible_is_a_breach() -> None:
    case = make_case(make_programme("P", "A"), costs={"A": 10, "B": 10})
    plan = Plan(
        programmes=("P",),
        flows={("P", "A"): 1, ("P", "B"): 1000},
        own={"A": 999},
        bases={("P", "A"): Fraction(1000)},
    )

    assert [(found.rule.value, found.concerns) for found in violations(case, plan)] == [
        ("eligible", ("P", "B")),
        ("rate", ("P",)),
    ]


def test_money_from_a_programme_that_is_not_used_is_a_breach() -> None:
    case = make_case(make_programme("P", "A"), costs={"A": 10})
    plan = Plan(programmes=(), flows={("P", "A"): 1000})

    assert [found.rule.value for found in violations(case, plan)] == ["bill", "eligible"]


def test_conflicts_are_breaches() -> None:
    programmes = (make_programme("P", "A"), make_programme("Q", "A"))
    plan = Plan(
        programmes=("P", "Q"),
        flows={("P", "A"): 500, ("Q", "A"): 500},
        bases={("P", "A"): Fraction(600), ("Q", "A"): Fraction(500)},
    )
    pair = (("P", "Q"),)

    project = make_case(*programmes, costs={"A": 10}, project_conflicts=pair)
    same_cost = make_case(*programmes, costs={"A": 10}, same_cost_conflicts=pair)
    full = make_case(replace(programmes[0], kind=Kind.FULL), programmes[1], costs={"A": 10})

    assert [found.rule.value for found in violations(project, plan)] == ["project_conflict"]
    assert [(f.rule.value, int(f.by)) for f in violations(same_cost, plan)] == [
        ("same_cost_conflict", 100)
    ]
    assert [found.rule.value for found in violations(full, plan)] == ["full"]
