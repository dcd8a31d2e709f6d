"""Which sentences tell a military action, and what they tell of it."""

import pytest

from tests.extract.telling import Read, actions, all_named, cases, names

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
