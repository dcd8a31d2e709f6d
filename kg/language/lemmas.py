"""Lemmas as classes: how to turn a form into its lemma.

A rule is written  [l]N:ENDING  - take the form (in lower case with `l`), cut N letters off its end, add ENDING.

>>> rule_of("Cities", "city"), rule_of("met", "meet"), rule_of("Maria", "Maria")
('l3:y', '1:et', '0:')
>>> apply_rule("l3:y", "PARTIES"), apply_rule("0:", "Maria")
('party', 'Maria')
"""

KEEP = "0:"


def _shared(one: str, other: str) -> int:
    """Number of letters that two words have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def rule_of(form: str, lemma: str) -> str:
    """The rule that turns `form` into `lemma`; the form keeps its capitals where that works."""
    kept, lowered = _shared(form, lemma), _shared(form.lower(), lemma)
    stem, mark = (lowered, "l") if lowered > kept else (kept, "")
    return f"{mark}{len(form) - stem}:{lemma[stem:]}"


def apply_rule(rule: str, form: str) -> str:
    """The lemma of `form`; a rule that would cut more than there is gives the form in lower case."""
    head, ending = rule.split(":", 1)
    base = form.lower() if head.startswith("l") else form
    cut = int(head.removeprefix("l"))
    return base[: len(base) - cut] + ending if cut <= len(base) else form.lower()
