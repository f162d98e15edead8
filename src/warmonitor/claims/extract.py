"""A parsed report in, its claims out, as words."""

from collections.abc import Sequence
from dataclasses import dataclass

from warmonitor.claims import asides, roles
from warmonitor.claims.about import with_about, with_antecedents
from warmonitor.claims.actors import ActorFinder
from warmonitor.claims.attach_places import own_places
from warmonitor.claims.attach_times import own_time, said_on, span_of
from warmonitor.claims.confidence import Signs, confidence
from warmonitor.claims.denials import with_denials
from warmonitor.claims.draft import Draft
from warmonitor.claims.event_counts import event_figures
from warmonitor.claims.happenings import Found, Happenings
from warmonitor.claims.hosted import dated
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.lists import with_members
from warmonitor.claims.measures import measured
from warmonitor.claims.modality import SPEECH, UNREAL, is_denial, modality
from warmonitor.claims.newness import newness
from warmonitor.claims.numbered import counted_things
from warmonitor.claims.periods import over_period
from warmonitor.claims.places import PlaceWords, find_places
from warmonitor.claims.quantities import Quantity
from warmonitor.claims.rivals import told_apart
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.settle import is_bare
from warmonitor.claims.things import find_objects
from warmonitor.claims.toll import figures_of, is_counted, victims
from warmonitor.claims.triggers import Trigger
from warmonitor.claims.voices import Attribution, VoiceFinder
from warmonitor.knowledge.calendar import TimeExpression, find_times
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.language import ParsedBlock
from warmonitor.model import Actor, Claim, Report, Voice, claim_id
from warmonitor.model.claim import Modality
from warmonitor.model.noun import Span
from warmonitor.ontology import Ontology

# Who speak where it happened: "residents in Goma said".
_AT_HAND = frozenset({"eyewitness", "medical", "police", "social_media"})


@dataclass(frozen=True)
class _Scene(Found):
    """All that was found in one sentence with happenings."""

    voices: list[Attribution]
    counts: dict[int, Quantity]
    places: list[PlaceWords]
    times: list[TimeExpression]

    def date_of(self, trigger: Trigger) -> Span | None:
        """The date expression that belongs to a happening of the sentence."""
        return own_time(trigger, self.triggers, self.voices, self.times, self.sentence)

    def period(self, span: Span | None) -> tuple[TimeExpression | None, str]:
        """The date expression that stands there, and the words behind it."""
        when = next((time for time in self.times if span_of(time, self.sentence) == span), None)
        return when, "" if when is None else self.sentence.span.text[when.end :]


class Extractor:
    """Reads the claims out of one report, sentence after sentence."""

    def __init__(
        self, report: Report, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer, registry: Registry
    ) -> None:
        """Starts a report."""
        self._report = report
        self._lexicon = lexicon
        self._ontology = ontology
        self.happenings = Happenings(report, lexicon, ontology, gazetteer, registry)
        self._voices = VoiceFinder(lexicon, ontology)
        self._actors = ActorFinder(lexicon, self._voices.discourse)

    def drafts(self, blocks: Sequence[ParsedBlock]) -> list[Draft]:
        """The report's claims as words, in order of the text."""
        found = self.happenings.found(blocks)
        # What is said in paragraphs after the last happening, nothing refers to.
        last = next((one.sentence.offset for one in reversed(found) if one.triggers), -1)
        found = [one for one in found if one.sentence.offset <= last]
        voices = self._voices.hear([(one.sentence, one.nouns) for one in found])
        drafts = [
            draft
            for one, heard in zip(found, voices, strict=True)
            if one.triggers
            for draft in self._told(self._scene(one, heard))
        ]
        return with_antecedents(drafts, self._lexicon)

    def _told(self, scene: _Scene) -> list[Draft]:
        drafts = [self._draft(trigger, scene) for trigger in scene.triggers]
        told = with_about([draft for draft in drafts if draft is not None], scene.triggers, scene.sentence)
        told = with_denials(told, scene.triggers, scene.voices, scene.sentence)
        return with_members(told, scene.places, scene.times, scene.sentence)

    def _scene(self, found: Found, voices: list[Attribution]) -> _Scene:
        sentence, nouns, numbers = found.sentence, found.nouns, self._ontology.numbers
        triggers, harms = told_apart(found.triggers, found.harms, found.counted, voices, nouns)
        topic = asides.topic_length(sentence)
        return _Scene(
            sentence=sentence,
            nouns=nouns,
            counted=found.counted,
            triggers=triggers,
            harms=harms,
            voices=voices,
            counts=counted_things(sentence, numbers),
            numbered=found.numbered,
            places=_unspoken(find_places(sentence, nouns, numbers), voices),
            times=[time for time in find_times(sentence.span.text) if time.start >= topic],
        )

    def _draft(self, trigger: Trigger, scene: _Scene) -> Draft | None:
        sentence = scene.sentence
        own, above = self._voices_of(trigger, scene)
        speaker = next(iter(own), None) if trigger.type in SPEECH else None
        actors = self._actors.actors(trigger, scene.nouns, scene.voices, speaker)
        actors = tuple(
            actor
            for actor in actors
            if actor.role != "target" or not is_counted(actor, scene.counted, sentence)
        )
        doers = [actor.span for actor in actors if actor.role in {"agent", "party"}]
        places = [
            words
            for words in own_places(trigger, scene.triggers, scene.places, scene.voices)
            if not any(start <= words.place.span[0] and words.place.span[1] <= end for start, end in doers)
        ]
        harms = scene.harms.get(trigger.start, ())
        toll = figures_of(harms, scene.counted)
        figures = (
            *toll,
            *measured(trigger, scene.triggers, scene.nouns, scene.numbered, toll),
            *event_figures(trigger, scene.counts, scene.nouns),
        )
        time, before = dated(trigger, scene.triggers, scene.date_of)
        figures = over_period(figures, *scene.period(time))
        objects = find_objects(trigger, sentence, self._lexicon, scene.counts, scene.triggers)
        if trigger.type == "comment" and not actors:
            return None
        if is_bare(trigger, who=bool(actors or figures), where=bool(places), lexicon=self._lexicon):
            return None
        voices = _chain(own + above)
        mood = _modality(trigger, voices, self._lexicon)
        if mood == "negated":
            actors = tuple(actor for actor in actors if not _is_nobody(actor, sentence))
        quote = sentence.bounds
        span = sentence.offsets(trigger.start, trigger.end)
        claim = Claim(
            id=claim_id(self._report.id, trigger.type, quote, span),
            report=self._report.id,
            type=trigger.type,
            quote=self._report.text[quote[0] : quote[1]],
            span=quote,
            block=sentence.block,
            actors=actors + victims(harms, actors, sentence),
            objects=objects,
            places=tuple(words.place for words in places),
            figures=figures,
            voices=(*(one.voice for one in voices), Voice(name=self._report.outlet, kind="outlet")),
            modality=mood,
            newness="new" if mood in UNREAL else newness(trigger, sentence, self._lexicon),
            confidence=confidence(
                trigger, mood, Signs(len(scene.triggers), bool(harms), bool(figures), bool(places))
            ),
            rule=_rule(trigger, with_toll=bool(harms)),
        )
        return Draft(
            claim=claim,
            trigger=span,
            time=time,
            before=before,
            said_on=tuple(said_on(one, scene.triggers, scene.times, sentence) for one in voices),
            tense="future" if trigger.head.tag_ == "VB" and mood in {"planned", "demanded"} else "past",
        )

    def _voices_of(self, trigger: Trigger, scene: _Scene) -> tuple[list[Attribution], list[Attribution]]:
        """Whose word a happening is: the speaker of an act of speech, and those who tell of it."""
        above = [one for one in scene.voices if trigger.head.i in one.covers]
        own = [one for one in scene.voices if trigger.holds(one.cue)]
        if trigger.type not in SPEECH:
            return own, above  # "the rebels claim control of the town"
        unsaid = roles.is_passive(trigger.head) and roles.by_agent(trigger.head) is None  # "was accused"
        if not own and trigger.is_verb and not (trigger.charges_doer or unsaid):
            spoken = self._voices.speech(scene.sentence, trigger.head, scene.nouns)
            own = [spoken] if spoken is not None else []
        if not own and (trigger.type == "comment" or trigger.charges_doer):
            own = above[:1]  # "the raid was a mistake, the general said", "the army was behind it, they said"
        return own, above


