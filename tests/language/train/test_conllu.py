"""Tests of reading treebanks."""

from pathlib import Path

from kg.language.features import NO_GAP, SPACE
from kg.language.train.conllu import read_treebank

TREEBANK = """# newdoc id = one
# sent_id = a
# text = It didn't end.
1\tIt\tit\tPRON\tPRP\tCase=Nom|Style=Coll\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tend\tend\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tghost\tghost\tVERB\tVB\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = b
# text = Go
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_

# newpar
# sent_id = c
# text = Stay
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_
"""


def test_sentences_words_and_gaps(tmp_path: Path) -> None:
    (tmp_path / "t.conllu").write_text(TREEBANK + "\n", encoding="utf-8")
    first, second, third = read_treebank(tmp_path / "t.conllu")
    assert [token.form for token in first.tokens] == ["It", "did", "n't", "end", "."]
    assert [token.gap for token in first.tokens] == [SPACE, SPACE, NO_GAP, SPACE, NO_GAP]
    assert [token.head for token in first.tokens] == [3, 3, 3, 3, 3]
    assert first.tokens[0].feats == "Case=Nom"
    assert (first.document, first.name, first.text) == ("one", "a", "It didn't end.")
    assert [one.opens_paragraph for one in (first, second, third)] == [True, False, True]
