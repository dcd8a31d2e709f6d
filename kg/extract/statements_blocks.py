"""Words that stand as a block of their own without marks: signed posts, and what a colon at a paragraph's end announces.

I welcome the release. — Ana Ruiz (@anaruiz) October 13, 2016       a post of Ana Ruiz
“We welcome the release.” — Ana Ruiz                                a quotation of hers
After the visit, the minister said:                                  the next paragraph holds the minister's words
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.statements_clauses import frame_of
from kg.extract.statements_cues import Draft
from kg.extract.statements_quotes import ENDS, Quotes
from kg.extract.statements_speakers import IsActor, is_document, is_first_person, speaker_of
from kg.language.parsed import ParsedArticle

DASHES: Final = frozenset({"—", "–", "--", "-", "―"})
LONGEST_NAME: Final = 6
POST_END: Final = 10
"""Tokens from a handle's bracket within which a post without a dash before its author ends: the handle and a date."""
REACH: Final = 8
"""Tokens between a verb of saying and the colon that ends its paragraph: "said of the plan to build a bridge:"."""


def block_drafts(parsed: ParsedArticle, known: Sequence[Draft], quotes: Quotes, is_actor: IsActor) -> Iterator[Draft]:
    """A Draft for each signed post or quotation and each paragraph that a colon announces; cues of ``known`` drafts are left
    alone."""
    cues = {draft.cue.i for draft in known}
    ends = {quote.end: number for number, quote in enumerate(quotes.items) if quote.speech}
    for token in g.where(parsed.doc, "ORTH", (*DASHES, ":", "(")):
        if token.text == "(":
            yield from _post(parsed, token, is_actor)
        elif token.text != ":":
            yield from _signed(quotes, token, ends.get(token.i, -1))
        elif _ends_paragraph(parsed, token.i):
            yield from _announced(parsed, token, cues, is_actor)


def _post(parsed: ParsedArticle, opening: Token, is_actor: IsActor) -> Iterator[Draft]:
    """The words of a paragraph before "— Name (@handle)", or before "Name (@handle)" at its end."""
    doc, paragraph = parsed.doc, parsed.paragraphs[opening.i]
    if opening.i + 2 >= len(doc) or not doc[opening.i + 1].text.startswith("@"):
        return
    before = _before_name(opening)
    start = parsed.paragraphs.index(paragraph)
    if before is None or before.i <= start:
        return
    dashed = before.text in DASHES
    closes = opening.i + POST_END >= len(doc) or parsed.paragraphs[opening.i + POST_END] != paragraph
    signed = next((t for t in doc[before.i + 1 : opening.i] if is_actor(t)), None)
    if signed is not None and (dashed or closes):
        cue = before if dashed else doc[before.i + 1]
        yield Draft(cue, (cue.i, opening.i + 3), ((start, cue.i),), "post", signed, setting=signed)


def _before_name(opening: Token) -> Token | None:
    """The dash or the end of a sentence before the name that a handle follows."""
    for token in reversed(opening.doc[max(opening.i - LONGEST_NAME - 1, 1) : opening.i]):
        if token.text in DASHES and (token.nbor(-1).whitespace_ or token.nbor(-1).is_punct):
            return token
        if token.text in ENDS and token.i + 1 < opening.i:
            return token
    return None


def _signed(quotes: Quotes, dash: Token, number: int) -> Iterator[Draft]:
    """A quotation with the name of its author behind it: “It is over.” — Ana Ruiz"""
    doc, end = dash.doc, dash.i + 1
    while (
        end < len(doc)
        and end - dash.i <= LONGEST_NAME
        and doc[end].pos_ == "PROPN"
        and quotes.paragraphs[end] == quotes.paragraphs[dash.i]
    ):
        end += 1
    ended = (
        end == len(doc)
        or quotes.paragraphs[end] != quotes.paragraphs[dash.i]
        or doc[end].is_quote
        or doc[end].text in ("(", ",", ".")
    )
    if number < 0 or end == dash.i + 1 or not ended:
        return
    quote, name = quotes.items[number], doc[dash.i + 1]
    yield Draft(dash, (dash.i, end), ((quote.first, quote.after),), "quote", name, setting=name, quotes=(number,))


def _announced(parsed: ParsedArticle, colon: Token, cues: set[int], is_actor: IsActor) -> Iterator[Draft]:
    verb = next((t for t in reversed(parsed.doc[max(0, colon.i - REACH) : colon.i]) if t.pos_ == "VERB"), None)
    frame = frame_of(verb) if verb is not None and verb.i not in cues and verb.sent == colon.sent else None
    if verb is None or frame is None or not frame.clause:
        return
    speaker = speaker_of(verb)[0]
    if speaker is None or not (is_actor(speaker) or is_document(speaker)) or g.negated(verb):
        return
    content = _paragraph(parsed, colon.i + 1)
    while content[1] < len(parsed.doc) and _speaks_on(parsed, content, following := _paragraph(parsed, content[1])):
        content = (content[0], following[1])
    if content[0] < content[1] and not parsed.doc[content[0]].is_quote:
        document = speaker if is_document(speaker) else None
        yield Draft(verb, (verb.i, verb.i + 1), (content,), "block", None if document else speaker, document, setting=verb)


def _speaks_on(parsed: ParsedArticle, content: g.Range, following: g.Range) -> bool:
    """Whether a paragraph goes on with the words of one that has no marks: both speak in the first person."""
    said, words = parsed.doc[content[0] : content[1]], parsed.doc[following[0] : following[1]]
    plain = not any(t.is_quote for t in (*said, *words)) and words[-1].text != ":"
    return plain and any(map(is_first_person, said)) and any(map(is_first_person, words))


def _ends_paragraph(parsed: ParsedArticle, i: int) -> bool:
    return i + 1 < len(parsed.doc) and parsed.paragraphs[i + 1] != parsed.paragraphs[i]


def _paragraph(parsed: ParsedArticle, start: int) -> g.Range:
    """The range of tokens of the paragraph that begins at ``start``."""
    end = start
    while end < len(parsed.doc) and parsed.paragraphs[end] == parsed.paragraphs[start]:
        end += 1
    return start, end
