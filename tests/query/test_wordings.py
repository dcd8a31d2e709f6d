"""The words that outlets do not share, marked."""

from __future__ import annotations

import pytest

from kg.query.answer import Answer, Row, iri, literal
from kg.query.wordings import marked, side_by_side


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        (["open the border", "open the border"], ["open the border", "open the border"]),
        (["Open the border!", "“open the border”"], ["Open the border!", "“open the border”"]),
        (["open the border now", "open our border"], ["open *the* border *now*", "open *our* border"]),
        (["a tax on all", "a tax on all", "no tax"], ["*a* tax *on all*", "*a* tax *on all*", "*no* tax"]),
        (
            ["go home", "a new tax on gold", "the new tax on oil"],
            ["*go home*", "*a* new tax on *gold*", "*the* new tax on *oil*"],
        ),
        (["hold on"], ["hold on"]),
        ([], []),
    ],
)
def test_words_in_which_a_wording_differs_are_marked(wordings: list[str], expected: list[str]) -> None:
    assert marked(wordings) == expected


def test_only_wordings_of_one_utterance_are_compared() -> None:
    def row(utterance: str, wording: str) -> Row:
        return iri(utterance), literal(wording) if wording else None, literal("Example Daily")

    rows = [row("u1", "stay calm"), row("u1", "keep calm"), row("u1", ""), row("u2", "go home")]
    answer = side_by_side(Answer("SELECT", ("utterance", "wording", "outlet"), iter(rows)), "wording", "utterance")
    assert answer.variables == ("utterance", "wording", "compared", "outlet")
    found = [(cell.value if cell else None) for _, _, cell, _ in answer.rows]
    assert found == ["*stay* calm", "*keep* calm", None, "go home"]
