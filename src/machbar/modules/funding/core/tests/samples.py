"""A record of the catalogue with everything a test does not set itself."""

from collections.abc import Mapping

RECORD: Mapping[str, object] = {
    "id": "probe",
    "name": "Probeprogramm",
    "funder": "Land",
    "level": "LAND",
    "fund_sources": ["LAND"],
    "themes": ["leerstand"],
    "eligible_applicants": ["verein"],
    "instrument": "zuschuss",
    "financing_type": "anteil",
    "rate_pct": 50,
    "max_eur": 10000,
    "status": "active",
    "as_of": "2026-05",
    "region": "Deutschland",
    "region_scope": "BUND",
    "summary_de": "Zuschuss für leere Läden",
    "source_url": "https://example.org/probe",
    "relevance": 2,
}