def _unspoken(places: Sequence[PlaceWords], voices: Sequence[Attribution]) -> list[PlaceWords]:
    """Places, without those that are in the name of a voice, or only tell where it spoke: "the Aleppo Media
    Centre said", "an official in Zagreb said", "said in New York".
    """
    return [words for words in places if not any(_is_of_voice(words, one) for one in voices)]


def _is_of_voice(words: PlaceWords, one: Attribution) -> bool:
    if one.span[0] <= words.start and words.end <= one.span[1]:
        return True
    if words.end + 1 == one.span[0] and words.top.doc[words.end].text == ":":
        return True  # "Russia: the Kremlin's spokesman called …"
    if one.voice.kind in _AT_HAND or words.top.i in one.covers or words.top.dep_ not in {"nmod", "obl"}:
        return False
    of_speaker = one.source is not None and words.top.head.i == one.source.i
    return of_speaker or (words.top.head.i == one.cue.i and words.top.i > one.cue.i)


def _rule(trigger: Trigger, *, with_toll: bool) -> str:
    """The name of the rule that made a claim: its type, how it is told, and whether a toll goes with it."""
    return f"{trigger.type}.{'verb' if trigger.is_verb else 'noun'}{'+toll' if with_toll else ''}"


def _is_nobody(actor: Actor, sentence: Sentence) -> bool:
    """ "No group has claimed …": nobody is no actor."""
    before = sentence.doc.text[: actor.span[0] - sentence.offset].rstrip().rpartition(" ")[2].lower()
    return before in {"no", "neither"}


def _chain(found: Sequence[Attribution]) -> list[Attribution]:
    """Voices innermost first; one who is named twice in a row speaks once."""
    chain: list[Attribution] = []
    for one in found:
        if not chain or (one.voice.name, one.voice.speaker) != (
            chain[-1].voice.name,
            chain[-1].voice.speaker,
        ):
            chain.append(one)
    return chain


def _modality(trigger: Trigger, voices: Sequence[Attribution], lexicon: Lexicon) -> Modality:
    mood = modality(trigger, lexicon)
    heard = [one for one in voices if trigger.type not in SPEECH or not trigger.holds(one.cue)]
    # That somebody accuses is no claim of theirs: "claims that Russia was responsible".
    if mood == "asserted" and trigger.type not in SPEECH and any(one.distancing for one in heard):
        return "alleged"
    accused = [one.cue for one in heard if one.voice.kind in lexicon.voices["parties"]]
    denied = mood == "negated" and trigger.type in lexicon.hosts and is_denial(trigger, accused, lexicon)
    return "denied" if denied else mood
