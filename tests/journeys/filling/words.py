"""A word that is too long for every box."""

LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
