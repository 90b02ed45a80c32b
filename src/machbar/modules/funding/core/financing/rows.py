"""The rules of a financing case as linear rows: one function a rule, used by the search and by the exact computation.

Every variable is at least 0 and counts cents, except `use` (1: the programme is used). A row says
sum(coefficient * variable) <= most. The own cash of an item is what its bill leaves over, so it is no variable:
own cash = cost - money - donation. ``base`` is cost times share in the base (c_i * a_ip); it is a variable only where a
larger base could do harm (`_base_is_free`), else it is the whole cost of the eligible items.
Rule numbers are those of docs/financing.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from machbar.modules.funding.core.financing.model import Case, Programme


class Rule(StrEnum):
    """The rules of a case; the values are the codes by which answers name them."""

    BILL = "bill"
    DONATIONS = "donations"
    ELIGIBLE = "eligible"
    RATE = "rate"
    AMOUNT = "amount"
    MAX = "max"
    MIN = "min"
    MINBASE = "minbase"
    MAXBASE = "maxbase"
    OWN_SHARE = "own_share"
    PUBLIC_CAP = "public_cap"
    COFIN = "cofin"
    PROJECT_CONFLICT = "project_conflict"
    SAME_COST_CONFLICT = "same_cost_conflict"
    REQUIRES = "requires"
    DE_MINIMIS = "de_minimis"
    FULL = "full"
    OWN_CASH = "own_cash"


class Column(NamedTuple):
    """A variable: `use` of a programme, its `money` for an item, its `base` in an item, a `donation` for an item."""

    sort: str
    programme: str = ""
    item: str = ""


def use(programme: str) -> Column:
    """1 if the programme is used."""
    return Column("use", programme)


def money(programme: str, item: str) -> Column:
    """Cents from the programme for the item (w_ip)."""
    return Column("money", programme, item)


def base(programme: str, item: str) -> Column:
    """Cents of the item in the programme's base (c_i * a_ip)."""
    return Column("base", programme, item)


def donation(item: str) -> Column:
    """Donated cents for the item (q_i)."""
    return Column("donation", "", item)


@dataclass(frozen=True, kw_only=True)
class Row:
    """sum(terms) <= most; ``programmes`` are those that the rule speaks about."""

    rule: Rule
    programmes: tuple[str, ...] = ()
    terms: Mapping[Column, Fraction]
    most: Fraction = Fraction(0)


class Terms(dict[Column, Fraction]):
    """A sum of variables under construction."""

    def plus(self, column: Column, factor: Fraction | int = 1) -> "Terms":
        """Add factor * column."""
        self[column] = self.get(column, Fraction(0)) + factor
        return self

    def plus_all(self, other: Mapping[Column, Fraction], factor: Fraction | int = 1) -> "Terms":
        """Add factor * another sum."""
        for column, value in other.items():
            self.plus(column, value * factor)
        return self


