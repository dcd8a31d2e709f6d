"""Which sentences tell a military action, and what they tell of it."""

import pytest
from spacy.language import Language

from kg.extract.actors import find_entities
from kg.extract.military import find_military
from kg.extract.times import find_times
from kg.language.parsed import parse
from tests.extract.telling import Read, actions, all_named, cases, names
from tests.factories import article

CASES = cases("military")


@pytest.mark.parametrize("case", CASES, ids=[c["frame"] for c in CASES])
def test_tells(read: Read, case: dict[str, str]) -> None:
    kind, status, *roles = case["tells"].split(maxsplit=2)
    agents, targets = (part.strip() for part in roles[0].split(" > "))
    found, entities = actions(read, case["text"])
    told = [(t.kind, t.status, names(entities, t, "agent"), names(entities, t, "target")) for t in found]
    assert any(k == kind and s == status and all_named(agents, a) and all_named(targets, g) for k, s, a, g in told), told


@pytest.mark.parametrize("case", CASES, ids=[c["frame"] for c in CASES])
def test_tells_nothing(read: Read, case: dict[str, str]) -> None:
    assert actions(read, case["none"])[0] == []


def test_a_retold_attack_lends_and_borrows_its_scene(read: Read) -> None:
    text = "On Friday, gunmen stormed a hotel in Mogadishu. The attack killed nine people."
    found, entities = actions(read, text)
    assert [t.trigger.text for t in found] == ["stormed", "attack"]
    assert entities.by_key(found[1].place).name == "Mogadishu"


def test_a_second_telling_borrows_day_and_place(read: Read) -> None:
    text = (
        "Rebels ambushed a French convoy near Gao on Monday. Officials were silent for hours. "
        "Families waited. The rebels who ambushed the convoy were hunted by helicopters, a mayor said."
    )
    found, entities = actions(read, text)
    again = [t for t in found if t.trigger.text == "ambushed"][-1]
    assert (again.when.earliest, entities.by_key(again.place).name) == ("2026-01-05", "Gao")


def test_another_attack_borrows_nothing(read: Read) -> None:
    text = "Rebels attacked an army base near Gao on Monday. Another attack by rebels on an army base was reported last year."
    found, _ = actions(read, text)
    assert all(t.place == "" for t in found if t.trigger.text == "attack")


def test_an_attack_takes_nothing_from_what_it_avenges(read: Read) -> None:
    text = "The Taliban said it carried out the attack in retaliation for air strikes last week in Kunduz province."
    found, _ = actions(read, text)
    attack = next(t for t in found if t.trigger.text == "attack")
    assert (attack.place, attack.when.earliest) == ("", "")


def test_nobody_acts_where_no_group_is_named(read: Read) -> None:
    found, entities = actions(
        read, "Rebels bombed a base in Gao. No group has admitted carrying out the bombing of the barracks."
    )
    assert all("group" not in names(entities, t, "agent") for t in found)


def test_north_eastern_is_northeastern(read: Read) -> None:
    found, entities = actions(read, "Turkey began a military offensive into north-eastern Syria on Wednesday.")
    assert [entities.by_key(t.place).name for t in found] == ["northeastern Syria"]


def test_the_day_of_a_clause_with_after_is_its_own(read: Read) -> None:
    text = "The rebels announced a deal after Turkey began a military offensive into northern Syria on Wednesday."
    found, _ = actions(read, text)
    assert [(t.when.earliest, t.when.latest) for t in found] == [("2026-01-07", "2026-01-07")]


def test_the_news_with_which_an_article_leads_is_told_as_fact(read: Read) -> None:
    lead = "Rebels attacked an army base near Gao on Monday, killing nine soldiers, officials said."
    assert [t.status for t in actions(read, lead)[0]] == ["occurred"]
    later = "The rains have come early this year. " * 5 + lead
    assert [t.status for t in actions(read, later)[0]] == ["claimed"]


def test_the_attack_is_that_with_which_the_article_leads(read: Read) -> None:
    text = (
        "French jets killed General Hamid Rostami in an airstrike on Friday. He had been on his way from the airport to a "
        "villa by the sea that he had bought for his brother and his mother years ago. Rebels had attacked the French embassy "
        "in Gao in May. The minister went home. The attack was condemned by Norway."
    )
    found, entities = actions(read, text)
    assert "hamid rostami" in names(entities, found[-1], "target")


def test_who_else_died_joins_the_attack_told_before(read: Read) -> None:
    text = "Rebels bombed a barracks in Gao on Monday. Two cooks were also killed in the bombing."
    found, entities = actions(read, text)
    assert names(entities, found[-1], "agent") == ["rebels"]
    assert len(names(entities, found[-1], "target")) == 2


@pytest.mark.parametrize("before", ["", "after "])
def test_the_day_in_the_name_of_an_attack_is_past(nlp: Language, before: str) -> None:
    """Written in August: "the Oct. 13 attack" is that of the year before, and "after" belongs to the attack."""
    parsed = next(parse(nlp, [article(f"Envoys saw the camp {before}the Oct. 13 attack on the base.", published="2024-08-08")]))
    entities, times = find_entities(parsed), find_times(parsed)
    found = find_military(parsed, entities, times, [])
    assert [(t.when.earliest, t.when.text) for t in found] == [("2023-10-13", "Oct. 13")]


def test_what_is_said_of_a_known_attack_makes_it_no_claim(read: Read) -> None:
    text = "Rebels shelled the barracks at Sake on Monday. The mayor said the shelling lasted an hour."
    found, _ = actions(read, text)
    assert [(t.status, t.told_by) for t in found] == [("occurred", ()), ("occurred", ())]


def test_a_test_before_another_noun_is_read(read: Read) -> None:
    found, _ = actions(read, "North Korea closed its missile test site in May.")
    assert not [t for t in found if t.trigger.text == "site"]
