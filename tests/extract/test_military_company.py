"""What company makes a word of armed force one, and who and what belongs to it, on the shipped pipeline."""

import pytest

from tests.extract.telling import Read, actions, names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A strike on Friday killed four children.", ["other"]),
        ("A strike by teachers closed the schools.", []),
        ("Fighting erupted in the town of Goma on Monday.", ["clash"]),
        ("Fighting broke out between rival fans in Leeds.", []),
        ("The siege of Aleppo lasted for four years.", ["blockade"]),
        ("China is conducting live-fire exercises around Taiwan.", ["exercise"]),
        ("The fire drill at the school went well.", []),
        ("A rocket landed near a school in Haifa.", ["missile-strike"]),
        ("The plane landed near a school in Haifa.", []),
        ("The aircraft overran the runway at Lima.", []),
        ("India carried out a missile test off Odisha in May.", ["other"]),
        ("The court heard five counts of assault on a soldier.", []),
        ("Gunmen made an assault on soldiers near Gao.", ["other"]),
        ("The club did a superb job in fighting against cuts.", []),
    ],
)
def test_company_decides(read: Read, text: str, kinds: list[str]) -> None:
    assert [telling.kind for telling in actions(read, text)[0]] == kinds


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A strike on Friday killed four children.", ["four children"]),
        ("A car bomb exploded outside a police station in Kandahar province.", ["police station"]),
        ("China is conducting live-fire exercises around Taiwan.", []),
    ],
)
def test_what_is_hit(read: Read, text: str, targets: list[str]) -> None:
    found, entities = actions(read, text)
    assert names(entities, found[0], "target") == targets


def test_where_the_claimant_is_the_attack_was_not(read: Read) -> None:
    found, _ = actions(read, "The raid was claimed by a rebel army in Chad.")
    assert [telling.place for telling in found] == [""]


def test_an_agent_that_only_the_claim_names_leaves_it_a_claim(read: Read) -> None:
    text = "Drones hit oil tanks in Beira on Monday. A rebel spokesman said the rebels had carried out the attack."
    assert [telling.status for telling in actions(read, text)[0]] == ["occurred", "claimed"]


def test_a_phrase_behind_the_object_belongs_to_the_object(read: Read) -> None:
    found, entities = actions(read, "The air strike follows attacks on the embassy.")
    assert [names(entities, telling, "target") for telling in found] == [[], ["embassy"]]


def test_an_explosion_among_bombs_is_a_bombing(read: Read) -> None:
    text = "Police found a bomb near the bakery in Lyon. A second bomb was found at noon. The explosion broke windows."
    assert [t.trigger.text for t in actions(read, text)[0]] == ["explosion"]
    assert not actions(read, "A cook left the gas on in Lyon. The explosion broke windows.")[0]
