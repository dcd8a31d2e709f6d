"""Time expressions: where they stand, which days they mean, and to which clause they belong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from kg.extract.times import find_times
from kg.extract.times_find import find_expressions, table
from kg.extract.times_reference import Context, Direction
from kg.extract.times_values import RESOLVERS, resolve
from kg.language.parsed import ParsedArticle, parse
from kg.model import When
from tests.factories import article

FRIDAY = date(2026, 1, 9)  # the day of writing in all cases, also of the articles that ``read`` makes

PAST = [
    ("on Friday", "2026-01-09", "2026-01-09"),
    ("on Saturday", "2026-01-03", "2026-01-03"),
    ("Thursday morning", "2026-01-08", "2026-01-08"),
    ("last Friday", "2026-01-02", "2026-01-02"),
    ("this Wednesday", "2026-01-07", "2026-01-07"),
    ("on Wednesday last week", "2025-12-31", "2025-12-31"),
    ("earlier this week on Tuesday", "2026-01-06", "2026-01-06"),
    ("today", "2026-01-09", "2026-01-09"),
    ("yesterday afternoon", "2026-01-08", "2026-01-08"),
    ("last night", "2026-01-08", "2026-01-08"),
    ("overnight", "2026-01-08", "2026-01-09"),
    ("the day before yesterday", "2026-01-07", "2026-01-07"),
    ("on January 3", "2026-01-03", "2026-01-03"),
    ("on 3 January", "2026-01-03", "2026-01-03"),
    ("on December 20", "2025-12-20", "2025-12-20"),
    ("on Tuesday, June 4", "2025-06-04", "2025-06-04"),
    ("on the 5th of January 2024", "2024-01-05", "2024-01-05"),
    ("March 3rd, 2019", "2019-03-03", "2019-03-03"),
    ("2019-03-31", "2019-03-31", "2019-03-31"),
    ("in November", "2025-11-01", "2025-11-30"),
    ("last January", "2025-01-01", "2025-01-31"),
    ("last November", "2025-11-01", "2025-11-30"),
    ("in February of last year", "2025-02-01", "2025-02-28"),
    ("in early June 2024", "2024-06-01", "2024-06-10"),
    ("in late October", "2025-10-21", "2025-10-31"),
    ("in February 2024", "2024-02-01", "2024-02-29"),
    ("in 2017", "2017-01-01", "2017-12-31"),
    ("from 2015 to 2017", "2015-01-01", "2017-12-31"),
    ("the 1950-53 war", "1950-01-01", "1953-12-31"),
    ("in the 1970s", "1970-01-01", "1979-12-31"),
    ("in the summer of 2018", "2018-06-01", "2018-08-31"),
    ("last summer", "2025-06-01", "2025-08-31"),
    ("in the first half of 2019", "2019-01-01", "2019-06-30"),
    ("in the third quarter of last year", "2025-07-01", "2025-09-30"),
    ("between 3 and 5 January", "2026-01-03", "2026-01-05"),
    ("Jan 3-5", "2026-01-03", "2026-01-05"),
    ("from December 30 to January 2", "2025-12-30", "2026-01-02"),
    ("earlier this week", "2026-01-05", "2026-01-09"),
    ("this month", "2026-01-01", "2026-01-31"),
    ("last week", "2025-12-29", "2026-01-04"),
    ("last month", "2025-12-01", "2025-12-31"),
    ("last year", "2025-01-01", "2025-12-31"),
    ("earlier this year", "2026-01-01", "2026-01-09"),
    ("two days ago", "2026-01-07", "2026-01-07"),
    ("two weeks ago", "2025-12-22", "2025-12-28"),
    ("a year ago", "2025-01-01", "2025-12-31"),
    ("over the past two weeks", "2025-12-26", "2026-01-09"),
    ("since Saturday", "2026-01-03", "2026-01-09"),
    ("since 2017", "2017-01-01", "2026-01-09"),
    ("until December", "", "2025-12-31"),
    ("before Wednesday", "", "2026-01-07"),
    ("on Christmas Eve", "2025-12-24", "2025-12-24"),
    ("over Easter weekend 2018", "2018-03-31", "2018-04-01"),
    ("on the first Monday of December", "2025-12-01", "2025-12-01"),
]
FUTURE = [
    ("on Friday", "2026-01-09", "2026-01-09"),
    ("on Saturday", "2026-01-10", "2026-01-10"),
    ("next Friday", "2026-01-16", "2026-01-16"),
    ("in February", "2026-02-01", "2026-02-28"),
    ("during the first week of February", "2026-02-01", "2026-02-07"),
    ("on February 3", "2026-02-03", "2026-02-03"),
    ("in May or early June", "2026-05-01", "2026-06-10"),
    ("tomorrow", "2026-01-10", "2026-01-10"),
    ("this weekend", "2026-01-10", "2026-01-11"),
    ("next week", "2026-01-12", "2026-01-18"),
    ("next month", "2026-02-01", "2026-02-28"),
    ("later this year", "2026-01-09", "2026-12-31"),
    ("in two days", "2026-01-11", "2026-01-11"),
    ("by Sunday", "", "2026-01-11"),
    ("at the end of this month", "2026-01-21", "2026-01-31"),
    ("over the next three weeks", "2026-01-09", "2026-01-30"),
]


def days(text: str, direction: Direction, base: date | None = FRIDAY) -> tuple[str, str]:
    """First and last day of the one expression in ``text``."""
    (found,) = find_expressions(text)
    meant = resolve(found, Context(base, direction))
    assert meant is not None, found
    return (meant.first.isoformat() if meant.first else "", meant.last.isoformat() if meant.last else "")


@pytest.mark.parametrize(("text", "first", "last"), PAST)
def test_past(text: str, first: str, last: str) -> None:
    assert days(text, "past") == (first, last)


@pytest.mark.parametrize(("text", "first", "last"), FUTURE)
def test_future(text: str, first: str, last: str) -> None:
    assert days(text, "future") == (first, last)


@pytest.mark.parametrize("text", [text for text, *_ in PAST + FUTURE])
def test_an_expression_is_found_inside_a_sentence(text: str) -> None:
    sentence = f"The envoy met the army chief {text}, he said."
    assert any(found.text in text for found in find_expressions(sentence))


ABSOLUTE = ["on January 3, 2026", "in 2017", "in August 2018", "the 1990s"]


@pytest.mark.parametrize("text", [text for text, *_ in PAST])
def test_without_a_day_of_writing_nothing_is_invented(text: str) -> None:
    (found,) = find_expressions(text)
    meant = resolve(found, Context(None))
    has_year = any(part.isdigit() and len(part) == 4 for part in found.parts.values())
    assert (meant is not None and (meant.first or meant.last) is not None) == has_year


NONE = [
    "They may march on.", "She polled 2,015 votes.", "The Eastern front held.",
    "It was the second day of talks about the sun.", "He may win.",
    "The march of the widows ended.", "Table 3-5 shows it.", "Mr May said no.", "The fall of the city was swift.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_words_that_are_no_times(text: str) -> None:
    assert [found.text for found in find_expressions(text)] == []


def test_every_rule_of_the_table_has_a_resolver() -> None:
    assert {rule["kind"] for rule in table()["rules"]} == set(RESOLVERS)


# ------------------------------------------------------------------ clauses

Reader = Callable[[str], ParsedArticle]


CLAUSES = [
    ("The minister met the rebels on Wednesday.", "met", "2026-01-07"),
    ("On Wednesday the minister met the rebels.", "met", "2026-01-07"),
    ("The minister said Thursday that the rebels had attacked the city on Monday.", "said", "2026-01-08"),
    ("The minister said Thursday that the rebels had attacked the city on Monday.", "attacked", "2026-01-05"),
    ("The minister said on Thursday that the rebels would leave.", "leave", ""),
    ("The president condemned Tuesday's attack on the port.", "attack", "2026-01-06"),
    ("The soldiers seized him during a raid on January 3.", "raid", "2026-01-03"),
    ("The ministers met on Monday and signed a treaty.", "signed", "2026-01-05"),
    ("The rebels attacked the port on Monday, killing three soldiers.", "killing", "2026-01-05"),
    ("The president praised the army. The army left.", "left", ""),
]


@pytest.mark.parametrize(("text", "word", "day"), CLAUSES)
def test_the_time_of_a_clause(read: Reader, text: str, word: str, day: str) -> None:
    parsed = read(text)
    token = next(token for token in parsed.doc if token.text == word)
    when = find_times(parsed).near(token, future=False)
    assert (when.earliest, when.latest) == (day, day)
    assert when.text in text


def test_a_planned_event_lies_ahead(read: Reader) -> None:
    parsed = read("The ministers will meet on Monday.")
    token = next(token for token in parsed.doc if token.text == "meet")
    assert find_times(parsed).near(token, future=True) == When("2026-01-12", "2026-01-12", "on Monday")


def test_an_event_after_another_is_open_to_the_day_of_writing(read: Reader) -> None:
    parsed = read("After the raid on Saturday the president threatened the army.")
    token = next(token for token in parsed.doc if token.text == "threatened")
    when = find_times(parsed).near(token, future=False)
    assert (when.earliest, when.latest) == ("2026-01-03", "2026-01-09")


SAID = [
    ("On Tuesday the president wrote: “I met the general last night.”", "met", "2026-01-05"),
    ("“We will meet in two days,” the general said on Wednesday.", "meet", "2026-01-09"),
    ("On Monday the ministers met in Lund. The following day they signed the treaty.", "signed", "2026-01-06"),
    ("The base was shelled on Sunday. An attack that day killed a soldier.", "attack", "2026-01-04"),
]


@pytest.mark.parametrize(("text", "word", "day"), SAID)
def test_what_a_time_counts_from(read: Reader, text: str, word: str, day: str) -> None:
    parsed = read(text)
    token = next(token for token in parsed.doc if token.text == word)
    assert find_times(parsed).near(token, future=False).earliest == day


def test_months_of_a_told_past_belong_to_its_year(read: Reader) -> None:
    parsed = read("The war began on May 2, 1990. In August the army took the port.")
    token = next(token for token in parsed.doc if token.text == "took")
    assert find_times(parsed).near(token, future=False).earliest == "1990-08-01"


def test_the_day_a_passage_speaks_of(read: Reader) -> None:
    parsed = read("The minister spoke to reporters on Wednesday. He also said the army would leave in March.")
    token = next(token for token in parsed.doc if token.text == "said")
    assert find_times(parsed).near(token, future=False) == When()
    assert find_times(parsed).told_on(token) == When("2026-01-07", "2026-01-07", "on Wednesday")


def test_without_a_date_the_words_stay(nlp: Language) -> None:
    parsed = next(parse(nlp, [article("The minister met the rebels on Wednesday.", published="")]))
    token = next(token for token in parsed.doc if token.text == "met")
    assert find_times(parsed).near(token, future=False) == When("", "", "on Wednesday")
