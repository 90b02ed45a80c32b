import pytest

from machbar.reasoning.german import Theme, read_themes, themes


def test_themes_are_read_with_label_and_examples() -> None:
    entry = {"id": "wald", "label": "Wald", "examples": ["Bäume im Wald"]}

    (theme,) = read_themes({"themes": [entry]})

    assert theme == Theme(id="wald", label="Wald", examples=("Bäume im Wald",))
    assert theme.sentences == ("Wald", "Bäume im Wald")


def test_a_theme_that_stands_there_twice_is_refused() -> None:
    entry = {"id": "wald", "label": "Wald", "examples": []}

    with pytest.raises(ValueError, match="a theme stands there twice"):
        read_themes({"themes": [entry, entry]})


def test_every_theme_of_ours_has_an_example() -> None:
    assert [theme.id for theme in themes() if not theme.examples] == []
    assert len(themes()) >= 60
