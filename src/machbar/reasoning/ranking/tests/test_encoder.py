import numpy as np

from machbar.reasoning.ranking import (
    DIMENSIONS,
    MODEL,
    sentence_encoder,
    stored_vectors,
    text_hash,
    without_encoder,
)


def test_sentences_of_one_meaning_lie_closer_than_others() -> None:
    shop, store, pond = sentence_encoder(
        ["Ein leerer Laden", "Ein unbenutztes Geschäft", "Ein Teich für Frösche"]
    )

    assert shop @ store > shop @ pond
    assert shop.shape == (DIMENSIONS,)


def test_the_same_text_has_the_same_vector_alone_and_with_others() -> None:
    alone = sentence_encoder(["Ein leerer Laden"])
    together = sentence_encoder(["Ein Teich", "Ein leerer Laden"])

    assert np.allclose(alone[0], together[1], atol=2e-6)


def test_no_texts_have_no_vectors() -> None:
    assert sentence_encoder([]).shape == (0, DIMENSIONS)


def test_stored_vectors_stand_in_for_the_encoder() -> None:
    rows = sentence_encoder(["Laden", "Teich"])
    encode = stored_vectors(
        {text_hash("Laden"): rows[0].tolist(), text_hash("Teich"): rows[1].tolist()}
    )

    found = encode(["Teich", "Laden"])

    assert found is not None
    assert np.array_equal(found, rows[::-1])


def test_one_missing_vector_makes_the_caller_fall_back() -> None:
    encode = stored_vectors({text_hash("Laden"): [0.0] * DIMENSIONS})

    assert encode(["Laden", "Teich"]) is None
    assert without_encoder(["Laden"]) is None


def test_the_hash_changes_with_text_and_names_the_model() -> None:
    assert text_hash("a") != text_hash("b")
    assert text_hash("a") == text_hash("a")
    assert "0.2.1" in MODEL
