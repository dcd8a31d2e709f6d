"""Statements in statements, from tellings made by hand."""

from kg.extract.statements_nesting import nest
from kg.model import Entity, Passage, Telling

TEXT = "The Post reported that the Times wrote so"
OUTLETS = {"e0": Entity("e0", "The Post", "MediaOutlet", True), "e1": Entity("e1", "The Times", "MediaOutlet", True)}


class Outlets:
    def by_key(self, key: str) -> Entity:
        return OUTLETS[key]


def piece(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage(start, start + len(words), words)


def said(speaker: str, cue: str, content: str) -> Telling:
    return Telling(
        "Statement", piece(TEXT), piece(cue), "occurred", (("speaker", speaker),), content=(piece(content),), cue=piece(cue)
    )


def test_two_statements_that_each_hold_the_others_cue_come_to_an_end() -> None:
    both = [said("e0", "reported", "the Times wrote so"), said("e1", "wrote", "The Post reported")]
    assert [telling.told_by for telling in nest(both, Outlets())] == [(), ()]


def test_what_an_outlet_hands_on_is_not_told_by_it() -> None:
    outer, inner = nest([said("e0", "reported", "the Times wrote so"), said("e1", "wrote", "so")], Outlets())
    assert (outer.told_by, inner.told_by) == ((), ())
    assert ("via", "e0") in inner.roles
