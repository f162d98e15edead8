"""Moves within a parse that mending it takes again and again."""

from spacy.tokens import Token


def make_subject(noun: Token, verb: Token) -> None:
    """Hang a noun on a verb as its subject, which suffers where the verb is passive."""
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    noun.head, noun.dep_ = verb, "nsubj:pass" if passive else "nsubj"


def put_in_place(word: Token, of: Token) -> None:
    """Hang a word where another one hangs, under the same label."""
    word.head, word.dep_ = (word, "ROOT") if of.dep_ == "ROOT" else (of.head, of.dep_)
