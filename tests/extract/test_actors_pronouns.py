"""Pronouns mean the actor that a reader takes them for."""

from collections.abc import Callable

import pytest

from kg.extract.actors import find_entities
from kg.language.parsed import ParsedArticle

Read = Callable[[str], ParsedArticle]


def meant(parsed: ParsedArticle, word: str) -> str:
    """Name of the entity that the last token with this text means."""
    entities = find_entities(parsed)
    token = [token for token in parsed.doc if token.text == word][-1]
    key = entities.of(token)
    return entities.by_key(key).name if key else ""


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Maria Lopez met Peter Smith in Rome. She thanked the hosts.", "She", "Maria Lopez"),
        ("Maria Lopez met Peter Smith in Rome. He thanked the hosts.", "He", "Peter Smith"),
        ("Peter Smith told John Brown that he would resign.", "he", "Peter Smith"),
        ("Peter Smith praised himself.", "himself", "Peter Smith"),
        ("Peter Smith spoke first. John Brown disliked him.", "him", "Peter Smith"),
        ("The spokeswoman left. She gave no reason.", "She", "spokeswoman"),
        ("Hamas denied the report. It accused Israel.", "It", "Hamas"),
        ("Protesters marched to the palace. They demanded reforms.", "They", "protesters"),
        ("Kenya and Uganda signed the treaty. They will open the border.", "They", "Kenya and Uganda"),
        ("Kenya fears a drought. Uganda promised help. Kenyan President Daniel Otieno raised its budget.", "its", "Kenya"),
    ],
)
def test_third_person(read: Read, text: str, word: str, name: str) -> None:
    assert meant(read(text), word) == name


def test_a_country_named_as_a_ground_is_rarely_it(read: Read) -> None:
    parsed = read(
        "The Dawn Front claimed the attack on the refinery. The blaze was put out on Saturday. The ministers of Kenya met."
        " Speaking in Kenya, Omar Haddad said it had used ten boats."
    )
    assert meant(parsed, "it") == "Dawn Front"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("The minister, who resigned on Friday, left.", "who", "minister"),
        ("Police searched for rebels who had fled.", "who", "rebels"),
        ("The rebels attacked the army, which fled.", "which", "army"),
    ],
)
def test_relative(read: Read, text: str, word: str, name: str) -> None:
    assert meant(read(text), word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("“I will not resign,” Peter Smith said.", "I", "Peter Smith"),
        ("Peter Smith said: “We have lost.”", "We", "Peter Smith"),
        ("“I am tired,” Maria Lopez said. “My term ends in May.”", "My", "Maria Lopez"),
    ],
)
def test_first_person_in_quotations(read: Read, text: str, word: str, name: str) -> None:
    assert meant(read(text), word) == name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hamas denied the report. It is clear that talks failed.", "It"),
        ("Hamas denied the report. It rained in Gaza.", "It"),
        ("Nobody knows what he wants.", "he"),
    ],
)
def test_pronouns_that_mean_nobody_known(read: Read, text: str, word: str) -> None:
    assert meant(read(text), word) == ""
