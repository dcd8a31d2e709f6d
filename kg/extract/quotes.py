"""Which stretches of a text stand in quotation marks.

>>> [text[q.inner_start:q.inner_end] for text in ["“It's over,” the workers’ union said."] for q in find_quotes(text)]
["It's over,"]

Double marks, curly and straight, guillemets, doubled back-ticks, and single marks, which must be told from apostrophes.
A quotation that runs over paragraphs, each of which opens anew, gives one Quote per paragraph; all but the last have
``continues``. A mark that is never closed ends with its paragraph, or with its sentence where that is far.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

OPENING: Final = {"“": "”", "«": "»", "„": "“”", "``": "''", "‟": "”"}
PAIRS: Final = OPENING | {"''": ("''",)}
"""Doubled single marks open where none is open, and close what they opened."""
CLOSING: Final = frozenset({"”", "»", "''"})
MARK: Final = re.compile(r"``|''|[“”„‟«»\"‘’']")
SENTENCE_END: Final = re.compile(r"[.!?…](?=\s+[A-Z“\"‘]|\s*$)")
ELISIONS: Final = re.compile(r"(?:\d0s|tis\b|twas\b|em\b|til\b|cause\b|n\b)", re.IGNORECASE)
FAR = 700
"""Characters after which an unclosed quotation is no longer believed to run to the end of its paragraph."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: half-open ranges with and without its marks. ``depth`` is 0 for the outermost."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    closed: bool = True
    continues: bool = False


@dataclass
class _Open:
    mark: str
    start: int
    inner: int


class _Pairing:
    """Walks over the marks of one text and keeps a stack of the quotations that are open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.found: list[Quote] = []

    def run(self) -> list[Quote]:
        last = 0
        for match in MARK.finditer(self.text):
            self._newlines(last, match.start())
            last = match.end()
            self._mark(match)
        self._newlines(last, len(self.text))
        self._abandon(len(self.text))
        return sorted(self.found, key=lambda q: (q.start, -q.end))

    def _newlines(self, start: int, end: int) -> None:
        if self.stack:
            for line_break in re.finditer(r"\n\s*", self.text[start:end]):
                self._paragraph(start + line_break.start(), start + line_break.end())

    def _paragraph(self, start: int, following: int) -> None:
        """A line ends inside a quotation: it goes on only where the next line closes it before another one opens."""
        if not self.stack:
            return
        following_mark = MARK.match(self.text, following)
        if following_mark and following_mark.group() == self.stack[0].mark:
            self._abandon(start, continues=True)
        elif not self._closes_soon(following) or self.text[start:following].count("\n") > 1:
            self._abandon(start)

    def _closes_soon(self, start: int) -> bool:
        line_end = self.text.find("\n", start)
        line = self.text[start : line_end if line_end >= 0 else len(self.text)]
        mark = self.stack[0].mark
        if mark == '"':
            return line.count('"') % 2 == 1
        closing = [line.find(c) for c in OPENING.get(mark, "’'") if c in line]
        return bool(closing) and (mark not in line or min(closing) < line.find(mark))

    def _mark(self, match: re.Match[str]) -> None:
        mark = match.group()
        if mark in ("'", "’", "‘"):
            self._single(match)
        elif mark == '"':
            self._straight(match)
        elif self._closes_with(mark):
            self._close(match)
        elif mark == "''" and not self.stack:
            self._open(match)
        elif mark in OPENING:
            while self.stack and self.stack[-1].mark == mark:
                self._abandon(match.start(), levels=1)
            self._open(match)
        elif self.stack and self.stack[-1].mark == '"':
            self._close(match)

    def _closes_with(self, mark: str) -> bool:
        for level in reversed(self.stack):
            if mark in PAIRS.get(level.mark, ()):
                while self.stack[-1] is not level:
                    self.stack.pop()
                return True
        return False

    def _straight(self, match: re.Match[str]) -> None:
        opened = next((level for level in self.stack if level.mark in ('"', "“")), None)
        before, after = self._around(match)
        if opened is None:
            if not before.strip() or before in "([{—–-/‘'“:,>|*…" or not after.isspace():
                self._open(match)
            return
        opens_again = (not before or before.isspace()) and after.isalnum() and opened.mark == '"'
        if opens_again and self._balanced_after(match.end()):
            self._abandon(match.start(), levels=len(self.stack))
            self._open(match)
            return
        while self.stack[-1] is not opened:
            self.stack.pop()
        self._close(match)

    def _balanced_after(self, start: int) -> bool:
        """Whether the rest of the line closes what would open here: the mark before it was then never closed."""
        line_end = self.text.find("\n", start)
        rest = self.text[start : line_end if line_end >= 0 else len(self.text)]
        return rest.count('"') % 2 == 1

    def _single(self, match: re.Match[str]) -> None:
        before, after = self._around(match)
        opened = next((level for level in reversed(self.stack) if level.mark in ("‘", "'")), None)
        opens = (not before or before in ' \n\t([{—–“"-') and after and not after.isspace()
        if opens and match.group() != "’":
            if not ELISIONS.match(self.text, match.end()) and self._single_closes(match.end()):
                self._open(match)
        elif opened is not None and match.group() != "‘" and self._may_close(match, before, after):
            while self.stack[-1] is not opened:
                self.stack.pop()
            self._close(match)

    def _may_close(self, match: re.Match[str], before: str, after: str) -> bool:
        if after.isalnum() or not before or before.isspace():
            return False
        possessive = before == "s" and after == " " and self.text[match.end() + 1 : match.end() + 2].islower()
        return not (possessive and self._single_closes(match.end()))

    def _single_closes(self, start: int) -> bool:
        """Whether a closing single mark follows in the same line, before another single one opens."""
        for later in re.finditer(r"(?<=[\w.,!?…)\]\"”])['’](?!\w)|(?<=[\s(“\"])['‘](?=\w)|\n", self.text[start : start + FAR]):
            return not (later.group() == "\n" or self.text[start + later.start() - 1] in ' (“"')
        return False

    def _around(self, match: re.Match[str]) -> tuple[str, str]:
        return self.text[max(0, match.start() - 1) : match.start()], self.text[match.end() : match.end() + 1]

    def _open(self, match: re.Match[str]) -> None:
        self.stack.append(_Open(match.group(), match.start(), match.end()))

    def _close(self, match: re.Match[str]) -> None:
        level = self.stack.pop()
        self.found.append(Quote(level.start, match.end(), level.inner, match.start(), len(self.stack)))

    def _abandon(self, end: int, *, continues: bool = False, levels: int = 0) -> None:
        """Give up quotations that were never closed: all, or the innermost ``levels``."""
        for _ in range(levels or len(self.stack)):
            level = self.stack.pop()
            if level.mark in ("‘", "'"):
                continue
            stop = end
            if end - level.start > FAR and not continues:
                sentence = SENTENCE_END.search(self.text, level.inner, end)
                stop = sentence.end() if sentence else end
            stop = level.start + len(self.text[level.start : stop].rstrip())
            if stop > level.inner:
                self.found.append(Quote(level.start, stop, level.inner, stop, len(self.stack), False, continues))


def find_quotes(text: str) -> list[Quote]:
    """All quotations of a text, in order; an inner one follows the one that holds it and has a greater depth."""
    return _Pairing(text).run()
