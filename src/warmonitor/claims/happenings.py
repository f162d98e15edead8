"""The happenings of a report, sentence by sentence, and the harm told with each: what claims are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warmonitor.claims import harm as harms_
from warmonitor.claims import lone
from warmonitor.claims.context import Known, context_of, is_of_peace, speaks_of
from warmonitor.claims.counted import Counted
from warmonitor.claims.figures import casualties
from warmonitor.claims.finding import find_triggers
from warmonitor.claims.hosts import host_of
from warmonitor.claims.lexicon import Lexicon
from warmonitor.claims.measures import measured
from warmonitor.claims.misread import with_verbs
from warmonitor.claims.nominal import Nouns
from warmonitor.claims.numbered import Numbered, numbered
from warmonitor.claims.sentence import Sentence
from warmonitor.claims.settle import settled
from warmonitor.claims.standing import OF_PEACE, stands
from warmonitor.claims.triggers import Trigger
from warmonitor.claims.whole_names import with_whole_names
from warmonitor.knowledge.gazetteer import Gazetteer
from warmonitor.knowledge.registry import Registry
from warmonitor.language import ParsedBlock
from warmonitor.model import Figure, Report
from warmonitor.ontology import Ontology


@dataclass(frozen=True)
class Found:
    """A sentence, its happenings and the harm told with each (by its first token)."""

    sentence: Sentence
    nouns: Nouns
    counted: list[Counted]
    triggers: list[Trigger]
    harms: dict[int, list[harms_.Harm]]
    numbered: dict[int, Numbered]


class Happenings:
    """Finds what a report tells of, with the words of the whole report in mind."""

    def __init__(
        self, report: Report, lexicon: Lexicon, ontology: Ontology, gazetteer: Gazetteer, registry: Registry
    ) -> None:
        """Starts a report."""
        self._report = report
        self._lexicon = lexicon
        self._ontology = ontology
        self._gazetteer = gazetteer
        self._registry = registry
        self._surnames: frozenset[str] = frozenset()
        self.context: frozenset[str] = frozenset()
        """The lists of exclude.yaml of which the report has a word."""

    def found(self, blocks: Sequence[ParsedBlock]) -> list[Found]:
        """What is found in each sentence, in order of the text."""
        blocks = [with_verbs(with_whole_names(block, self._registry)) for block in blocks]
        self._surnames = frozenset(surname for block in blocks for surname in _surnames(block))
        sentences = [sentence for block in blocks for sentence in _sentences(block)]
        known = Known(self._lexicon, self._gazetteer, self._registry)
        self.context = context_of(self._report, sentences, blocks, known)
        found: list[Found] = []
        before: Figure | None = None
        for sentence in sentences:
            found.append(self._in(sentence, before))
            before = self._last_figure(found[-1]) or before
        return found

    def _last_figure(self, found: Found) -> Figure | None:
        """What later words may take up: "50 towns fell. The agency put the figure at 70"."""
        if found.counted:
            return found.counted[0].figure
        told = (measured(one, found.triggers, found.nouns, found.numbered, ()) for one in found.triggers)
        return next((figure for figures in told for figure in figures), None)

    def _in(self, sentence: Sentence, before: Figure | None) -> Found:
        nouns = Nouns(sentence, self._lexicon, self._gazetteer, self._registry, self._surnames)
        counted = casualties(nouns, self._ontology, before)
        triggers, harms = self._with_harm(sentence, nouns, counted)
        counts = numbered(nouns, self._ontology) if triggers else {}
        return Found(sentence, nouns, counted, triggers, harms, counts)

    def _with_harm(
        self, sentence: Sentence, nouns: Nouns, counted: list[Counted]
    ) -> tuple[list[Trigger], dict[int, list[harms_.Harm]]]:
        """The triggers, and for each (by its first token) the harm told with it; harm alone makes its own."""
        found = find_triggers(sentence, nouns, self._lexicon, self.context)
        triggers = settled(found, self._lexicon)
        triggers = [one for one in triggers if stands(one, nouns, self.context, self._ontology)]
        hosted: dict[int, list[harms_.Harm]] = {}
        alone = []
        for harm in harms_.find_harms(sentence, counted, nouns, self._lexicon):
            host = host_of(harm.cue, triggers, harms_.measure_of(harm, counted), self._lexicon)
            if host is None:
                alone.append(harm)
            else:
                hosted.setdefault(host.start, []).append(harm)
        peace = is_of_peace(sentence, self._lexicon, rebels="rebels" in self.context)
        known = any(one.of_before for one in counted)
        if not known and (peace or speaks_of(sentence, self._lexicon, "courts")):
            alone = []
        alone = lone.left_alone(alone, hosted, counted)
        triggers = lone.without_emptied(triggers, hosted)
        driven = lone.is_beside_flight(triggers, self.context)
        armed = [driven or self._is_of_arms(harm, counted, nouns) for harm in alone]
        alone = lone.of_arms(alone, armed, counted)
        alone = [harm for harm in alone if not harms_.is_aside(harm, counted, nouns)]
        made = lone.standalone(alone, counted, self._lexicon, nouns)
        hosted.update({trigger.start: harms for trigger, harms in made})
        there = {(one.type, one.start) for one in triggers}
        triggers += [trigger for trigger, _ in made if (trigger.type, trigger.start) not in there]
        return sorted(triggers, key=lambda trigger: trigger.start), hosted

    def _is_of_arms(self, harm: harms_.Harm, counted: list[Counted], nouns: Nouns) -> bool:
        """Whether people were harmed by arms: the report speaks of arms, or it names a theatre of war or
        those who bear arms, and speaks of nothing of peace.
        """
        if self.context & {"arms", "organised"}:
            return "organised" in self.context or "crime" not in self.context
        told = "theatre" in self.context and not harms_.is_of_thing(harm, nouns)
        told = told or harms_.is_of_armed(harm, counted, self._ontology)
        return told and not self.context & OF_PEACE


def _sentences(block: ParsedBlock) -> Iterator[Sentence]:
    if block.block.kind not in {"boilerplate", "correction"}:
        yield from (
            Sentence(span, block) for span in block.words.sents if any(not token.is_space for token in span)
        )


def _surnames(block: ParsedBlock) -> Iterator[str]:
    """The last words of people's full names, by which they are called afterwards."""
    for name in block.names:
        words = block.text[name.start - block.offset : name.end - block.offset].split()
        if name.kind == "person" and len(words) > 1:
            yield words[-1]
