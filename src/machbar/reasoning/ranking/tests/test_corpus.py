import numpy as np
import pytest

from machbar.reasoning.german import thesaurus
from machbar.reasoning.ranking import (
    Corpus,
    Document,
    Encode,
    Evidence,
    analyse_query,
    build_corpus,
    evidence_for,
    fused,
    query_texts_to_encode,
    sentence_encoder,
    signals,
    standardised,
    stored_vectors,
    text_hash,
    text_to_encode,
    theme_texts_to_encode,
    without_encoder,
)

DOCUMENTS = (
    Document(key="library", text="Zuschuss für öffentliche Bibliotheken", tags=("bibliothek",)),
    Document(key="light", text="Energieeffiziente Außenbeleuchtung"),
    Document(key="pond", text="Renaturierung von Gewässern und Biotopen"),
)


def best(corpus: Corpus, text: str, encode: Encode) -> str:
    query = analyse_query(text, corpus, encode=encode)
    scores = fused(signals(query, corpus), len(DOCUMENTS))
    return DOCUMENTS[int(scores.argmax())].key


@pytest.mark.parametrize("encode", [sentence_encoder, without_encoder])
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Neue Regale für die Bücherei", "library"),
        ("Die Laternen im Dorf", "light"),
        ("Ein Teich für Frösche", "pond"),
    ],
)
def test_everyday_words_find_the_administrative_text(encode: Encode, text: str, key: str) -> None:
    assert best(build_corpus(DOCUMENTS, encode=encode), text, encode) == key


def test_without_vectors_the_signal_of_meaning_is_missing() -> None:
    with_it = build_corpus(DOCUMENTS, encode=sentence_encoder)
    without = build_corpus(DOCUMENTS, encode=without_encoder)

    known = analyse_query("Laternen", with_it, encode=sentence_encoder)
    forgotten = analyse_query("Laternen", with_it, encode=without_encoder)
    lists = analyse_query("Laternen", without, encode=sentence_encoder)

    assert sorted(signals(known, with_it)) == ["concepts", "meaning", "themes", "words"]
    assert sorted(signals(forgotten, with_it)) == ["concepts", "themes", "words"]
    assert sorted(signals(lists, without)) == ["concepts", "themes", "words"]


def test_stored_vectors_rank_like_the_encoder() -> None:
    asked = "Ein Teich für Frösche"
    texts = [*theme_texts_to_encode(), *query_texts_to_encode(asked)]
    texts += [text_to_encode(document) for document in DOCUMENTS]
    rows = sentence_encoder(texts)
    stored = stored_vectors(
        {text_hash(text): row.tolist() for text, row in zip(texts, rows, strict=True)}
    )

    direct = build_corpus(DOCUMENTS, encode=sentence_encoder)
    indirect = build_corpus(DOCUMENTS, encode=stored)
    ours = signals(analyse_query(asked, direct, encode=sentence_encoder), direct)
    theirs = signals(analyse_query(asked, indirect, encode=stored), indirect)

    assert sorted(ours) == sorted(theirs)
    assert all(np.allclose(ours[name], theirs[name], atol=1e-4) for name in ours)


def test_vectors_of_documents_without_those_of_the_themes_do_not_count() -> None:
    texts = [text_to_encode(document) for document in DOCUMENTS]
    rows = sentence_encoder(texts)
    stored = stored_vectors(
        {text_hash(text): row.tolist() for text, row in zip(texts, rows, strict=True)}
    )

    assert build_corpus(DOCUMENTS, encode=stored).vectors is None


def test_a_hit_names_words_and_themes_that_made_it() -> None:
    corpus = build_corpus(DOCUMENTS, encode=without_encoder)
    query = analyse_query("Zuschuss für unsere Bücherei", corpus, encode=without_encoder)

    found = evidence_for(query, corpus, 0)

    assert found == Evidence(
        concepts=(("bibliothek", ("Bücherei",), ("Bibliotheken", "öffentliche Bibliotheken")),),
        words=(("Zuschuss", "Zuschuss"),),
        themes=("Bibliothek",),
    )


def test_a_word_of_which_only_a_part_is_shared_stands_beside_the_word_of_the_document() -> None:
    documents = [
        Document(key="a", text="Gestaltung von Marktplätzen und Wegen"),
        Document(key="b", text="Chöre"),
    ]
    corpus = build_corpus(documents, encode=without_encoder)
    query = analyse_query("Der Zollplatz braucht einen Weg", corpus, encode=without_encoder)

    found = evidence_for(query, corpus, 0).words

    assert sorted(found) == [("Weg", "Weg"), ("Zollplatz", "Marktplätzen")]


def test_expansions_add_the_words_of_the_other_side() -> None:
    lists = thesaurus()

    plain_text, expanded = query_texts_to_encode("Neue Laternen", lists)
    document_expanded = text_to_encode(DOCUMENTS[1], lists)

    assert plain_text == "Neue Laternen"
    assert "beleuchtung" in expanded
    assert document_expanded.startswith(DOCUMENTS[1].text)
    assert "laterne" in document_expanded


def test_scores_that_do_not_differ_are_all_zero_when_standardised() -> None:
    assert standardised(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]
    assert standardised(np.array([])).tolist() == []
    assert standardised(np.array([1.0, 3.0])).tolist() == [-1.0, 1.0]


def test_an_empty_corpus_answers_with_nothing() -> None:
    corpus = build_corpus((), encode=without_encoder)
    query = analyse_query("Laternen", corpus, encode=without_encoder)

    assert {name: len(scores) for name, scores in signals(query, corpus).items()} == {
        "concepts": 0,
        "themes": 0,
        "words": 0,
    }


def test_two_everyday_words_of_one_concept_explain_nothing() -> None:
    documents = (
        Document(key="hut", text="Bau einer Hütte am Weg"),
        Document(key="fund", text="Kleinprojekte im Dorf"),
    )
    corpus = build_corpus(documents, encode=without_encoder)
    query = analyse_query("Werkzeug", corpus, encode=without_encoder)

    assert evidence_for(query, corpus, 0).concepts == ()
    assert evidence_for(query, corpus, 1).concepts == (
        ("kleinprojekt", ("Werkzeug",), ("Kleinprojekte",)),
    )
