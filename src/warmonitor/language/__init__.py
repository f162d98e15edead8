"""Language: sentences, tags, lemmas, dependencies and proper names, read from an English report's text.

The room knows the language and nothing about wars. Dependencies carry the labels of Universal Dependencies.
"""

import warmonitor.lightly  # noqa: F401  (before anything imports spaCy)
from warmonitor.language.detection import detect_language
from warmonitor.language.document import Document, Span, Token, once, root
from warmonitor.language.phrases import noun_phrases
from warmonitor.language.reader import Language, Name, NameKind, ParsedBlock, load
from warmonitor.language.tokens import is_joined

__all__ = [
    "Document",
    "Language",
    "Name",
    "NameKind",
    "ParsedBlock",
    "Span",
    "Token",
    "detect_language",
    "is_joined",
    "load",
    "noun_phrases",
    "once",
    "root",
]
