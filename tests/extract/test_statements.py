"""Who said what: cues, contents and speakers of every construction, on the shipped pipeline."""

import pytest

from tests.extract.statement_reader import Read, statements

CONSTRUCTIONS = [
    # a finite clause
    ("Maria Lopez said that the bridge was closed.", "Maria Lopez", "the bridge was closed"),
    ("Maria Lopez claimed the bridge was closed.", "Maria Lopez", "the bridge was closed"),
    ("Maria Lopez told reporters that the bridge was closed.", "Maria Lopez", "the bridge was closed"),
    ("Maria Lopez said late on Tuesday no bridge was closed.", "Maria Lopez", "no bridge was closed"),
    ("Maria Lopez told reporters last week the bridge was closed.", "Maria Lopez", "the bridge was closed"),
    ("Norway warned that the bridge would be closed.", "Norway", "the bridge would be closed"),
    ("Maria Lopez asked whether the bridge was closed.", "Maria Lopez", "whether the bridge was closed"),
    # an infinitive
    ("Norway urged Sweden to open the bridge.", "Norway", "to open the bridge"),
    ("Maria Lopez ordered the police to open the bridge.", "Maria Lopez", "to open the bridge"),
    ("Norway threatened to close the border.", "Norway", "to close the border"),
    ("Maria Lopez promised to open the bridge.", "Maria Lopez", "to open the bridge"),
    ("Norway called on Sweden to open the bridge.", "Norway", "to open the bridge"),
    ("Maria Lopez invited John Miller to visit Oslo.", "Maria Lopez", "to visit Oslo"),
    # a noun phrase
    ("Norway rejected the proposal.", "Norway", "the proposal"),
    ("Maria Lopez denied the allegations.", "Maria Lopez", "the allegations"),
    ("Norway announced new sanctions.", "Norway", "new sanctions"),
    ("Maria Lopez praised the new agreement.", "Maria Lopez", "the new agreement"),
    ("Norway called for an independent inquiry.", "Norway", "an independent inquiry"),
    # an object with what is said of it
    ("Norway accused Sweden of spying on its ships.", "Norway", "Sweden of spying on its ships"),
    ("Maria Lopez blamed John Miller for the delay.", "Maria Lopez", "John Miller for the delay"),
    ("Maria Lopez described the deal as a mistake.", "Maria Lopez", "the deal as a mistake"),
    ("Maria Lopez called John Miller a liar.", "Maria Lopez", "John Miller a liar"),
    ("Maria Lopez described families playing in the park.", "Maria Lopez", "families playing in the park"),
    ("A woman asked Maria Lopez what she thought of the plan.", "woman", "what she thought of the plan"),
    ("Norway strengthened its fleet, committing to send more ships.", "Norway", "to send more ships"),
    ("Maria Lopez impressed upon the crew not to leave the port.", "Maria Lopez", "not to leave the port"),
    ("Maria Lopez attacked the proposal of the council.", "Maria Lopez", "the proposal of the council"),
    ("Norwegian officials told the BBC they would not pay.", "Norwegian officials", "they would not pay"),
    # a gerund
    ("Norway proposed holding new talks.", "Norway", "holding new talks"),
    # a source named by an adposition
    ("The bridge was closed at noon, according to the police.", "police", "The bridge was closed at noon"),
    ("Norway's government has communicated that it is ready to talk.", "Norway", "it is ready to talk"),
    ("Those close to her say that the bridge was closed.", "those close to her", "the bridge was closed"),
    # a body or a name of which nothing else is known
    ("The campaign has argued that the vote was fair.", "campaign", "the vote was fair"),
    # the cue inside and after
    ("The bridge, Maria Lopez said, was closed at noon.", "Maria Lopez", "The bridge … was closed at noon"),
    ("The bridge was closed at noon, Maria Lopez said on Monday.", "Maria Lopez", "The bridge was closed at noon"),
    ("The bridge was closed at noon, said Maria Lopez.", "Maria Lopez", "The bridge was closed at noon"),
    ("As Maria Lopez said, the bridge was closed at noon.", "Maria Lopez", "the bridge was closed at noon"),
    # nouns
    ("Norway issued a warning that the bridge would be closed.", "Norway", "the bridge would be closed"),
    ("The court heard Norway's denial that it had closed the bridge.", "Norway", "it had closed the bridge"),
    ("Norway's rejection of the deal surprised many.", "Norway", "the deal"),
    ("Norway's demands include a new treaty.", "Norway", "a new treaty"),
    ("Norway's message was that the bridge was closed.", "Norway", "the bridge was closed"),
    # a passive with its agent; "Post" is no document here
    ("The trip was first reported by the Washington Post.", "The Washington Post", "The trip"),
    ("The proposal was rejected by Norway.", "Norway", "The proposal"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), CONSTRUCTIONS)
