// Reads a token line with the rules: which phrases stand in it, and which of them decide its tasks.

import type { ResourceKind } from '../../../shared/media.ts';
import { RULES } from './all-rules.ts';
import { compilePhrases } from './pattern.ts';
import type { Rule, Step, Subject } from './rule.ts';
import { type Sentence, sentenceAt } from './sentences.ts';
import { type Made, type Scene, subjectsAt } from './subjects.ts';
import type { TokenLine } from './tokens.ts';
import { ENGLISH_WORDS } from './words-english.ts';

/** A phrase found in the line. */
export interface Hit {
  readonly rule: Rule;
  readonly cue: string;
  /** Offsets in the token line. */
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
}

/** A task chosen, with the phrase that asked for it. */
export interface Choice extends Hit {
  readonly step: Step;
}

/** A phrase that was found and did not count, and why. */
export interface Dropped {
  readonly hit: Hit;
  readonly why: string;
}

const WEIGHT = 2;
/** Nouns for what a task makes, which a later phrase refers to. */
const PRODUCT =
  /(?:translations?|summary|summaries|transcripts?|transcriptions?|descriptions?|captions?|answers?|replies|reply|version|text|image|picture|photo)$/;
/** What a phrase weighs less that names the product of a task asked for before. */
const REPEATED = 1;
/** From this weight on a phrase is a whole construction: what stands within it is part of it. */
const CONSTRUCTION = 4;
const weightOf = (hit: Hit): number => hit.rule.weight ?? WEIGHT;

let compiled: ReadonlyMap<Rule, RegExp> | undefined;
function compiledRules(): ReadonlyMap<Rule, RegExp> {
  compiled ??= new Map(
    RULES.map((rule) => [rule, compilePhrases(rule.phrases, ENGLISH_WORDS)] as const),
  );
  return compiled;
}

