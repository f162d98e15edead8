"""Which words of a sentence name a place: known names, names that stand as a place's do, described spots."""

from warmonitor.claims.counting import counting_words
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.setting import setting_words
from warmonitor.claims.spots import spots, taken_up
from warmonitor.language import Token, root

_MISTAKEN = frozenset({"NOUN", "ADV"})
_MOVING = frozenset({"ship", "vehicle", "aircraft", "train"})


def named_places(sentence: Sentence, nouns: Nouns) -> list[tuple[int, int]]:
    """Tokens [start, end) of every name of a place and of every spot that is described, in order."""
    spans = [
        (start, end)
        for start, end, _ in sentence.names
        if _names_place(root(sentence.doc[start:end]), nouns)
        and not _is_calendar(sentence.doc[start])
        and not _is_people(sentence.doc[end - 1], nouns)
        and not _is_hyphened(sentence, end)
        and (root(sentence.doc[start:end]).pos_ != "ADJ" or _names_division(sentence, end))
    ]
    spans += [(t.i, t.i + 1) for t in sentence.tokens if t.pos_ in _MISTAKEN and _is_disguised(t, nouns)]
    covered = {i for start, end, _ in sentence.names for i in range(start, end)}
    run: list[int] = []
    for token in [*sentence.tokens, None]:
        if token is not None and token.i not in covered and _is_part_of_run(token):
            run.append(token.i)
            continue
        capital = any(sentence.doc[i].text[0].isupper() for i in run)
        if capital and (
            _could_be_place(sentence, nouns, run[0], run[-1] + 1)
            or _is_called(root(sentence.doc[run[0] : run[-1] + 1]))
            or _is_located(root(sentence.doc[run[0] : run[-1] + 1]), nouns)
        ):
            spans.append((run[0], run[-1] + 1))
        run = []
    whole = {_with_division(sentence, _joined(sentence, _whole(sentence, nouns, span))) for span in spans}
    named = [span for span in whole if not _is_part_of_name(sentence, nouns, span)]
    described = list(spots(nouns, setting_words().spots, setting_words().borders))
    described += taken_up(nouns, setting_words().known)
    found = {*named, *described}
    return sorted(one for one in found if not any(_holds(other, one) for other in found))


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_part_of_run(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.text.islower() and not _is_calendar(token)


def _joined(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    """All of a name with hyphens: "Port-au-Prince"."""
    start, end = span
    while (
        end + 1 < sentence.span.end and _is_hyphen(sentence.doc[end]) and sentence.doc[end + 1].text.isalpha()
    ):
        end += 2
    while start - 2 >= sentence.span.start and _is_hyphen(sentence.doc[start - 1]):
        start -= 2
    return start, end


def _is_hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_


def _is_part_of_name(sentence: Sentence, nouns: Nouns, span: tuple[int, int]) -> bool:
    """ "Sri" of "Sri Lankan", "Governorate" by itself, "Islamic State": not the name of a place."""
    start, end = span
    words = setting_words()
    first = sentence.doc[start]
    if not first.text[0].isalnum() or nouns.is_body(start, end):
        return True
    if end - start > 1 and first.text.islower() and first.text not in words.articles:
        return True  # "neo-Nazi"
    if _follows_people(sentence, nouns, start) or sentence.doc[end - 1].lower_ in words.happenings:
        return True
    common = words.settlements | words.divisions | words.generic | words.sides.keys() | words.sites
    if end - start == 1 and sentence.doc[start].lower_ in common:
        return True
    name = root(sentence.doc[start:end])
    head = name.head
    if name.dep_ in {"appos", "flat"} and nouns.classes(head) & _MOVING:
        return True  # "the tanker Silver Star"
    inside = name.dep_ in {"compound", "amod"} and head.i >= end
    return (
        inside
        and head.text[0].isupper()
        and head.lemma_.lower() not in words.settlements
        and head.pos_ != "VERB"
    )


def _names_place(name: Token, nouns: Nouns) -> bool:
    """A place by what is known of the name, or by the words around it."""
    classes = nouns.classes(name)
    means = name.dep_ == "compound" and "vehicle" in classes  # "Car bombings"
    if "weapon" in classes or means:
        return False
    told = _is_called(name) or _is_located(name, nouns) or _is_of_event(name, nouns)
    return told or "place" in classes or _is_site(name, nouns)


def _is_site(name: Token, nouns: Nouns) -> bool:
    """ "Shells hit Kesra University": a spot in a town that is known; its students may be elsewhere."""
    known = nouns.sentence.name_at(name)
    if known is None or name.dep_ in {"nsubj", "compound", "nmod:poss"} or known[1] - known[0] < 2:
        return False
    last = known[1] - 1
    named = name.i == last and name.lower_ in setting_words().sites
    return named and bool(nouns.gazetteer.candidates(nouns.sentence.words(known[0], last)))


def _is_of_event(name: Token, nouns: Nouns) -> bool:
    """ "the Kesra ambush": a name that is nobody's tells where it was."""
    if name.dep_ != "compound" or name.i > name.head.i or "event" not in nouns.classes(name.head):
        return False
    if "armed" in nouns.classes(name):
        return False
    known = nouns.sentence.name_at(name)
    if known is None:
        return name.text[0].isupper() and _could_be_place(nouns.sentence, nouns, name.i, name.i + 1)
    fits = known[2].kind in {"place", "other"} or bool(nouns.gazetteer.candidates(name.text))
    return fits and not nouns.is_body(*known[:2])


def _is_located(name: Token, nouns: Nouns) -> bool:
    """ "in X", "near X", "control of X": only a place is named so, also one that nobody knows."""
    marks = {child.lower_ for child in name.children if child.dep_ == "case"}
    held = name.head.lemma_.lower() == "control" and "of" in marks
    if not (held or marks & setting_words().locating) or not name.text[0].isupper():
        return False
    known = nouns.sentence.name_at(name)
    return known is None or not nouns.is_body(known[0], known[1])


def _is_hyphened(sentence: Sentence, end: int) -> bool:
    """ "Iran-linked", "Saudi-led": said of whom, not where."""
    after = sentence.doc[end : min(end + 2, sentence.span.end)]
    return len(after) == 2 and after[0].text == "-" and after[1].pos_ in {"VERB", "ADJ"}


def _names_division(sentence: Sentence, end: int) -> bool:
    """ "Northwest Region": an adjective that a word for a division makes a name."""
    after = sentence.doc[end] if end < sentence.span.end else None
    return after is not None and after.text.istitle() and after.lower_ in setting_words().divisions


def _is_disguised(noun: Token, nouns: Nouns) -> bool:
    """A name that was taken for a common noun: "the town of Surt", "in Muse", "in Kesra and Muse"."""
    sentence = nouns.sentence
    known = noun.i > sentence.span.start and _could_be_place(sentence, nouns, noun.i, noun.i + 1)
    joined = noun.dep_ == "conj" and noun.text[0].isupper() and _is_located(noun.head, nouns)
    taken = noun.dep_ == "obj" or noun.pos_ == "ADV"  # "raided Nablus", "seized Man"
    struck = taken and noun.text.istitle() and noun.head.i == noun.i - 1 and noun.head.text.islower()
    placed = joined or struck or _is_located(noun, nouns) or _is_of_event(noun, nouns)
    return _is_called(noun) or (known and placed)


def _is_called(name: Token) -> bool:
    """ "the town of X", "X village": the words say that it is a place."""
    above = name.head
    if above.dep_ == "compound" and above.pos_ == "NOUN":  # "the Abu Shouk displacement camp"
        above = above.head
    if not name.text[0].isupper() or above.lemma_.lower() not in setting_words().settlements:
        return False
    return name.dep_ == "compound" or (
        name.dep_ == "nmod" and any(child.lower_ == "of" for child in name.children if child.dep_ == "case")
    )


def _is_people(name: Token, nouns: Nouns) -> bool:
    """ "22 Palestinians": people of a country, wherever they were."""
    demonym = nouns.gazetteer.demonym
    many = name.tag_ in {"NNS", "NNPS"} and not nouns.is_country(name)  # not the Philippines
    return many and (demonym(name.text) or demonym(name.text[:-1])) is not None


def _follows_people(sentence: Sentence, nouns: Nouns, start: int) -> bool:
    """ "the cleric X Y", "its ally Turkey": a name after what only persons and parties are."""
    noun = sentence.doc[start - 1] if start > sentence.span.start else None
    classes = nouns.classes(noun) if noun is not None and noun.pos_ == "NOUN" else frozenset()
    return bool(classes & {"party", "person"}) and "place" not in classes


def _whole(sentence: Sentence, nouns: Nouns, span: tuple[int, int]) -> tuple[int, int]:
    """The longest run of capitals up to a name that the gazetteer knows too: "Central African Republic",
    "Gulf of Aden".
    """
    start, end = span
    of = start - 2 >= sentence.span.start and sentence.doc[start - 1].lower_ == "of"
    if of and _is_capital(sentence.doc[start - 2]) and _could_be_place(sentence, nouns, start - 2, end):
        return start - 2, end
    while start > sentence.span.start and _is_capital(sentence.doc[start - 1]):
        start -= 1
    if start < span[0] and _could_be_place(sentence, nouns, start, end):
        return start, end
    return span


def _is_capital(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.text[0].isupper()


def _could_be_place(sentence: Sentence, nouns: Nouns, start: int, end: int) -> bool:
    return bool(nouns.gazetteer.candidates(sentence.words(start, end))) and not nouns.is_body(start, end)


def _is_calendar(token: Token) -> bool:
    return token.lower_ in counting_words().months | counting_words().weekdays


def _with_division(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    """Takes "province", "governorate" … into the name, since they say what is meant by it."""
    start, end = span
    while start < end - 1 and sentence.doc[start].pos_ in {"DET", "ADP"}:
        start += 1
    while end - 1 > start and sentence.doc[end - 1].text in {"'s", "’s", "'", "’"}:
        end -= 1
    if end < sentence.span.end and sentence.doc[end].lower_ in setting_words().divisions:
        end += 1
    return start, end