class Rulebook:
    """The rows of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.items = {p.id: case.eligible_items(p) for p in case.programmes}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row of the case, in a fixed order."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        yield from self.bills_are_paid_once()
        yield self.donations_are_limited()
        for programme in self.case.by_id.values():
            for rule in (
                self.money_stays_in_the_base,
                self.grant_within_rate,
                self.fixed_grant_in_full,
                self.grant_within_bounds,
                self.base_within_bounds,
                self.own_share_is_met,
                self.public_money_is_capped,
                self.cofinancing_is_met,
                self.required_programmes_are_used,
            ):
                yield from rule(programme)
        yield from self.project_conflicts_are_kept()
        yield from self.same_cost_conflicts_are_kept()
        yield from self.de_minimis_is_kept()

    # Sums

    def grant(self, programme: Programme) -> Terms:
        """g_p: what the programme pays in all."""
        return self._paid((programme,), programme)

    def base_of(self, programme: Programme) -> Terms:
        """b_p: its items in the base, and the volunteer work it recognises."""
        terms = Terms()
        if programme.inkind_recognised:
            terms.plus(use(programme.id), programme.inkind_recognised)
        for item in self.items[programme.id]:
            terms.plus_all(self.base_part(programme, item))
        return terms

    def base_part(self, programme: Programme, item: str) -> Terms:
        """c_i * a_ip, or c_i * y_p where the whole item may stand in the base at no harm."""
        if self._base_is_free(programme, item):
            return Terms().plus(base(programme.id, item))
        return Terms().plus(use(programme.id), self.case.cost_of[item])

    def largest_base(self, programme: Programme) -> int:
        """The whole cost of its items and the volunteer work it recognises."""
        cost = sum(self.case.cost_of[item] for item in self.items[programme.id])
        return cost + programme.inkind_recognised

    def largest_grant(self, programme: Programme) -> Fraction:
        """What the programme alone could pay at most."""
        bounds = [Fraction(self.largest_base(programme) - programme.inkind_recognised)]
        if programme.bounding_rate is not None:
            bounds.append(programme.bounding_rate * self.largest_base(programme))
        if programme.max is not None:
            bounds.append(Fraction(programme.max))
        if programme.fixed_amount is not None:
            bounds.append(Fraction(programme.fixed_amount))
        if programme.de_minimis and self.case.de_minimis_left is not None:
            bounds.append(Fraction(self.case.de_minimis_left))
        return min(bounds)

    def _paid(self, payers: tuple[Programme, ...], on_items_of: Programme) -> Terms:
        """What ``payers`` pay on the eligible items of one programme."""
        return Terms(
            (money(payer.id, item), Fraction(1))
            for payer in payers
            for item in self.items[on_items_of.id]
            if item in payer.eligible
        )

    def _base_is_free(self, programme: Programme, item: str) -> bool:
        shared = any(
            programme.id in pair and all(item in self.case.by_id[p].eligible for p in pair)
            for pair in self.case.same_cost_pairs
        )
        return shared or programme.own_share > 0 or self._has_maxbase(programme)

    def _has_maxbase(self, programme: Programme) -> bool:
        return programme.maxbase is not None and programme.maxbase < self.largest_base(programme)

    # Rules

    def bills_are_paid_once(self) -> Iterator[Row]:
        """Rule 1: money and donations for an item never exceed its cost; own cash takes the rest."""
        for item in self.case.items:
            terms = Terms(
                (money(p.id, item.id), Fraction(1))
                for p in self.case.by_id.values()
                if item.id in p.eligible
            )
            yield Row(rule=Rule.BILL, terms=terms.plus(donation(item.id)), most=Fraction(item.cost))

    def donations_are_limited(self) -> Row:
        """Rule 1: no more donations than there are."""
        terms = Terms((donation(item.id), Fraction(1)) for item in self.case.items)
        return Row(rule=Rule.DONATIONS, terms=terms, most=Fraction(self.case.donations))

    def money_stays_in_the_base(self, programme: Programme) -> Iterator[Row]:
        """Rule 2: a programme pays for the part of an item that stands in its base, and only if it is used."""
        for item in self.items[programme.id]:
            paid = Terms().plus(money(programme.id, item))
            if self._base_is_free(programme, item):
                within = Terms().plus(base(programme.id, item))
                terms = Terms(paid).plus_all(within, -1)
                yield Row(rule=Rule.ELIGIBLE, programmes=(programme.id,), terms=terms)
                whole = within.plus(use(programme.id), -self.case.cost_of[item])
                yield Row(rule=Rule.ELIGIBLE, programmes=(programme.id,), terms=whole)
            most = min(Fraction(self.case.cost_of[item]), self.largest_grant(programme))
            terms = paid.plus(use(programme.id), -most)
            yield Row(rule=Rule.ELIGIBLE, programmes=(programme.id,), terms=terms)

    def grant_within_rate(self, programme: Programme) -> Iterator[Row]:
        """Rule 3: the grant is at most its rate of the base (a fixed one only if a rate is given)."""
        if programme.bounding_rate is not None:
            terms = self.grant(programme).plus_all(
                self.base_of(programme), -programme.bounding_rate
            )
            yield Row(rule=Rule.RATE, programmes=(programme.id,), terms=terms)

    def fixed_grant_in_full(self, programme: Programme) -> Iterator[Row]:
        """Rule 3: a fixed grant is paid in full or not at all."""
        if programme.fixed_amount is not None:
            exact = self.grant(programme).plus(use(programme.id), -programme.fixed_amount)
            yield Row(rule=Rule.AMOUNT, programmes=(programme.id,), terms=exact)
            exact = Terms().plus_all(exact, -1)
            yield Row(rule=Rule.AMOUNT, programmes=(programme.id,), terms=exact)

    def grant_within_bounds(self, programme: Programme) -> Iterator[Row]:
        """Rule 3: at least the Bagatellgrenze (and one cent), at most the ceiling."""
        least = Terms().plus(use(programme.id), programme.least_grant)
        terms = least.plus_all(self.grant(programme), -1)
        yield Row(rule=Rule.MIN, programmes=(programme.id,), terms=terms)
        if programme.max is not None:
            most = min(programme.max, self.largest_base(programme))
            terms = self.grant(programme).plus(use(programme.id), -most)
            yield Row(rule=Rule.MAX, programmes=(programme.id,), terms=terms)

    def base_within_bounds(self, programme: Programme) -> Iterator[Row]:
        """Rule 3: minbase <= base <= maxbase."""
        if programme.minbase:
            terms = Terms().plus(use(programme.id), programme.minbase)
            terms.plus_all(self.base_of(programme), -1)
            yield Row(rule=Rule.MINBASE, programmes=(programme.id,), terms=terms)
        if self._has_maxbase(programme):
            terms = self.base_of(programme).plus(use(programme.id), -(programme.maxbase or 0))
            yield Row(rule=Rule.MAXBASE, programmes=(programme.id,), terms=terms)

    def own_share_is_met(self, programme: Programme) -> Iterator[Row]:
        """Rule 4: own cash (and donations, if they count) on its items, and volunteer work, reach the own share."""
        if not programme.own_share:
            return
        terms = Terms().plus_all(self.base_of(programme), programme.own_share)
        terms.plus(use(programme.id), -programme.inkind_recognised)
        terms.plus_all(self._paid(tuple(self.case.by_id.values()), programme))
        if not programme.donations_count:
            terms.plus_all({donation(item): Fraction(1) for item in self.items[programme.id]})
        cost = sum(self.case.cost_of[item] for item in self.items[programme.id])
        yield Row(rule=Rule.OWN_SHARE, programmes=(programme.id,), terms=terms, most=Fraction(cost))

    def public_money_is_capped(self, programme: Programme) -> Iterator[Row]:
        """Rule 5: all public money on its items is at most a share of its base, if the programme is used."""
        if programme.public_cap is None:
            return
        cost = sum(self.case.cost_of[item] for item in self.items[programme.id])
        public = tuple(p for p in self.case.by_id.values() if p.public)
        terms = self._paid(public, programme).plus(use(programme.id), cost)
        terms.plus_all(self.base_of(programme), -programme.public_cap)
        yield Row(
            rule=Rule.PUBLIC_CAP, programmes=(programme.id,), terms=terms, most=Fraction(cost)
        )

    def cofinancing_is_met(self, programme: Programme) -> Iterator[Row]:
        """Rule 6: the national public money of others on its items is at least a share of the grant."""
        if not programme.cofin:
            return
        national = tuple(
            p for p in self.case.by_id.values() if p.national_public and p.id != programme.id
        )
        terms = Terms().plus_all(self.grant(programme), programme.cofin)
        terms.plus_all(self._paid(national, programme), -1)
        yield Row(rule=Rule.COFIN, programmes=(programme.id,), terms=terms)

    def required_programmes_are_used(self, programme: Programme) -> Iterator[Row]:
        """Rule 7: no programme without those that it requires."""
        for other in sorted(set(programme.requires) - {programme.id}):
            terms = Terms().plus(use(programme.id)).plus(use(other), -1)
            yield Row(rule=Rule.REQUIRES, programmes=(programme.id, other), terms=terms)

    def project_conflicts_are_kept(self) -> Iterator[Row]:
        """Rules 3 and 7: not both in one project; a full financing stands alone."""
        for a, b in sorted(self.case.exclusive_pairs):
            terms = Terms().plus(use(a)).plus(use(b))
            yield Row(rule=Rule.PROJECT_CONFLICT, programmes=(a, b), terms=terms, most=Fraction(1))

    def same_cost_conflicts_are_kept(self) -> Iterator[Row]:
        """Rule 7: not both on the same part of an item."""
        for a, b in self.case.same_cost_pairs:
            for item in self.case.items:
                if item.id in self.case.by_id[a].eligible & self.case.by_id[b].eligible:
                    terms = self.base_part(self.case.by_id[a], item.id)
                    terms.plus_all(self.base_part(self.case.by_id[b], item.id))
                    most = Fraction(item.cost)
                    yield Row(
                        rule=Rule.SAME_COST_CONFLICT, programmes=(a, b), terms=terms, most=most
                    )

    def de_minimis_is_kept(self) -> Iterator[Row]:
        """Rule 8: de-minimis grants fit into the room that is left."""
        if self.case.de_minimis_left is None:
            return
        terms = Terms()
        for programme in self.case.by_id.values():
            if programme.de_minimis:
                terms.plus_all(self.grant(programme))
        most = Fraction(min(self.case.de_minimis_left, self.case.cost))
        yield Row(rule=Rule.DE_MINIMIS, terms=terms, most=most)
