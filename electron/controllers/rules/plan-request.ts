// From a request to the tasks that answer it, by rules: read, choose, link. Pure and without a model; the
// front for the pipeline is ../rules.ts.

import type { ResourceKind } from '../../../shared/media.ts';
import type { Note } from '../../../shared/notes.ts';
import type { WireTask } from '../../../shared/plan.ts';
import { taskEntry } from '../../../shared/tasks.ts';
import { mentionedAddresses, mentionedFiles } from '../../pipeline/planning/mentions.ts';
import type { AskedRequest } from '../controller.ts';
import { type Choice, chooseSteps, type Dropped } from './choose.ts';
import { MOST_PICTURES, picturesAsked } from './counted-pictures.ts';
import { addTasks } from './link.ts';
import { inOrderOfWork } from './order.ts';
import { type Passage, passagesOf } from './passage.ts';
import type { Rule, Step } from './rule.ts';
import { sentencesOf } from './sentences.ts';
import { type Draft, mainKind, type Sources, typeOf } from './sources.ts';
import { type Scene, sceneOf } from './subjects.ts';
import { tokenise } from './tokens.ts';
import { hasVideo, type Seen, videosAs, withoutVideo } from './videos.ts';

/** A plan with what led to it. */
export interface ReasonedPlan {
  readonly tasks: readonly WireTask[];
  readonly choices: readonly Choice[];
  readonly dropped: readonly Dropped[];
  readonly scene: Scene;
  /** What the person should know of it. */
  readonly notes: readonly Note[];
}

/** A video is taken for its sound, or else for a picture of it, where the request plainly asks for that. */
export function planRequest(input: AskedRequest): ReasonedPlan {
  const plain = () => planWith(input, (files) => files);
  return hasVideo(input)
    ? (planOfVideo(input, 'audio') ?? planOfVideo(input, 'image') ?? plain())
    : plain();
}

function planOfVideo(input: AskedRequest, kind: 'audio' | 'image'): ReasonedPlan | undefined {
  const request = withoutVideo(input, kind === 'audio' ? 'audio' : 'picture');
  const plan = planWith({ ...input, request }, videosAs(kind, input));
  const isAskedFor = plan.choices.some(
    ({ step, rule }) =>
      takes(step, kind) && mainKind(step) !== 'video' && !Object.values(DEFAULTS).includes(rule),
  );
  return isAskedFor ? plan : undefined;
}

function planWith(asked: AskedRequest, seen: Seen): ReasonedPlan {
  const [attachments, earlier] = [seen(asked.attachments), seen(asked.earlier)];
  const input = { ...asked, attachments, earlier };
  const known = [...attachments, ...earlier];
  const named = mentionedFiles(input.request).filter(
    (file) => !known.some(({ name }) => name === file.name),
  );
  const addresses = mentionedAddresses(input.request);
  const line = tokenise(input.request, [...known, ...seen([...named, ...addresses])]);
  const sentences = sentencesOf(line);
  const scene = sceneOf(line, input);
  const found = chooseSteps(scene, sentences);
  const choices = inOrderOfWork(
    line.line,
    withoutRepeats(
      line.line,
      found.choices.length > 0 ? found.choices : byKind(scene, found.dropped),
    ),
  );
  const passages = passagesOf({ request: input.request, line, sentences }, choices);
  const sources: Sources = {
    input,
    line,
    pictures: scene.pictures,
    drafts: [],
    used: new Set(),
  };
  choices.forEach((choice, place) => {
    const passage = passages[place];
    if (passage !== undefined) {
      addTasks(sources, { choice, passage, place, isOneOfSeveral: choices.length > 1 });
    }
  });
  const notes = passages.flatMap((passage, place) => limitNote(choices[place]?.step, passage));
  return { tasks: sources.drafts.map(toWire), choices, dropped: found.dropped, scene, notes };
}

function limitNote(step: Step | undefined, passage: Passage): readonly Note[] {
  const asked = step === undefined ? 1 : picturesAsked(step, passage);
  return asked > MOST_PICTURES ? [{ code: 'PICTURES_LIMITED', asked, drawn: MOST_PICTURES }] : [];
}

const THEN = /(?: then| also| next|再|然后|接着|还)$/;
const NEW_THING = / (?:a|an|another|some|one|two|three)(?: |$)|[一两二三四五六七八九]/;

/** "Draw a cat, then draw a dog": the second picture is another one, not the first in other words. */
function isAnotherPicture(line: string, before: Choice, { step, start, end }: Choice): boolean {
  return (
    step === 'text-to-image' &&
    THEN.test(line.slice(before.end, start)) &&
    NEW_THING.test(line.slice(start, end))
  );
}

/** A step asked for twice is done once, unless it is plainly another picture or a new one came between. */
function withoutRepeats(line: string, choices: readonly Choice[]): readonly Choice[] {
  return choices.filter((choice, index) => {
    const before = choices.slice(0, index).findLastIndex(({ step }) => step === choice.step);
    const same = choices[before];
    return (
      same === undefined ||
      isAnotherPicture(line, same, choice) ||
      choices
        .slice(before, index)
        .some(
          ({ step }) =>
            step === 'text-to-image' && step !== choice.step && takes(choice.step, 'image'),
        )
    );
  });
}

/** Whether a task works on a thing of that kind. */
function takes(step: Step, kind: ResourceKind): boolean {
  return Object.values(taskEntry(typeOf(step)).inputs).some(({ kinds }) => kinds.includes(kind));
}

/** What is done with a file where the request asks for nothing that the rules know. */
const DEFAULTS: Readonly<Partial<Record<ResourceKind, Rule>>> = {
  image: defaultRule('image-to-text', 'is about a picture, with no clearer task'),
  audio: defaultRule('automatic-speech-recognition', 'is about a recording, with no clearer task'),
  text: defaultRule('summarization', 'is about a text, with no clearer task'),
  table: defaultRule('tabular-classification', 'is about a table, with no clearer task'),
};
function defaultRule(step: Step, because: string): Rule {
  return { tasks: [step], because, phrases: [], examples: [] };
}

function byKind(scene: Scene, dropped: readonly Dropped[]): readonly Choice[] {
  const isSmallTalk = dropped.some(({ hit }) => hit.rule.tasks.length === 0);
  const rule = isSmallTalk || scene.atHand === undefined ? undefined : DEFAULTS[scene.atHand];
  const end = scene.line.line.length - 1;
  return (rule?.tasks ?? []).flatMap((step) =>
    rule === undefined
      ? []
      : [{ rule, step, cue: scene.line.line.trim(), start: 0, end, sentence: 0 }],
  );
}

function toWire(draft: Draft): WireTask {
  const dep = [...draft.dependencies].sort((a, b) => a - b);
  return {
    task: typeOf(draft.step),
    id: draft.id,
    dep: dep.length === 0 ? [-1] : dep,
    args: draft.args,
  };
}
