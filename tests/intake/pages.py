"""Texts and pages of our own, as they come from the web: the ground of the tests of this folder."""

from __future__ import annotations

from kg.intake import prepare
from kg.model import Article, Origin, Record, Reject

BODY = [
    "The foreign ministers of Norland and Sudmark met in Lund on Tuesday and agreed to reopen the northern border crossing.",
    "“We have agreed on the first step,” Norland’s minister, Anna Berg, told reporters after the talks.\n\n“The "
    "second will follow,” she said.",
    "Soldiers of both countries have faced each other at the crossing since a raid in March killed four border guards.",
    "Sudmark’s minister said his government would withdraw its troops from the crossing by the end of the month.",
]
HEADLINE = "Norland and Sudmark agree to reopen border crossing"


def wrapped() -> str:
    """The article inside what a news site puts around it."""
    return "\n".join(
        [
            "By using this site, you agree to the Privacy Policy and Terms of Use.", "Accept", "The Daily Ledger",
            "• World", "• Sport",
            "Reading: " + HEADLINE, "© 2024 The Daily Ledger. All rights reserved.", HEADLINE, "",
            "March 12, 2024 3 Min Read", "SHARE", "",
            BODY[0], "", BODY[1], "", "See also  Pirates attack a freighter off the eastern coast", "", BODY[2], "",
            "Opposition in Westland rejects budget after long night", "", BODY[3], "", "Source • AFP", "",
            "You Might Also Like", "",
            "President of Eastland threatens to shell the harbour", "Two soldiers killed in clash near the southern lake", "",
            "Leave a Reply", "Your email address will not be published. Required fields are marked *",
            "Comments you share on our site are welcome. Please be respectful of other users.", "Latest News",
            "Minister visits the flooded valley and promises help for everyone who lost a home there last week.",
            "March 3, 2021",
        ]
    )  # fmt: skip


def record(text: str | bytes, **fields: str) -> Record:
    """A record of plain text, or of a page with ``kind="html"``."""
    kind = fields.pop("kind", "text")
    return Record(Origin("test"), fields.pop("id", "a1"), "html" if kind == "html" else "text", text, **fields)


def article(text: str | bytes, **fields: str) -> Article:
    """The prepared article; fails where it is set aside."""
    made = prepare(record(text, **fields))
    assert isinstance(made, Article), made
    return made


def rejected(text: str | bytes, **fields: str) -> Reject:
    """The reject; fails where the text is taken."""
    made = prepare(record(text, **fields))
    assert isinstance(made, Reject), made
    return made


def read(made: Article) -> list[str]:
    """What is read of an article, region by region."""
    return [made.text[span.start : span.end] for span in made.regions]
