"""Words of armed force that tell no act, and acts told twice in one sentence."""

import pytest

from tests.extract.telling import Read, actions, names


@pytest.mark.parametrize(
    "text",
    [
        "The new interceptor was designed to shoot down enemy rockets.",
        "At that height it is difficult to destroy ballistic missiles.",
        "Analysts doubt the potential of the rocket to hit army bases.",
        "A farmer was jailed on Monday for attacking a soldier.",
        "It was unclear how many rebels were killed.",
        "The soldiers stood by without attacking the rebels.",
        "Leila Haddad chairs the Front for the Liberation of Oromia.",
        "Winning the tender was a coup for the army.",
        "A crowd pushed the soldiers.",
    ],
)
def test_tells_no_act(read: Read, text: str) -> None:
    assert actions(read, text)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "Rebels were killed by troops ordered to destroy ballistic missiles.",
        "The army pushed troops into the valley.",
        "Soldiers attacked the rebels without warning.",
    ],
)
def test_still_tells_an_act(read: Read, text: str) -> None:
    assert actions(read, text)[0] != []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The depot was hit by drone strikes in a night raid.", "strikes"),
        ("The killing of the rebel commander in an airstrike angered Mali.", "airstrike"),
        ("Families recalled the airstrikes on a village last week in which nine people were killed.", "airstrikes"),
        ("Nine people were killed when French warplanes carried out airstrikes near Gao.", "airstrikes"),
        ("The army will enter and deploy along the Malian border.", "enter"),
        ("The barracks was the target of a rebel attack.", "attack"),
    ],
)
def test_one_act_is_told_once_in_a_sentence(read: Read, text: str, trigger: str) -> None:
    assert [t.trigger.text for t in actions(read, text)[0]] == [trigger]


def test_who_backs_an_offensive_does_not_lead_it(read: Read) -> None:
    found, entities = actions(read, "The Iranian-backed offensive in Aleppo killed dozens of rebels.")
    assert [names(entities, t, "agent") for t in found] == [[]]


def test_who_pushes_an_offensive_leads_it(read: Read) -> None:
    found, entities = actions(read, "The Taliban have pushed offensives near Gao.")
    assert [names(entities, t, "agent") for t in found] == [["taliban"]]


def test_nobody_inherits_an_attack_on_his_own(read: Read) -> None:
    text = "Gunmen attacked the French Embassy in Bamako on Monday. Later Mali blamed France for the attack on rebels."
    found, entities = actions(read, text)
    blamed = next(t for t in found if "france" in names(entities, t, "agent"))
    assert not any("french" in name for name in names(entities, blamed, "target"))


def test_a_counted_target_goes_by_its_plain_name_too(read: Read) -> None:
    found, entities = actions(read, "Rebels killed at least 30 villagers near Gao on Monday.")
    victims = [entities.by_key(key) for role, key in found[0].roles if role == "target"]
    assert all("villagers" in v.names for v in victims)


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("Units of the Malian army shelled the village of Kibati.", ["armed forces"]),
        ("Heavy fighting between soldiers and rebels went on near the border with Niger and Chad.", ["soldiers", "rebels"]),
        ("The rocket attacks were carried out by sympathizers of the rebels.", ["sympathizers"]),
    ],
)
def test_who_acts(read: Read, text: str, agents: list[str]) -> None:
    found, entities = actions(read, text)
    told = names(entities, found[0], "agent")
    assert len(told) == len(agents) and all(a in t and "unit" not in t for a, t in zip(agents, told, strict=True))
