"""Pairing of quotation marks."""

import pytest

from kg.extract.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We leave," Ana said. "Now."', ["We leave,", "Now."]),
        ("“We leave,” Ana said.", ["We leave,"]),
        ("«We leave», Ana said.", ["We leave"]),
        ("``We leave,'' Ana said.", ["We leave,"]),
        ("''We leave,'' Ana said. ''Now.''", ["We leave,", "Now."]),
        ("'We won't leave,' Ana said. 'Not now.'", ["We won't leave,", "Not now."]),
        ("‘The miners’ union won,’ she said.", ["The miners’ union won,"]),
        ("the miners' union and the drivers' club", []),
        ("It was the '90s, and rock 'n' roll was king.", []),
        ('A 6" pipe lay there.', []),
        ("He said \"yes\" and then 'no' to the bosses' plan.", ["yes", "no"]),
    ],
)
def test_marks_pair(text: str, inner: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] for q in find_quotes(text)] == inner


def test_nested_quotation_has_greater_depth() -> None:
    text = "\"Ben told me 'go home' and left,\" she said."
    assert [(text[q.inner_start : q.inner_end], q.depth) for q in find_quotes(text)] == [
        ("Ben told me 'go home' and left,", 0),
        ("go home", 1),
    ]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
def test_quotation_over_paragraphs_continues(opening: str, closing: str) -> None:
    text = f"{opening}First part.\n\n{opening}Second part,{closing} she said."
    first, second = find_quotes(text)
    assert (text[first.inner_start : first.inner_end], first.continues, first.closed) == ("First part.", True, False)
    assert (text[second.inner_start : second.inner_end], second.closed) == ("Second part,", True)


def test_unclosed_mark_ends_with_its_paragraph() -> None:
    text = "“We will see, he said.\nThe road is closed."
    (quote,) = find_quotes(text)
    assert text[quote.inner_start : quote.inner_end] == "We will see, he said."
    assert not quote.closed


def test_mark_that_opens_again_ends_the_unclosed_one() -> None:
    text = '"It is late. "We go," he said. "Now."'
    assert [text[q.inner_start : q.inner_end] for q in find_quotes(text)] == ["It is late.", "We go,", "Now."]


def test_wrapped_line_stays_one_quotation() -> None:
    text = 'She said: "Never\nagain," and left.'
    (quote,) = find_quotes(text)
    assert text[quote.inner_start : quote.inner_end] == "Never\nagain,"


def test_text_without_marks_gives_nothing() -> None:
    assert find_quotes("Nobody said a word.") == []
