"""The events run reads its corpora as they are laid out."""

import pytest

from tests.quality.events import class_of, join, main


def test_join_keeps_the_place_of_words_and_sentences() -> None:
    text, words, lines = join([["Rebels", "attacked", "."], ["Talks", "failed"]])
    assert text == "Rebels attacked .\nTalks failed\n"
    assert [text[slice(*w)] for w in words] == ["Rebels", "attacked", ".", "Talks", "failed"]
    assert [text[slice(*line)] for line in lines] == ["Rebels attacked .", "Talks failed"]


@pytest.mark.parametrize(
    ("kind", "cls"),
    [
        ("Conflict.Attack.DetonateExplode", "MilitaryAction"),
        ("contact.discussion.meet", "Meeting"),
        ("contact.commandorder.meet", ""),
        ("Life.Die", ""),
    ],
)
def test_class_of(kind: str, cls: str) -> None:
    assert class_of(kind) == cls


def test_help_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    assert "--misses" in capsys.readouterr().out
