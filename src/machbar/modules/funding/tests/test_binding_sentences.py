"""What would have to change, in words: no code of the core goes without a sentence."""

import pytest

from machbar.modules.funding.core.financing import Rule
from machbar.modules.funding.labels import BINDING, SILENT, binding_sentences

NAMES = {"P": "Programm P", "Q": "Programm Q"}


def test_every_rule_has_words_or_never_binds() -> None:
    assert set(BINDING) | SILENT == set(Rule)
    assert not set(BINDING) & SILENT


@pytest.mark.parametrize("rule", sorted(BINDING))
def test_each_rule_is_a_german_sentence(rule: Rule) -> None:
    [sentence] = binding_sentences([f"{rule}:P+Q"], NAMES)

    assert sentence.endswith(".")
    assert "%" not in sentence
    assert str(BINDING[rule]) != BINDING[rule]._args[0]  # type: ignore[attr-defined] # the English source


def test_codes_become_sentences_with_the_names_of_the_programmes() -> None:
    codes = ["own_cash", "minbase:P", "full:Q", "project_conflict:P+Q"]

    assert binding_sentences(codes, NAMES) == [
        "Das vorhandene eigene Geld reicht für keinen Plan.",
        "Programm P verlangt höhere Kosten, als hier angerechnet werden können.",
        "Programm Q bezahlt alles allein und lässt kein anderes Programm zu.",
        "Programm P + Programm Q: Nur eines von beiden darf im selben Projekt zahlen.",
    ]