def test_construction(read: Read, text: str, speaker: str, content: str) -> None:
    found = [(said.speakers, " … ".join(said.content)) for said in statements(read, text)]
    assert ((speaker,), content) in found


@pytest.mark.parametrize(
    "text",
    [
        "The weather suggests a slow recovery.",
        "Norway and Sweden share a long border.",
        "Maria Lopez believes that the bridge is closed.",
        "Maria Lopez declined to comment.",
        "Maria Lopez did not say where she would go.",
        "Maria Lopez welcomed John Miller to her house.",
        "If Norway denies the claims, the talks may fail.",
        "Norway could announce new sanctions.",
        "The vote will be held according to plan.",
        "Maria Lopez was told to leave.",
        "Parliament passed the law on Monday.",
        "Norway called the meeting.",
        "The troops attacked the town.",
        "Maria Lopez left after his refusal to say that the bridge was closed.",
        "Officials were unable to explain the closing of the bridge.",
        "Norway recalled its ambassador to Sweden for consultations.",
        "Norway's prime minister dismissed the defence minister on Monday.",
        "Maria Lopez will defend her title on Sunday.",
        "Norway is committed to the port.",
        "A sailor asked not to be named.",
        "Maria Lopez welcomed delegates to the conference.",
        "They sailed according to the laws of the sea.",
    ],
)
def test_no_statement(read: Read, text: str) -> None:
    assert [said.content for said in statements(read, text)] == []


@pytest.mark.parametrize(
    ("text", "speaker", "content", "form"),
    [
        ('"The bridge is closed," Maria Lopez said.', "Maria Lopez", "The bridge is closed,", "direct"),
        ('"The bridge is closed," said Maria Lopez.', "Maria Lopez", "The bridge is closed,", "direct"),
        ('Maria Lopez said: "The bridge is closed."', "Maria Lopez", "The bridge is closed.", "direct"),
        ('Maria Lopez said the bridge was "not safe" for cars.', "Maria Lopez", 'the bridge was "not safe" for cars', "mixed"),
        ("Maria Lopez said the bridge was closed.", "Maria Lopez", "the bridge was closed", "indirect"),
        (
            "Maria Lopez said that “we need more money” for the new bridge.",
            "Maria Lopez",
            "we need more money” for the new bridge",
            "mixed",
        ),
        (
            '"We will go," Maria Lopez said, "and we will win."',
            "Maria Lopez",
            "We will go, … and we will win.",
            "direct",
        ),
        (
            '"We will go," Maria Lopez told reporters on Monday. "They know that we will win."',
            "Maria Lopez",
            "We will go, … They know that we will win.",
            "direct",
        ),
        ('"It is late. We will go," Maria Lopez said.', "Maria Lopez", "It is late. We will go,", "direct"),
        ("''It is very late now,'' Maria Lopez said. ''We go.''", "Maria Lopez", "It is very late now, … We go.", "direct"),
        (
            'Maria Lopez told CNN that "they closed the bridge. What they are doing is wrong."',
            "Maria Lopez",
            "they closed the bridge. What they are doing is wrong.",
            "direct",
        ),
        (
            'Maria Lopez called the plan of Sweden "a true wake-up call" to its sailors.',
            "Maria Lopez",
            'the plan of Sweden "a true wake-up call',
            "mixed",
        ),
    ],
)
def test_quotation(read: Read, text: str, speaker: str, content: str, form: str) -> None:
    found = [(said.speakers, " … ".join(said.content), said.telling.form) for said in statements(read, text)]
    assert ((speaker,), content, form) in found


def test_quotation_goes_on_in_the_next_paragraph(read: Read) -> None:
    text = '"The road is closed," Maria Lopez said.\n\n"We will open it next week when the snow is gone."'
    (said,) = statements(read, text)
    assert said.content == ("The road is closed,", "We will open it next week when the snow is gone.")


