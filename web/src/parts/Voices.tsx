import type { Voice } from "../data/nouns";
import { sayDay, sayInside, sayVoice } from "../words/say";

/** The chain of voices, innermost first: who says it, and through whom it came to us. */
export function Voices({ voices }: { voices: Voice[] }) {
  return (
    <span class="voices">
      {voices.map((voice, index) => (
        <span key={index}>
          {index > 0 && <span class="through"> carried by </span>}
          <bdi>{sayVoice(voice)}</bdi> <span class="kind">({sayInside(voice.kind)}
          {voice.medium && `, ${voice.medium}`}
          {voice.said_on && `, ${sayDay(voice.said_on)}`})</span>
        </span>
      ))}
    </span>
  );
}
