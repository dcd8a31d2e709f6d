"""newskg: from news articles to a knowledge graph you can query."""

__version__ = "0.1.0"
