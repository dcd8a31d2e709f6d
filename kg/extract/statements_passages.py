"""What a draft covers of the article's text: its content, the whole passage, the words that name its speaker, its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.extract import grammar as g
from kg.extract.statements_cues import Draft
from kg.extract.statements_quotes import Quotes
from kg.language.parsed import ParsedArticle
from kg.model import Form, Passage

BLOCKS: Final = frozenset({"post", "block"})


@dataclass(frozen=True)
class Passages:
    """Cuts the passages of drafts out of one article."""

    parsed: ParsedArticle
    quotes: Quotes

    def pieces(self, draft: Draft) -> tuple[Passage, ...]:
        cut = (self.parsed.passage_between(first, after) for first, after in draft.pieces if after > first)
        return tuple(p for p in cut if p.text)

    def form(self, draft: Draft) -> Form:
        """Direct where all words of the content stand in marks or in a block, indirect where none does, else mixed."""
        if draft.construction in BLOCKS:
            return "direct"
        marks = [self._quoted(draft, t) for a, b in draft.pieces for t in self.parsed.doc[a:b] if not t.is_punct]
        return "direct" if marks and all(marks) else "mixed" if any(marks) else "indirect"

    def _quoted(self, draft: Draft, token: Token) -> bool:
        level = self.quotes.level[draft.cue.i]
        return self.quotes.marked[token.i] and (
            level < 0 or self.quotes.level[token.i] != level or self.quotes.depths[token.i] > 0
        )

    def reporting(self, draft: Draft) -> g.Range:
        """The range of the reporting clause: cue, speaker, addressee and what hangs on the cue but no further clause."""
        ranges = [draft.cue_range]
        who = draft.speaker if draft.speaker is not None else draft.document
        if who is not None and not draft.shared and who.sent == draft.cue.sent and abs(who.i - draft.cue.i) < 40:
            ranges += [g.noun_phrase(one) for one in (who, draft.outlet) if one is not None]
        if draft.construction not in ("noun", "according"):
            for c in g.kids(draft.cue, "obl", "obl:unmarked", "advmod", "iobj", "obl:agent"):
                if c.sent == draft.cue.sent:
                    ranges.append(g.noun_phrase(c))
        ranges = [r for r in ranges if self.parsed.regions[r[0]] == self.parsed.regions[draft.cue.i]]
        return min(a for a, _ in ranges), max(b for _, b in ranges)

    def passage(self, draft: Draft) -> Passage:
        first, after = self.reporting(draft)
        if draft.quotes and draft.shared and draft.construction == "quote" and draft.pieces[0][0] > after:
            return self.parsed.passage_between(*draft.pieces[0])
        first, after = min(first, *(a for a, _ in draft.pieces)), max(after, *(b for _, b in draft.pieces))
        doc = self.parsed.doc
        first = self.quotes.opening.get(first, first)
        if after < len(doc) and doc[after].is_quote and self.quotes.marked[after - 1] and not self.quotes.marked[after]:
            after += 1
        return self.parsed.passage_between(first, after)

    def speaker_text(self, draft: Draft) -> str:
        who = draft.speaker if draft.speaker is not None else draft.document
        if who is None:
            return ""
        first, after = g.noun_phrase(who)
        first += draft.outlet is not None and self.parsed.doc[first].dep_ == "case"  # "citing the ministry"
        return self.parsed.passage_between(first, after).text
