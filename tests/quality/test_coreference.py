"""The measures of the coreference run, on clusters whose scores can be worked out by hand."""

import pytest

from tests.quality.coreference import (
    PRONOUNS,
    Clusters,
    Counts,
    GoldMention,
    Ours,
    align,
    b_cubed,
    ceaf_e,
    links,
    main,
    measure,
)


def clusters(*groups: str) -> Clusters:
    """Clusters of mentions, each written as a digit."""
    return [frozenset(int(m) for m in group) for group in groups]


@pytest.mark.parametrize(
    ("key", "response", "muc", "cubed", "ceaf"),
    [
        (clusters("123"), clusters("123"), (2, 2), (3.0, 3), 1.0),
        (clusters("1234"), clusters("12", "34"), (2, 3), (2.0, 4), 2 / 3),
        (clusters("12", "34"), clusters("1234"), (2, 2), (4.0, 4), 2 / 3),
        (clusters("123"), clusters(), (0, 2), (0.0, 3), 0.0),
    ],
)
def test_measures(key: Clusters, response: Clusters, muc: tuple[int, int], cubed: tuple[float, int], ceaf: float) -> None:
    assert links(key, response) == muc
    assert b_cubed(key, response) == pytest.approx(cubed)
    assert ceaf_e(key, response) == pytest.approx(ceaf)


def test_scores_over_documents_are_sums() -> None:
    counts = Counts()
    measure(counts, clusters("12"), clusters("12"))
    measure(counts, clusters("12"), clusters())
    precision, recall, score = counts.score("MUC")
    assert (precision, recall) == (1.0, 0.5)
    assert score == pytest.approx(2 / 3)


def test_mentions_are_the_same_where_each_holds_the_others_head() -> None:
    gold = [GoldMention(0, 20, 10, "1", "person", False), GoldMention(0, 5, 0, "2", "place", False)]
    ours = [Ours(4, 16, 10, "e0", False), Ours(0, 5, 0, "e1", False), Ours(30, 33, 30, "e2", True)]
    assert align(gold, ours) == {0: 0, 1: 1}


def test_no_pronoun_counts_twice() -> None:
    listed = [word for words in PRONOUNS.values() for word in words]
    assert len(listed) == len(set(listed))


def test_help_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    assert "--parts" in capsys.readouterr().out