def test_quotation_after_a_colon_without_cue_of_saying(read: Read) -> None:
    text = 'Maria Lopez gave another account: "I left the house before the fire began."'
    (said,) = statements(read, text)
    assert (said.speakers, said.telling.form) == (("Maria Lopez",), "direct")


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Maria Lopez said the talks had failed, adding that Norway would leave.",
            ["the talks had failed", "Norway would leave"],
        ),
        (
            "Maria Lopez accused John Miller of fraud and said he should resign.",
            ["John Miller of fraud", "he should resign"],
        ),
        ("Maria Lopez criticized the deal, calling it a disgrace.", ["the deal", "it a disgrace"]),
    ],
)
def test_chain_of_cues_shares_the_speaker(read: Read, text: str, contents: list[str]) -> None:
    found = statements(read, text)
    assert [" … ".join(said.content) for said in found] == contents
    assert {said.speakers for said in found} == {("Maria Lopez",)}


def test_pronoun_means_who_spoke_last(read: Read) -> None:
    text = "John Miller said Peter Brown was ill. He said the meeting was off."
    last = statements(read, text)[-1]
    assert (last.speakers, last.telling.speaker_text) == (("John Miller",), "He")


def test_joint_speakers(read: Read) -> None:
    (said,) = statements(read, "Norway and Sweden condemned the attack.")
    assert said.speakers == ("Norway", "Sweden")


def test_document_speaks_for_its_issuer(read: Read) -> None:
    said = statements(read, "Norway released a statement saying that the port was closed.")[-1]
    assert (said.speakers, said.content, said.medium) == (("Norway",), ("the port was closed",), ("statement",))


def test_unnamed_parties_speak_by_their_statements(read: Read) -> None:
    (said,) = statements(read, "Both sides issued statements saying the talks had been useful.")
    assert (said.speakers, said.content, said.medium) == (("sides",), ("the talks had been useful",), ("statement",))


def test_who_is_praised_for_saying_said_it(read: Read) -> None:
    outer, inner = statements(read, "Bishops are praising Norway for pressing for the release of the pastor.")
    assert (inner.speakers, inner.told_by) == (("Norway",), outer.speakers)


def test_quantity_of_people_speaks(read: Read) -> None:
    (said,) = statements(read, "About 60 percent of voters say the tax is unfair.")
    assert said.content == ("the tax is unfair",)


def test_offsets_and_passage(read: Read) -> None:
    text = "On Friday, Maria Lopez said that the bridge was closed, and left."
    (said,) = statements(read, text)
    telling = said.telling
    assert telling.cue is not None
    assert telling.cue.text == "said"
    for passage in (telling.passage, telling.cue, *telling.content):
        assert text[passage.start : passage.end] == passage.text
    assert telling.passage.text.startswith("On Friday, Maria Lopez said")


def test_verb_and_its_noun_are_one_statement(read: Read) -> None:
    (said,) = statements(read, "Maria Lopez expressed doubts that the bridge would be closed.")
    assert said.content == ("doubts that the bridge would be closed",)


def test_what_one_is_urged_to_say_is_not_said(read: Read) -> None:
    (said,) = statements(read, "Experts urged Maria Lopez to denounce the treaty.")
    assert said.speakers == ("experts",)


def test_the_claim_of_somebody_else_in_the_words_of_a_verb_is_another_statement(read: Read) -> None:
    outer, inner = statements(read, "Norway denied Sweden's accusation that it had closed the bridge.")
    assert (outer.speakers, inner.speakers, inner.told_by) == (("Norway",), ("Sweden",), ("Norway",))


def test_us_is_no_first_person(read: Read) -> None:
    text = '"We had assurances from the US that the border would stay open," Maria Lopez said.'
    inner = next(said for said in statements(read, text) if said.telling.cue and said.telling.cue.text == "assurances")
    assert inner.speakers == ("United States",)


def test_circumstance_of_the_act_is_no_content(read: Read) -> None:
    text = "Maria Lopez told John Miller to leave after he insulted the mayor."
    assert statements(read, text)[0].content == ("to leave",)


def test_next_sentence_after_a_quotation_is_no_content(read: Read) -> None:
    text = 'Maria Lopez told John Miller to "stay away." Both countries share a border.'
    assert [said.telling.passage.text for said in statements(read, text)] == ['Maria Lopez told John Miller to "stay away."']


