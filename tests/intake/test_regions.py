"""Boilerplate is skipped and never cut; what belongs to the article is all read."""

from __future__ import annotations

import pytest

from kg.intake.regions import find_regions
from tests.intake.pages import BODY, HEADLINE, article, read, wrapped


def test_a_wrapped_article_is_read_whole_and_alone() -> None:
    text = wrapped()
    made = article(text)
    assert made.text == text
    assert read(made) == [HEADLINE, f"{BODY[0]}\n\n{BODY[1]}", BODY[2], BODY[3]]
    assert made.source.headline == HEADLINE


def test_a_plain_text_is_read_whole() -> None:
    text = "\n\n".join(BODY)
    assert read(article(text)) == [text]


def test_one_line_without_a_headline_stays_whole() -> None:
    text = " ".join(BODY).replace("\n\n", " ")
    assert read(article(text)) == [text]


FURNITURE = [
    "Share on Facebook", "Related: Minister resigns over harbour deal", "READ MORE: Two killed in border clash",
    "Home > World > Norland", "By Jane Miller",
    "Photo: A soldier at the crossing / Getty Images", "Advertisement", "██ Held by Sudmark", "Haberler yükleniyor...",
    "17:43", "3 min read",
    "Follow us on Telegram for updates", "El presidente dijo que las tropas atacaron el puerto durante la noche",
    "World | Politics | Sport | Culture",
    "All rights reserved. No part of this text may be reproduced without our prior written consent.",
    "Jane Miller is a senior reporter at the Ledger. Follow her on X.",
    "This website uses cookies. By continuing to use it you accept our privacy policy.",
]  # fmt: skip


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_furniture_is_in_no_region(line: str, place: int) -> None:
    parts = [*BODY[:place], line, *BODY[place:]]
    made = read(article("\n\n".join(parts)))
    assert line not in "\n".join(made)
    assert all(any(paragraph in region for region in made) for paragraph in BODY)


TEXT = [
    "Anna Berg said:", "Troops withdraw from the crossing", "“Never again,” she said.",
    "The privacy policy of the ministry was attacked by Sudmark’s minister.",
    "Berg’s party had refused to sign up to the treaty that bans landmines along the border.",
    "The journalist, who is a reporter in Lund, said the soldiers had stopped her.",
]  # fmt: skip


@pytest.mark.parametrize("line", TEXT)
def test_lines_of_the_article_are_read(line: str) -> None:
    made = read(article("\n\n".join([*BODY[:2], line, *BODY[2:]])))
    assert any(line in region for region in made)


RUN_TOGETHER = [
    (
        "Ministers open border Lund, Mar 12 (AFP) Mar 12, 2024 The ministers met on Tuesday.",
        ["Ministers open border", "The ministers met on Tuesday."],
    ),
    (
        "Ministers open border again Tuesday, March 12, 2024 The ministers met.",
        ["Ministers open border again", "The ministers met."],
    ),
    (
        "Ministers Open Border Again San Marco, Mar 12 (Reuters) - The ministers met.",
        ["Ministers Open Border Again", "The ministers met."],
    ),
]


@pytest.mark.parametrize(("line", "expected"), RUN_TOGETHER)
def test_a_headline_run_together_with_the_body_is_cut_off(line: str, expected: list[str]) -> None:
    tail = " " + " ".join(BODY[2:])
    made = read(article(line + tail))
    assert made == [expected[0], expected[1] + tail]


def test_a_title_cut_inside_a_name_cuts_no_sentence() -> None:
    text = "The prime minister of Norland, Anna Berg, was received by the king on Tuesday. " + " ".join(BODY[2:])
    assert read(article(text, title="The prime minister of Norland, Anna")) == [text]


def test_a_given_title_is_cut_from_the_body_it_runs_into() -> None:
    text = "Ministers reopen the northern crossing Anna Berg met her colleague in Lund. " + " ".join(BODY[2:])
    made = read(article(text, title="Ministers reopen the northern crossing"))
    assert made[0] == "Ministers reopen the northern crossing"
    assert made[1].startswith("Anna Berg met")


DATELINES = [
    "LUND, Norland (AP) — ",
    "Lund, Mar 12 (Xinhua) -- ",
    "LUND — ",
    "LUND: ",
    "(Reuters) - ",
    "WEST LUND, Norland, March 12 – ",
    "Lund- ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_not_part_of_the_first_sentence(dateline: str) -> None:
    assert read(article(dateline + " ".join(BODY[2:])))[0].startswith("Soldiers of both")


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "The ministers of the two countries met in the old town of\n"
        "Lund on Tuesday and agreed that the border crossing would\n"
        "open again in the spring of next year."
    )
    layout = find_regions(text)
    assert [text[span.start : span.end] for span in layout.regions] == [text]


def test_a_sign_off_is_cut_from_its_sentence() -> None:
    line = "Berg met her colleague in Lund; chief political correspondent Jane Miller reports from the border."
    made = read(article("\n\n".join([line, *BODY])))
    assert made[0] == "Berg met her colleague in Lund"


def test_words_of_other_agencies_in_brackets_are_cut() -> None:
    text = "\n\n".join([*BODY, "The army denied the raid. (Reporting by Jane Miller; Editing by John Smith)"])
    assert read(article(text))[-1].endswith("The army denied the raid.")