/** Every phrase of every rule in the line, in order. */
function findHits({ line }: TokenLine, sentences: readonly Sentence[]): Hit[] {
  const hits: Hit[] = [];
  for (const [rule, pattern] of compiledRules()) {
    for (const match of line.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const sentence = sentenceAt(sentences, match.index);
      hits.push({ rule, cue: match[0].trim(), start: match.index, end, sentence });
    }
  }
  return hits.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The tasks that a request asks for, in the order in which it does. */
export function chooseSteps(
  scene: Scene,
  sentences: readonly Sentence[],
): { readonly choices: readonly Choice[]; readonly dropped: readonly Dropped[] } {
  const dropped: Dropped[] = [];
  const hits = findHits(scene.line, sentences).filter((hit) => {
    const asks =
      hit.rule.inPassing === true || hit.start >= (sentences[hit.sentence]?.asksFrom ?? 0) - 1;
    if (!asks) {
      dropped.push({ hit, why: 'the sentence only tells the circumstances there' });
    }
    return asks;
  });
  const choices: Choice[] = [];
  const made: Made[] = [];
  for (const cluster of clustersOf(hits)) {
    const fitting = cluster.filter((hit) => isAbout(hit, subjectsAt(scene, hit, made)));
    const done = new Set(choices.map(({ step }) => step));
    for (const hit of heaviest(scene.line.line, fitting, { dropped, done })) {
      const taken = hit.rule.question === true ? takenOver(scene.line.line, hit, hits) : undefined;
      if (taken !== undefined) {
        dropped.push({ hit, why: `"${taken.cue}" says what is asked` });
        continue;
      }
      if (hit.rule.tasks.length === 0) {
        dropped.push({ hit, why: `it ${hit.rule.because}` });
      }
      for (const step of hit.rule.tasks) {
        choices.push({ ...hit, step });
        made.push(...madeBy(step, scopeEnd(scene.line.line, hit)));
      }
    }
  }
  return { choices: withoutVague(choices, dropped), dropped };
}

/** The hit of another task that follows a question within its own clause. */
function takenOver(line: string, question: Hit, hits: readonly Hit[]): Hit | undefined {
  return hits.find(
    (hit) =>
      hit.rule.question !== true &&
      hit.start >= question.end &&
      /^(?: [^ ,.?!;:]+){0,2}$/.test(line.slice(question.end, hit.start)) &&
      !JOINT.test(`${line.slice(question.end, hit.start)} `),
  );
}

function withoutVague(choices: readonly Choice[], dropped: Dropped[]): readonly Choice[] {
  if (choices.every(({ rule }) => rule.vague === true)) {
    return choices;
  }
  return choices.filter((choice) => {
    if (choice.rule.vague === true) {
      dropped.push({ hit: choice, why: 'the request asks for something clearer' });
    }
    return choice.rule.vague !== true;
  });
}

function isAbout(hit: Hit, subjects: ReadonlySet<Subject>): boolean {
  return hit.rule.about?.some((subject) => subjects.has(subject)) ?? true;
}

/** Hits that overlap, directly or through others, go together. */
function clustersOf(hits: readonly Hit[]): Hit[][] {
  const clusters: Hit[][] = [];
  let end = -1;
  for (const hit of hits) {
    const last = clusters.at(-1);
    if (last !== undefined && hit.start < end) {
      last.push(hit);
    } else {
      clusters.push([hit]);
    }
    end = Math.max(end, hit.end);
  }
  return clusters;
}

/** Of hits that overlap the heaviest, then the longest; in the order of the line. */
function heaviest(
  line: string,
  cluster: readonly Hit[],
  { dropped, done }: { readonly dropped: Dropped[]; readonly done: ReadonlySet<Step> },
): Hit[] {
  const kept: Hit[] = [];
  // "Read the translation aloud" names a translation that was asked for before: it weighs less.
  const isAsked = (hit: Hit) =>
    hit.rule.tasks.some((step) => done.has(step)) ||
    cluster.some(({ rule, start }) => rule === hit.rule && start < hit.start);
  const weigh = (hit: Hit) =>
    weightOf(hit) - (PRODUCT.test(hit.cue) && isAsked(hit) ? REPEATED : 0);
  const ranked = [...cluster].sort(
    (a, b) => weigh(b) - weigh(a) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  for (const hit of ranked) {
    const rival = kept.find((other) => compete(line, hit, other));
    if (rival === undefined) {
      kept.push(hit);
    } else if (rival.rule !== hit.rule) {
      dropped.push({ hit, why: `"${rival.cue}" says more` });
    }
  }
  return kept.sort((a, b) => a.end - b.end);
}

const JOINT = / (?:and|or|plus|,|then|as well as|along with|和|并|再|以及) /;

/** Two hits compete where they overlap, unless a joint shows that one verb has two objects. */
function compete(line: string, a: Hit, b: Hit): boolean {
  const overlap = a.start < b.end && b.start < a.end;
  const tail = `${line.slice(Math.min(a.end, b.end), Math.max(a.end, b.end))} `;
  const isWhole =
    Math.max(weightOf(a), weightOf(b)) >= CONSTRUCTION ||
    (a.rule.question ?? b.rule.question) === true;
  return overlap && (isWhole || !JOINT.test(tail));
}

/** Where a phrase ends with the quotation that it takes: "a picture of '…'"; else where it begins. */
function scopeEnd(line: string, hit: Hit): number {
  const quoted = /^(?: [^ ,.?!;:@]+){0,6}(?: :)? @quote/.exec(line.slice(hit.end));
  return quoted === null ? hit.start : hit.end + quoted[0].length;
}

/** What a step leaves for "it" and "this" to mean; a step that only looks at a thing leaves nothing. */
const MAKES: Readonly<Partial<Record<Step, ResourceKind>>> = {
  'text-to-image': 'image',
  'image-editing': 'image',
  'image-to-image': 'image',
  'openpose-text-to-image': 'image',
  'image-to-text': 'text',
  'automatic-speech-recognition': 'text',
  translation: 'text',
  summarization: 'text',
  conversational: 'text',
  'text-generation': 'text',
  'text2text-generation': 'text',
  'text-to-speech': 'audio',
  'audio-to-audio': 'audio',
};

function madeBy(step: Step, at: number): Made[] {
  const kind = MAKES[step];
  return kind === undefined ? [] : [{ kind, at, step }];
}
