// What can be asked of the files that are attached, out of what can be done now.

import type { ResourceKind } from '../../shared/media.ts';
import type { TaskType } from '../../shared/tasks.ts';

interface Rule {
  /** Of the files that it is about. */
  readonly kind: ResourceKind;
  /** All of them must be possible. */
  readonly tasks: readonly TaskType[];
  /** How many files of the kind it takes; any number by default. */
  readonly files?: number;
}

/** Of each kind, the one to offer first stands first. Their words are in the catalogue under the same names. */
const RULES = {
  readPicture: { kind: 'image', tasks: ['image-to-text'] },
  objects: { kind: 'image', tasks: ['object-detection'] },
  speakPicture: { kind: 'image', tasks: ['image-to-text', 'text-to-speech'] },
  edges: { kind: 'image', tasks: ['canny-control'] },
  lines: { kind: 'image', tasks: ['mlsd-control'] },
  transcribe: { kind: 'audio', tasks: ['automatic-speech-recognition'] },
  clean: { kind: 'audio', tasks: ['audio-to-audio'] },
  summarise: { kind: 'text', tasks: ['summarization'], files: 1 },
  speakText: { kind: 'text', tasks: ['text-to-speech'], files: 1 },
  entities: { kind: 'text', tasks: ['token-classification'], files: 1 },
  compare: { kind: 'text', tasks: ['sentence-similarity'], files: 2 },
  fill: { kind: 'table', tasks: ['tabular-classification'] },
} as const satisfies Record<string, Rule>;
export type SuggestionId = keyof typeof RULES;
const IDS = Object.keys(RULES) as readonly SuggestionId[]; // keys of a const table

export interface Suggestion {
  readonly id: SuggestionId;
  readonly kind: ResourceKind;
  /** Names of the files that it is about. */
  readonly files: readonly string[];
}

interface AttachedFile {
  readonly name: string;
  readonly kind: ResourceKind | undefined;
}

/** Offered at once; more would be a list to read. */
const MOST = 6;

export function suggestionsFor(
  files: readonly AttachedFile[],
  abilities: ReadonlySet<TaskType>,
): readonly Suggestion[] {
  const fitting = IDS.flatMap((id) => {
    const rule: Rule = RULES[id];
    const names = files.filter(({ kind }) => kind === rule.kind).map(({ name }) => name);
    const fits = names.length > 0 && (rule.files ?? names.length) === names.length;
    const isPossible = rule.tasks.every((type) => abilities.has(type));
    return fits && isPossible ? [{ id, kind: rule.kind, files: names }] : [];
  });
  return inTurn(fitting).slice(0, MOST);
}

/** The first of each kind, then the second of each: no kind is left out for another. */
function inTurn(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const byKind = Map.groupBy(suggestions, ({ kind }) => kind);
  const rank = (suggestion: Suggestion) => byKind.get(suggestion.kind)?.indexOf(suggestion) ?? 0;
  return suggestions.toSorted((a, b) => rank(a) - rank(b));
}
