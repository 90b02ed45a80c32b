"""The solver against all sets of programmes in rational arithmetic, on random small cases of every kind of rule."""

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from machbar.modules.funding.core.financing import (
    Case,
    Item,
    Kind,
    Programme,
    Status,
    solve,
    trade_off,
    violations,
)
from machbar.modules.funding.core.financing.tests.exact import all_sets, in_order

ITEMS = ("A", "B", "C")
NAMES = ("P", "Q", "R", "S")
shares = st.integers(0, 20).map(lambda n: Fraction(n, 20))
odd_shares = st.one_of(
    shares, st.sampled_from([Fraction(1, 3), Fraction(2, 3), Fraction("0.6667")])
)
amounts = st.one_of(st.integers(0, 40).map(lambda n: n * 25_000), st.integers(0, 1_000_000))


@st.composite
def programme(
    draw: st.DrawFn, name: str, names: tuple[str, ...], items: tuple[str, ...]
) -> Programme:
    kind = draw(
        st.sampled_from([Kind.SHARE, Kind.SHARE, Kind.SHARE, Kind.FIXED, Kind.FULL, Kind.GAP])
    )
    maybe = lambda values: draw(st.one_of(st.none(), values))  # noqa: E731 - two words at each use
    return Programme(
        id=name,
        eligible=draw(st.frozensets(st.sampled_from(items))),
        kind=kind,
        rate=maybe(odd_shares),
        amount=draw(amounts) if kind is Kind.FIXED else None,
        max=maybe(amounts),
        min=draw(st.one_of(st.just(0), st.integers(0, 10).map(lambda n: n * 25_000))),
        minbase=draw(st.one_of(st.just(0), st.integers(0, 10).map(lambda n: n * 50_000))),
        maxbase=maybe(amounts),
        public=draw(st.booleans()),
        national_public=draw(st.booleans()),
        public_cap=maybe(shares),
        cofin=draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 4), Fraction(1)])),
        own_share=draw(st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 2)])),
        donations_count=draw(st.booleans()),
        inkind_recognised=draw(st.sampled_from([0, 0, 50_000])),
        de_minimis=draw(st.booleans()),
        requires=tuple(
            draw(st.lists(st.sampled_from(names), max_size=1)) if draw(st.booleans()) else []
        ),
        admin=draw(
            st.sampled_from([Fraction(0), Fraction(1), Fraction(1), Fraction(3, 2), Fraction(3)])
        ),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    items = ITEMS[: draw(st.integers(1, 3))]
    names = NAMES[: draw(st.integers(0, 4))]
    pair = st.tuples(st.sampled_from(names or ("-",)), st.sampled_from(names or ("-",)))
    pairs = st.lists(pair, max_size=2 if names else 0)
    return Case(
        id="random",
        items=tuple(Item(id=item, cost=draw(amounts)) for item in items),
        programmes=tuple(draw(programme(name, names, items)) for name in names),
        own_cash_available=draw(amounts),
        donations=draw(st.one_of(st.just(0), amounts)),
        de_minimis_left=draw(st.one_of(st.none(), amounts)),
        project_conflicts=tuple(draw(pairs)),
        same_cost_conflicts=tuple(draw(pairs)),
    )


@given(case=cases())
def test_the_solver_finds_what_full_enumeration_finds(case: Case) -> None:
    ordered = in_order(list(all_sets(case)))
    best = ordered[0]
    # A difference of almost exactly half a cent may fall either way in floating point.
    gaps = [each.own - best.own for each in ordered]
    assume(all(abs(gap - Fraction(1, 2)) > Fraction(1, 50) for gap in gaps))

    answer = solve(case)

    assert answer.plan.programmes == best.programmes
    assert answer.plan.own_cash - best.own + Fraction(1, 100) >= 0
    assert answer.plan.own_cash - best.own <= len(case.items) + len(best.programmes)
    assert answer.plan.admin == best.admin
    assert (answer.status is Status.INFEASIBLE) == (best.own > case.own_cash_available)
    assert violations(case, answer.plan) == ()


@given(case=cases())
def test_alternatives_follow_in_the_order_of_the_enumeration(case: Case) -> None:
    ordered = in_order(list(all_sets(case)))
    owns = sorted(each.own for each in ordered)
    assume(
        all(abs(abs(one - two) - Fraction(1, 2)) > Fraction(1, 50) for one in owns for two in owns)
    )

    answer = solve(case)

    shown = [answer.plan, *answer.alternatives]
    assert [plan.programmes for plan in shown] == [each.programmes for each in ordered[:5]]
    assert all(violations(case, plan) == () for plan in shown)


@given(case=cases())
def test_the_trade_off_only_ever_gives_effort_for_own_cash(case: Case) -> None:
    rows = trade_off(case)

    admins = [row.admin for row in rows]
    assert admins == sorted(set(admins), reverse=True)
    owns = [row.own_cash for row in rows]
    slack = len(case.items) + len(case.programmes)
    assert all(later >= earlier - slack for earlier, later in zip(owns, owns[1:], strict=False))
    assert all(violations(case, row) == () for row in rows)
