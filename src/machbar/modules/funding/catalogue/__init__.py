"""The catalogue of programmes that comes with MachBar: our own records, each with source, date and doubts."""

from pathlib import Path

CATALOGUE = Path(__file__).with_name("programmes.jsonl")
