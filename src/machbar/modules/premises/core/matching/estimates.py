"""Figures by which matching estimates and draws lines, each with its source or marked as our own estimate.

The prices are round sums for a first talk, never an offer: they order suggestions and say "about" wherever shown.
"""

from datetime import time

RAMP_CENTS = 80_000
"""A movable ramp for one step, about 800 EUR: our estimate (design, face/10-raum.html)."""
WATER_CENTS = 250_000
"""Laying water and a drain a few metres to a ground floor: our estimate."""
TOILET_CENTS = 600_000
"""Building in a toilet where water and drain are near: our estimate."""
POWER_CENTS = 200_000
"""A sub-distribution with some sockets: our estimate."""
HEATING_CENTS = 300_000
"""Two or three electric or gas heaters with their connection: our estimate."""
INTERNET_CENTS = 50_000
"""A connection or a mobile router for the first year: our estimate."""

RENT_FAR_PERCENT = 200
"""From twice the highest rent on nobody closes the gap by talking: our estimate."""
AREA_FAR_PERCENT = 200
"""More than twice what is wanted, or less than half, is another kind of room: our estimate."""
NIGHT_BEGINS = time(22, 0)
"""Night-time in the noise rules is 22 to 6 o'clock (TA Lärm, No. 6.4)."""
EVENING_BEGINS = time(20, 0)
"""Noise by day and until here is ordinary for a shop: what the house says to it is a question, not an obstacle."""
NO_QUIET = time(23, 59)
"""The register's mark for *no limit* (models.Unit.quiet_from)."""
