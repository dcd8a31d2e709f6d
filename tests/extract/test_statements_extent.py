"""Which words a statement covers and whose quotation is whose, on the shipped pipeline."""

import pytest

from tests.extract.statement_reader import Read, statements


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Maria Lopez said John Miller's claim that the bridge was safe suggested the council may have been misled.",
            "John Miller's claim that the bridge was safe suggested the council may have been misled",
        ),
        ("Maria Lopez said Sunday's vote made the council weaker.", "Sunday's vote made the council weaker"),
        ("Maria Lopez told reporters the fire was likely “the same as before.”", "the fire was likely “the same as before."),
        ("Maria Lopez says the storm crossed the island, according to Reuters.", "the storm crossed the island"),
        ("Maria Lopez said the port was open, quoting the director of the harbour.", "the port was open"),
        ("Police charged him with fraud, claiming that the firm took money from abroad.", "him with fraud"),
    ],
)
def test_a_content_has_all_its_words_and_no_others(read: Read, text: str, content: str) -> None:
    assert statements(read, text)[0].content == (content,)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Maria Lopez criticized the new tax in an interview, saying: “Whoever had this idea did not understand the poor.”",
            [("the new tax",), ("Whoever had this idea did not understand the poor.",)],
        ),
        (
            'The club issued a statement which said, "The harbour has been safe for years."',
            [("The harbour has been safe for years.",)],
        ),
    ],
)
def test_a_quotation_is_that_of_the_nearest_cue_before_it(read: Read, text: str, contents: list[tuple[str, ...]]) -> None:
    assert [said.content for said in statements(read, text)] == contents


def test_a_quotation_of_the_next_paragraph_needs_a_cue_of_its_own(read: Read) -> None:
    text = (
        'The ferry will sail again, Maria Lopez wrote late on Friday in the U.S.\n\n"It will be faster than before," she said.'
    )
    first, second = statements(read, text)
    assert first.content == ("The ferry will sail again",)
    assert second.content == ("It will be faster than before,",)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Norway blames Sweden for the attack, which Sweden denies.", "Norway blames Sweden for the attack"),
        ("Norway blames Sweden for the attack, a charge that Sweden denies.", "a charge"),
        ("Norway has blamed Sweden for the attack, an allegation denied by Sweden.", "an allegation"),
    ],
)
def test_a_denial_and_what_it_denies_are_two_statements_of_the_outlet(read: Read, text: str, denied: str) -> None:
    found = {said.speakers[0]: said for said in statements(read, text)}
    assert found["Norway"].content == ("Sweden for the attack",)
    assert found["Sweden"].content == (denied,)
    assert {said.told_by for said in found.values()} == {()}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lopez was ill for months and according to the ministry she died in Oslo.", "she died in Oslo"),
        ("She built schools, and, according to CNN, was called the mother of the city.", "was called the mother of the city"),
    ],
)
def test_a_source_named_after_and_vouches_for_what_follows(read: Read, text: str, content: str) -> None:
    assert [said.content for said in statements(read, text)] == [(content,)]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez said — as reported by Reuters — “The bridge is closed and will stay so.”",
        "Maria Lopez said “The bridge is closed and will stay so”, as quoted by Reuters.",
    ],
)
def test_an_outlet_that_is_said_to_quote_relays(read: Read, text: str) -> None:
    (said,) = statements(read, text)
    assert (said.speakers, said.via) == (("Maria Lopez",), ("Reuters",))


def test_who_stands_behind_the_verb_goes_on_speaking(read: Read) -> None:
    text = (
        "While the king is keen to sail, he is unlikely to end the tests, said Scott Brown, a pilot at the port. "
        '"I doubt it," he added.'
    )
    assert [said.speakers for said in statements(read, text)][-1] == ("Scott Brown",)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Maria Lopez condemned the test “in the strongest words,” saying the rocket passed over Oslo.",
            "the rocket passed over Oslo",
        ),
        ("Maria Lopez has said the vote was fair and proposed last month that the mayor resign.", "the mayor resign"),
        ('"The ships left on Friday," Maria Lopez, who spoke at the port, told reporters.', "The ships left on Friday,"),
        ("Norway welcomed the decision to open the bridge, with a minister saying it was late.", "it was late"),
    ],
)
def test_the_last_cue_has_its_own_words(read: Read, text: str, content: str) -> None:
    assert statements(read, text)[-1].content == (content,)


def test_a_vow_never_to_do_something_is_made(read: Read) -> None:
    assert [said.telling.status for said in statements(read, "Norway has vowed never to give up its ships.")] == ["occurred"]


def test_a_report_that_one_cites_speaks_itself(read: Read) -> None:
    (said,) = statements(read, "Foreign ships have taken oil on board at sea, according to a published report.")
    assert (said.speakers, said.medium) == (("published report",), ("report",))


def test_offices_after_a_name_are_no_further_speakers(read: Read) -> None:
    (said,) = statements(read, "Maria Lopez, a Norwegian lawyer and a former minister who left in May, said the port was safe.")
    assert said.speakers == ("Maria Lopez",)


def test_a_statement_without_marks_goes_on_while_it_speaks_of_itself(read: Read) -> None:
    text = (
        "The minister Maria Lopez said:\n\nI very much welcome the agreement on the port.\n\n"
        "Norway faces great tasks. I congratulate all for their work.\n\nThe port of Oslo was built in 1900."
    )
    assert statements(read, text)[0].content[0].endswith("I congratulate all for their work.")


@pytest.mark.parametrize(
    ("text", "content", "medium", "addressees"),
    [
        ('Maria Lopez praised John Miller on Twitter: "He was the best of all."', "John Miller", ("Twitter",), ()),
        ("Maria Lopez commented on the fall of the mayor to CNN.", "the fall of the mayor", ("CNN",), ("CNN",)),
    ],
)
def test_a_content_ends_before_where_and_to_whom_it_was_said(
    read: Read, text: str, content: str, medium: tuple[str, ...], addressees: tuple[str, ...]
) -> None:
    said = statements(read, text)[0]
    assert (said.content[0], said.medium, said.addressees) == (content, medium, addressees)
