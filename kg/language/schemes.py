"""Other pipelines brought to our labels: ClearNLP's dependencies become Universal Dependencies, kinds of names are mapped.

    the ambassador to Egypt left     Clear  prep(ambassador, to) pobj(to, Egypt)
                                     UD     nmod(ambassador, Egypt) case(Egypt, to)

Done: prepositions, agents, copulas, coordination, personal names, raised objects. Not done: clauses of comparison,
quantities, and what ClearNLP does not tell apart (`parataxis` from `ccomp`, `fixed`, `obl:unmarked` from `advmod`).
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

FACTORY = "kg_scheme"
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET"))
PREPOSITIONS = frozenset(("prep", "agent"))
RAISED = frozenset(("obl", "nmod", "obl:agent"))


@dataclass(frozen=True)
class Schemes:
    """The table `schemes.toml`."""

    marks: frozenset[str]
    labels: dict[str, str]
    names: dict[str, str]


@lru_cache(maxsize=1)
def read_schemes() -> Schemes:
    """The table of labels."""
    table = tomllib.loads((Path(__file__).parent / "schemes.toml").read_text(encoding="utf-8"))
    return Schemes(frozenset(table["clear"]["marks"]), table["clear"]["labels"], table["names"])


class Tree:
    """Heads and relations of a document while they change."""

    def __init__(self, doc: Doc) -> None:
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.lemmas = [token.lemma_.lower() for token in doc]

    def children(self, head: int, *deps: str) -> list[int]:
        """Places that hang on `head`, of the given relations or of any."""
        chosen = [place for place, other in enumerate(self.heads) if other == head != place]
        return [place for place in chosen if not deps or self.deps[place] in deps]

    def hang(self, place: int, head: int, dep: str) -> None:
        """Give a word a new head and relation."""
        self.heads[place], self.deps[place] = head, dep

    def replace(self, old: int, new: int) -> None:
        """Put `new`, which hangs on `old`, in the place of `old`: it takes its head, relation and children."""
        head = new if self.heads[old] == old else self.heads[old]
        for child in self.children(old):
            if child != new:
                self.heads[child] = new
        self.hang(new, head, self.deps[old])


def turn_prepositions(tree: Tree) -> None:
    """The noun after a preposition becomes the dependent, the preposition its case mark; the innermost first."""
    for place in reversed(range(len(tree.heads))):
        dep = tree.deps[place]
        if dep not in PREPOSITIONS and not (dep == "dative" and tree.pos[place] == "ADP"):
            continue
        objects = tree.children(place, "pobj", *RAISED)
        clauses = tree.children(place, "pcomp")
        if not objects and not clauses:
            continue
        inner = (objects or clauses)[0]
        nominal = tree.pos[tree.heads[place]] in NOMINAL
        tree.replace(place, inner)
        if objects:
            tree.deps[inner] = "obl:agent" if dep == "agent" else "nmod" if nominal else "obl"
        else:
            tree.deps[inner] = "acl" if nominal else "advcl"
        tree.hang(place, inner, "case" if objects else "mark")


def turn_copulas(tree: Tree) -> None:
    """What is said of the subject becomes the head, the form of "be" its copula; "there is X" makes X the subject."""
    for place, lemma in enumerate(tree.lemmas):
        if lemma != "be" or tree.deps[place] in ("aux", "auxpass"):
            continue
        said = tree.children(place, "attr", "acomp")
        if tree.children(place, "expl"):
            for one in said:
                tree.deps[one] = "nsubj"
        elif said or (tree.children(place, "nsubj") and tree.children(place, "obl")):
            predicate = (said or [one for one in tree.children(place, "obl") if one > place] or [place])[0]
            if predicate != place:
                tree.replace(place, predicate)
                tree.hang(place, predicate, "cop")


def raise_objects(tree: Tree) -> None:
    """In "want him to go" the subject of the infinitive becomes the object of the verb above."""
    for place, dep in enumerate(tree.deps):
        to = [one for one in tree.children(place, "aux") if tree.lemmas[one] == "to"]
        subjects = tree.children(place, "nsubj")
        if dep == "ccomp" and to and subjects and not tree.children(place, "mark"):
            tree.hang(subjects[0], tree.heads[place], "obj")
            tree.deps[place] = "xcomp"


def flatten_coordination(tree: Tree) -> None:
    """All conjuncts hang on the first; a conjunction hangs on the conjunct that follows it."""
    for place, dep in enumerate(tree.deps):
        if dep == "conj":
            first = tree.heads[place]
            while tree.deps[first] == "conj" and tree.heads[first] != first:
                first = tree.heads[first]
            tree.heads[place] = first
    for place, dep in enumerate(tree.deps):
        later = [one for one in tree.children(_first_conjunct(tree, place), "conj") if one > place] if dep == "cc" else []
        if later:
            tree.heads[place] = later[0]


def _first_conjunct(tree: Tree, place: int) -> int:
    head = tree.heads[place]
    return tree.heads[head] if tree.deps[head] == "conj" else head


def flatten_names(tree: Tree, people: Sequence[tuple[int, int]]) -> None:
    """The first word of a person's name becomes its head, the others hang flat on it."""
    for first, end in people:
        heads = [place for place in range(first, end) if not first <= tree.heads[place] < end or tree.heads[place] == place]
        if len(heads) != 1 or heads[0] == first:
            continue
        old = heads[0]
        tree.heads[first] = old
        tree.replace(old, first)
        for place in range(first + 1, end):
            if tree.deps[place] in ("compound", "nmod", "flat") or place == old:
                tree.hang(place, first, "flat")


def convert(doc: Doc) -> Doc:
    """A document of ClearNLP's scheme in Universal Dependencies."""
    tree = Tree(doc)
    turn_prepositions(tree)
    raise_objects(tree)
    turn_copulas(tree)
    flatten_coordination(tree)
    flatten_names(tree, [(entity.start, entity.end) for entity in doc.ents if entity.label_ == "PERSON"])
    labels = read_schemes().labels
    for token in doc:
        token.head = doc[tree.heads[token.i]]
        token.dep_ = labels.get(tree.deps[token.i], tree.deps[token.i])
    return doc


def rename(doc: Doc) -> Doc:
    """A document with our kinds of names only."""
    names = read_schemes().names
    kept = [entity for entity in doc.ents if entity.label_ in names]
    doc.set_ents([Span(doc, entity.start, entity.end, label=names[entity.label_]) for entity in kept])
    return doc


class SchemePipe:
    """Component that maps names, and trees where the pipeline's labels are those of ClearNLP."""

    def __init__(self, clear: bool) -> None:
        self.clear = clear

    def __call__(self, doc: Doc) -> Doc:
        """The document in our scheme."""
        doc = rename(doc)
        return convert(doc) if self.clear else doc


@Language.factory(FACTORY, default_config={"clear": False})
def make_scheme(nlp: Language, name: str, clear: bool) -> SchemePipe:
    """The component; clear: the trees follow ClearNLP's scheme."""
    return SchemePipe(clear)


def add_scheme(nlp: Language) -> None:
    """Append the component to a pipeline, as the labels of its parser ask for."""
    labels = getattr(nlp.get_pipe("parser"), "labels", ()) if nlp.has_pipe("parser") else ()
    nlp.add_pipe(FACTORY, config={"clear": not read_schemes().marks.isdisjoint(labels)})
