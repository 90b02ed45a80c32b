"""What owners are told at the first contact (Art. 13 and 14 GDPR): the same sentences by mail and by letter."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from machbar.foundation.towns.models import Town
from machbar.modules.premises.labels.units import place_of
from machbar.modules.premises.models import Owner, Unit


def first_letter(owner: Owner, units: Sequence[Unit], *, town: Town) -> tuple[str, ...]:
    """The paragraphs: why we write, who keeps what, from where, what for, who sees it, how long, which rights."""
    words = {
        "house": town.house_name,
        "town": town.name,
        "where": ", ".join(
            part for part in (town.address, town.contact_phone, town.contact_email) if part
        ),
        "source": owner.source or _("a source that nobody has noted"),
        "rooms": "; ".join(place_of(unit) for unit in units) or _("a room in our town"),
    }
    return (
        _(
            "the %(house)s %(town)s brings owners of empty rooms together with people who look for one. Small and for "
            "a time is the normal case. We write because of: %(rooms)s."
        )
        % words,
        _("Nothing about it is public. What may be shown, you alone decide, part by part.") % words,
        _(
            "Who keeps what: the %(house)s %(town)s (%(where)s) keeps your name, how we reach you, which rooms belong "
            "to you, and what we know of the rooms. We know you from: %(source)s."
        )
        % words,
        _(
            "What for: to ask you, and to bring you together with somebody. The basis is our legitimate interest in "
            "rooms that are used (Art. 6 (1) f GDPR); what becomes public rests on your consent (Art. 6 (1) a GDPR)."
        ),
        _(
            "Who sees it: your name and how we reach you only the project guide, and somebody who looks for a room "
            "only after you have agreed. We keep it as long as we mediate for you, and delete it when you say so."
        ),
        _(
            "Your rights: you may ask what we keep, have it corrected, restricted or deleted, and object at any time "
            "without giving a reason. One sentence to us is enough. You may also complain to the data protection "
            "authority of your federal state."
        ),
        _(
            "On your own page you see what we keep of your rooms, correct it, tick what may be public, and take "
            "everything back with one button. Please keep the address to yourself."
        ),
    )


def said_on_the_phone(owner: Owner, units: Sequence[Unit], *, town: Town) -> tuple[str, str]:
    """The two sentences that are said on the phone: why we call and what we keep, and what the owner can do."""
    words = {
        "house": town.house_name,
        "town": town.name,
        "source": owner.source or _("a source that nobody has noted"),
        "rooms": "; ".join(place_of(unit) for unit in units) or _("a room in our town"),
    }
    return (
        _(
            "We are the %(house)s %(town)s and call because of %(rooms)s: so that we can ask you, we keep your name "
            "and your number, and we know you from: %(source)s."
        )
        % words,
        _(
            "Only the project guide sees it, nothing of it is public, and one sentence from you is enough to have it "
            "corrected or deleted; the rest we send you in writing if you like."
        ),
    )


def opening(owner: Owner) -> str:
    """How letters to this owner begin."""
    return owner.salutation or _("Good day, %(name)s,") % {"name": owner.name}
