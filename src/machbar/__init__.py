"""MachBar: from a sentence at the counter to a funded, realised project (the Lutter model for small towns)."""

__version__ = "0.1.0"
