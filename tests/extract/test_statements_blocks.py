"""Words without marks: signed posts and announced paragraphs, on the shipped pipeline."""

from tests.extract.statement_reader import Read, statements


def test_a_signed_post_is_a_statement_of_who_signed(read: Read) -> None:
    (said,) = statements(read, "I am glad that the bridge is open. — Maria Lopez (@mlopez) October 13, 2016")
    assert (said.speakers, said.content) == (("Maria Lopez",), ("I am glad that the bridge is open.",))
    assert (said.telling.form, said.medium[0] in ("X", "Twitter")) == ("direct", True)
    assert said.telling.when.earliest == "2016-10-13"


def test_a_dash_before_a_name_alone_signs_nothing(read: Read) -> None:
    assert statements(read, "The bridge was opened by two ministers — Maria Lopez (Norway) and John Miller.") == []


def test_a_colon_at_the_end_of_a_paragraph_announces_the_next(read: Read) -> None:
    text = "After the visit, Maria Lopez said:\n\nThe bridge will open in May.\n\nIt rained all day."
    (said,) = statements(read, text)
    assert (said.speakers, said.content, said.telling.form) == (("Maria Lopez",), ("The bridge will open in May.",), "direct")


def test_a_colon_after_other_verbs_announces_nothing(read: Read) -> None:
    assert statements(read, "Maria Lopez crossed the bridge:\n\nThe bridge opened in May.") == []


def test_quotations_signed_with_a_name(read: Read) -> None:
    text = "“The port must stay open for everybody.” ― Carla Sanchez\n\n“He forgets the sailors of the north.” — Esther Tapia"
    assert [(said.speakers, said.content) for said in statements(read, text)] == [
        (("Carla Sanchez",), ("The port must stay open for everybody.",)),
        (("Esther Tapia",), ("He forgets the sailors of the north.",)),
    ]
