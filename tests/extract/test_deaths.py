"""How many died, as told."""

import pytest

from kg.extract.deaths import tolls
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
    ("Two soldiers and 16 gunmen were killed in the attack.", (18, 18)),
    ("The attack left two sailors and three guards dead.", (5, 5)),
    ("Corporal Ana Ode, 21, of Leeds was killed in the attack.", (None, None)),
    ("A 28-year-old soldier was killed in the attack.", (None, None)),
    ("The Oct. 13 attack killed a journalist.", (None, None)),
    ("Twelve civilians, including three children, died in the attack.", (12, 12)),
    ("The attack sank three boats and killed their crews.", (None, None)),
]


@pytest.mark.parametrize(("text", "toll"), CASES)
def test_tolls(read: Read, text: str, toll: tuple[int | None, int | None]) -> None:
    trigger = next(t for t in read(text).doc if t.lower_ in ("strike", "raid", "attack", "bombing", "shelling"))
    assert tolls([(trigger,)]) == [toll]


def test_each_toll_speaks_for_its_own_event(read: Read) -> None:
    """ "The strikes killed 4 after an assault left 9 dead": four and nine."""
    doc = read("The strikes killed four children, after an assault near Kunduz left nine soldiers dead.").doc
    events = [(t,) for t in doc if t.lower_ in ("strikes", "assault")]
    assert tolls(events) == [(4, 4), (9, 9)]
