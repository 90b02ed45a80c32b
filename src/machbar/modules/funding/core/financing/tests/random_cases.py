"""Random small cases of every kind of rule, for hypothesis: whole euros, odd cents and amounts of a few cents.

Amounts of a few cents are there for the ties: with them own cash of two sets often differs by exactly half a cent.
"""

from fractions import Fraction

from hypothesis import strategies as st

from machbar.modules.funding.core.financing import Case, Item, Kind, Programme

ITEMS = ("A", "B", "C")
NAMES = ("P", "Q", "R", "S")

shares = st.one_of(
    st.integers(0, 20).map(lambda n: Fraction(n, 20)),
    st.sampled_from([Fraction(1, 3), Fraction(2, 3), Fraction("0.6667"), Fraction("0.333333333")]),
)
kinds = st.sampled_from([Kind.SHARE, Kind.SHARE, Kind.SHARE, Kind.FIXED, Kind.FULL, Kind.GAP])
whole_euros = st.integers(0, 40).map(lambda n: n * 25_000)
odd_cents = st.integers(0, 1_000_000)
few_cents = st.integers(0, 12)


def or_none(values: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    """The value, or no bound at all."""
    return st.one_of(st.none(), values)


@st.composite
def programmes(
    draw: st.DrawFn,
    name: str,
    names: tuple[str, ...],
    items: tuple[str, ...],
    amounts: st.SearchStrategy[int],
) -> Programme:
    """One programme; its least grant is often its highest, too."""
    most = draw(or_none(amounts))
    least = draw(st.one_of(st.just(0), st.just(0), amounts, st.just(most or 0)))
    return Programme(
        id=name,
        eligible=draw(st.frozensets(st.sampled_from(items))),
        kind=draw(kinds),
        rate=draw(st.one_of(st.none(), shares)),
        amount=draw(amounts),
        max=most,
        min=least,
        minbase=draw(st.one_of(st.just(0), st.just(0), amounts)),
        maxbase=draw(or_none(amounts)),
        public=draw(st.booleans()),
        national_public=draw(st.booleans()),
        public_cap=draw(st.one_of(st.none(), shares)),
        cofin=draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 4), Fraction(1)])),
        own_share=draw(
            st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 10), Fraction(1, 2)])
        ),
        donations_count=draw(st.booleans()),
        inkind_recognised=draw(st.one_of(st.just(0), amounts)),
        de_minimis=draw(st.booleans()),
        requires=tuple(draw(st.lists(st.sampled_from(names), max_size=1))),
        admin=Fraction(draw(st.sampled_from([0, 2, 2, 3, 6])), 2),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to four programmes and three items, conflicts with themselves and cycles of requirements included."""
    items = ITEMS[: draw(st.integers(1, 3))]
    names = NAMES[: draw(st.integers(0, 4))]
    amounts = draw(st.sampled_from([whole_euros, odd_cents, few_cents]))
    pair = st.tuples(st.sampled_from(names or ("-",)), st.sampled_from(names or ("-",)))
    pairs = st.lists(pair, max_size=2 if names else 0)
    return Case(
        id="random",
        items=tuple(Item(id=item, cost=draw(amounts)) for item in items),
        programmes=tuple(draw(programmes(name, names, items, amounts)) for name in names),
        own_cash_available=draw(st.one_of(amounts, st.just(10**7), st.just(10**7))),
        donations=draw(st.one_of(st.just(0), amounts)),
        de_minimis_left=draw(st.one_of(st.none(), amounts)),
        project_conflicts=tuple(draw(pairs)),
        same_cost_conflicts=tuple(draw(pairs)),
    )
