"""Tests of the tokenizer."""

import pytest
import spacy

from kg.language import load
from kg.language.tokens import tune


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pro-Beijing Re-elected non-state", "pro-Beijing Re-elected non-state"),
        ("COVID-19 AK-47 5-year", "COVID - 19 AK - 47 5 - year"),
        ("well-known Smith-Jones", "well - known Smith - Jones"),
        ("1990–1995 war—again", "1990 – 1995 war — again"),
        ("and/or", "and / or"),
        ("U.S.-led", "U.S. - led"),
        ("Stop!! Who?!", "Stop !! Who ?!"),
        ("at 7:30PM, 6 a.m.", "at 7:30 PM , 6 a.m."),
        ("(see #MeToo): now", "( see #MeToo ) : now"),
        ("Lt. Gov. Ada Cole etc. left", "Lt. Gov. Ada Cole etc. left"),
        ("didn’t Russia’s $4.2bn 10%", "did n’t Russia ’s $ 4.2 bn 10 %"),
        ("DON'T THEY CAN’T", "DO N'T THEY CA N’T"),
        ("the minister(s) of Oslo(Norway),then", "the minister ( s ) of Oslo ( Norway ) , then"),
        ("Phone:5107 room#12 costs 10-$20 6'2", "Phone : 5107 room # 12 costs 10 - $ 20 6 ' 2"),
        ("He wed in '98 on Wed. -more talks- and--", "He wed in '98 on Wed. - more talks - and --"),
        ("pre- and post-war *** >> 713/555-0199", "pre- and post-war *** >> 713/555-0199"),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, words: str) -> None:
    nlp = spacy.blank("en")
    tune(nlp)
    assert [token.text for token in nlp(text)] == words.split(" ")
    saved = spacy.blank("en").from_bytes(nlp.to_bytes())
    assert [token.text for token in saved(text)] == words.split(" ")


def test_the_platform_at_the_end_of_a_sentence_is_a_word() -> None:
    doc = load()("He posted it on X. She left.")
    assert [[t.text for t in sent] for sent in doc.sents] == [["He", "posted", "it", "on", "X", "."], ["She", "left", "."]]
