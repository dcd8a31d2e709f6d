"""Which telling of the same article a bare event noun takes up."""

import pytest

from tests.extract.telling import Read, actions, meetings, names

BOTH = "President Petro plans to hold talks with President Lula. President Boric met President Castillo in Santiago on Monday. "


@pytest.mark.parametrize(
    ("sentence", "trigger", "parties", "status"),
    [
        ("The meeting lasted an hour.", "meeting", {"boric", "castillo"}, "occurred"),
        ("Such talks would be the first in years.", "talks", {"petro", "lula"}, "planned"),
        ("The talks could be cancelled at any time.", "talks", {"petro", "lula"}, "hypothetical"),
    ],
)
def test_a_meeting_is_taken_up_by_its_own_word(read: Read, sentence: str, trigger: str, parties: set[str], status: str) -> None:
    found, entities = meetings(read, BOTH + sentence)
    last = found[-1]
    assert last.trigger.text == trigger
    assert {name.split()[-1] for name in names(entities, last, "participant")} == parties
    assert last.status == status


def test_those_going_into_a_meeting_have_it_before_them(read: Read) -> None:
    text = "President Boric plans to meet President Petro in Lima. There is hope going into the meeting, aides said."
    found, _ = meetings(read, text)
    assert [t.status for t in found] == ["planned", "planned"]


def test_a_gunman_may_be_of_those_who_claim_the_attack(read: Read) -> None:
    text = (
        "A gunman attacked the town of Balkh on Monday, killing nine people. The Taliban claimed responsibility for the attack."
    )
    found, entities = actions(read, text)
    assert found[-1].trigger.text == "attack"
    assert names(entities, found[-1], "agent") == ["taliban"]
    assert set(found[0].roles) - set(found[-1].roles) == {role for role in found[0].roles if role[0] == "agent"}
    assert found[-1].when.earliest == found[0].when.earliest != ""


def test_the_air_strikes_are_not_the_attack_of_others(read: Read) -> None:
    text = (
        "The Taliban attacked the town of Balkh in retaliation for air strikes in Helmand province. "
        "NATO said it was investigating the air strikes."
    )
    found, entities = actions(read, text)
    assert "taliban" not in names(entities, found[-1], "agent")


def test_place_and_day_of_the_cause_are_not_those_of_what_it_caused(read: Read) -> None:
    text = "The Taliban carried out the attack in retaliation for air strikes last week in Helmand province."
    attack, strikes = actions(read, text)[0]
    assert (attack.place, attack.when.earliest) == ("", "")
    assert strikes.place
    assert strikes.when.earliest


def test_what_is_called_by_a_name_is_not_asked_for(read: Read) -> None:
    found, _ = actions(read, "The rebels called the attack on the port a reprisal.")
    assert [t.status for t in found] == ["claimed"]


def test_killing_is_the_outcome_of_the_act_before_it(read: Read) -> None:
    text = "A suicide bomber rammed a car into a wall around the Lodian consulate in the city of Balkh, killing nine civilians."
    found, _ = actions(read, text)
    assert len(found) == 1


def test_an_attack_that_points_back_has_the_day_of_the_one_before(read: Read) -> None:
    found, _ = actions(read, "Drones hit oil tanks in Beira on Monday. The attack set a warehouse on fire.")
    assert len({t.when.earliest for t in found}) == 1 and found[0].when.earliest


def test_an_attack_that_names_its_target_does_not_point_back(read: Read) -> None:
    found, _ = actions(read, "Drones hit oil tanks in Beira on Monday. The attack on the port of Nacala shocked the country.")
    assert [bool(t.when.earliest) for t in found] == [True, False]


def test_whence_an_attack_came_is_not_where_it_was(read: Read) -> None:
    found, entities = actions(read, "Rebels shelled a village near Goma. The attack came from Rwanda.")
    assert all(entities.by_key(t.place).name != "Rwanda" for t in found if t.place)