def test_pronoun_is_not_found_inside_its_own_words(read: Read) -> None:
    text = 'John Miller praised the deal.\n\n"Peter Brown met them last week. It went well," he wrote.'
    assert statements(read, text)[-1].speakers == ("John Miller",)


def test_a_quoted_sentence_needs_no_pause_before_it(read: Read) -> None:
    text = 'Maria Lopez said on Friday "We made a plea to the king: do not close the bridge. He resisted."'
    (said,) = (s for s in statements(read, text) if s.telling.cue and s.telling.cue.text == "said")
    assert said.content == ("We made a plea to the king: do not close the bridge. He resisted.",)


CITED = [
    "Al Jazeera reported, citing security sources, that a mine caused the blast.",
    "A mine caused the blast, Al Jazeera reported, citing security sources.",
    "Al Jazeera, citing security sources, reported that a mine caused the blast.",
    "Citing security sources, Al Jazeera reported that a mine caused the blast.",
    "According to Al Jazeera, citing security sources, a mine caused the blast.",
]


@pytest.mark.parametrize("text", CITED)
def test_whom_an_outlet_cites_speaks(read: Read, text: str) -> None:
    (found,) = statements(read, text)
    assert (found.speakers, found.via) == (("security sources",), ("Al Jazeera",))
    assert [p.lower() for p in found.content] == ["a mine caused the blast"]
    assert found.telling.speaker_text == "security sources"


def test_a_pronoun_after_an_interview_announced(read: Read) -> None:
    """An announced interview has no words of its own; what follows it is read all the same."""
    text = "Maria Lopez gave an interview to Radio Sol on Friday. She said the bridge was closed. She added it was old."
    assert [s.speakers for s in statements(read, text)] == [("Maria Lopez",), ("Maria Lopez",)]


def test_a_name_behind_a_role_is_no_part_of_what_its_bearer_says(read: Read) -> None:
    (found,) = statements(read, "According to former Daily Mail reporter Anna Bright, the minister resigned on Friday.")
    assert (found.speakers, found.content) == (("Anna Bright",), ("the minister resigned on Friday",))


def test_what_somebody_is_dubbed_ends_with_its_marks(read: Read) -> None:
    text = 'Mr Gray mocked the plan, dubbing Mr Brown "Sir Spendalot".\n\nHis rival said taxes were "far too" high.'
    found = {s.telling.cue.text: s.content for s in statements(read, text) if s.telling.cue}
    assert found["dubbing"] == ('Mr Brown "Sir Spendalot',)
    assert found["said"] == ('taxes were "far too" high',)


def test_words_in_marks_do_not_end_a_clause(read: Read) -> None:
    (found,) = statements(read, 'The inspector said it was "likely" Iran\'s doing.')
    assert found.content == ('it was "likely" Iran\'s doing',)


def test_a_quotation_that_has_its_cue_is_not_that_of_the_sentence_behind(read: Read) -> None:
    text = (
        'The senator took to social media, posting on Twitter, "Tonight we tested positive. We will get through this '
        'TOGETHER!" Yesterday afternoon Marine One landed on the lawn.'
    )
    (found,) = statements(read, text)
    assert found.telling.cue and found.telling.cue.text == "posting"


def test_a_clause_with_a_conjunction_is_no_aside_in_the_sentence(read: Read) -> None:
    text = (
        "The attack hit a movement camp in Yemen, but both Saudi Arabia and the United States have alleged Iranian involvement."
    )
    (found,) = statements(read, text)
    assert found.content == ("Iranian involvement",)


def test_a_post_ends_with_its_author_and_their_handle(read: Read) -> None:
    post = "They have freed so many of us. I disagree on some things, but give them time-4 now."
    (found,) = statements(read, f"The post was shared widely.\n\n{post} Ana Ruiz (@therealana)\n\nIt was removed later.")
    assert (found.speakers, found.content) == (("Ana Ruiz",), (post,))


def test_a_clause_whose_subject_the_parser_gave_to_the_cue_is_whole(read: Read) -> None:
    text = "The government has suggested the referendum on the charter could take place in spring."
    (found,) = statements(read, text)
    assert found.content == ("the referendum on the charter could take place in spring",)
