"""How many died, as told."""

import pytest

from kg.extract.deaths import deaths_near
from tests.extract.telling import Read

CASES = [
    ("The strike killed at least 12 people and wounded 30.", (12, None)),
    ("The strike killed twelve people.", (12, 12)),
    ("The raid left between 5 and 7 people dead.", (5, 7)),
    ("Three soldiers were killed by an explosive in the attack.", (3, 3)),
    ("Dozens died in the attack.", (24, None)),
    ("Up to 40 soldiers were killed in the attack.", (None, 40)),
    ("The bombing killed two hundred people.", (200, 200)),
    ("The attack caused no casualties.", (0, 0)),
    ("The attack wounded nine people.", (None, None)),
    ("The attack came after three days of calm and killed the mayor.", (None, None)),
    ("The shelling killed 1,400 people in 2014.", (1400, 1400)),
]


@pytest.mark.parametrize(("text", "toll"), CASES)
def test_deaths_near(read: Read, text: str, toll: tuple[int | None, int | None]) -> None:
    trigger = next(t for t in read(text).doc if t.lower_ in ("strike", "raid", "attack", "bombing", "shelling"))
    assert deaths_near(trigger) == toll
