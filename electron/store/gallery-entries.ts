// What the gallery keeps of a run: each file that it was given or that a task made, with where it comes from
// and the words under which a search finds it. Pure.

import type { RunState } from '../../shared/events.ts';
import type { Provenance } from '../../shared/gallery.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import { referencesOf, type TaskId } from '../../shared/plan.ts';
import { filesOfTask } from '../../shared/run-files.ts';
import type { TaskState } from '../../shared/task-states.ts';

export interface GalleryEntry {
  readonly file: NamedArtefact;
  readonly provenance: Provenance;
  /** In lower case. */
  readonly words: string;
}

/** Characters of words that are kept of a file. */
const MOST_WORDS = 20_000;

export function galleryEntries(run: RunState): readonly GalleryEntry[] {
  const { runId, conversation, request, startedAt: at } = run;
  const base = { run: runId, conversation, request, at };
  const given = [...run.attachments, ...run.fetched.map(({ file }) => file)].map((file) => {
    const provenance = { ...base, name: file.name, origin: 'given' as const };
    const url = run.fetched.find((one) => one.file === file)?.url;
    const readers = run.tasks.filter(({ task }) => namesFile(task, { name: file.name, url }));
    return { file, provenance, words: wordsOf([request, file.name, ...readers.flatMap(said)]) };
  });
  const made = run.tasks.flatMap((state) =>
    filesOfTask(state).map((file) => {
      const readers = run.tasks.filter(({ task }) => task.dependencies.includes(state.task.id));
      const texts = [request, file.name, ...asked(state, run), ...said(state)];
      return {
        file,
        provenance: { ...base, ...madeBy(state), name: file.name, origin: 'made' as const },
        words: wordsOf([...texts, ...readers.flatMap(said)]),
      };
    }),
  );
  const dubbed = run.dubs.map(({ file, video, speech }) => {
    const names = [file, video, ...speech].map(({ name }) => name);
    const provenance = { ...base, name: file.name, origin: 'made' as const };
    return { file, provenance, words: wordsOf([request, ...names]) };
  });
  return [...given, ...made, ...dubbed];
}

function madeBy(state: TaskState) {
  const { task, assignment, seed } = state;
  const ran = state.status === 'finished' ? state.output.ran : undefined;
  return {
    ...{ task: task.id, type: task.type },
    ...(assignment !== undefined && { model: assignment.model }),
    ...(seed !== undefined && { seed }),
    ...(ran !== undefined && ran),
    ...(state.status === 'finished' && { durationMs: state.durationMs }),
  };
}

function namesFile(
  { arguments: slots }: TaskState['task'],
  { name, url }: { readonly name: string; readonly url: string | undefined },
): boolean {
  return Object.values(slots).some(
    (argument) =>
      (argument.from === 'file' && argument.name === name) ||
      (argument.from === 'url' && argument.url === url) ||
      (argument.from === 'template' &&
        argument.parts.some((part) => part.from === 'file' && part.name === name)),
  );
}

/** The texts that a task was given: as they stand in the plan, and of the tasks that it names. */
function asked({ task }: TaskState, { tasks }: RunState): readonly string[] {
  return Object.values(task.arguments).flatMap((argument) => {
    if (argument.from === 'literal') {
      return [argument.value];
    }
    const named = new Set<TaskId>(referencesOf(argument).map((reference) => reference.task));
    return tasks.flatMap((state) => (named.has(state.task.id) ? textOf(state) : []));
  });
}

function textOf(state: TaskState): readonly string[] {
  return state.status === 'finished' && state.output.text !== undefined ? [state.output.text] : [];
}

/** What a task read, heard or saw. */
function said(state: TaskState): readonly string[] {
  return state.status === 'finished' ? wordsIn(state.output) : [];
}

function wordsIn({ text, labels, objects, entities, utterances }: TaskOutput): readonly string[] {
  return [
    ...(text === undefined ? [] : [text]),
    ...(labels ?? []).map(({ label }) => label),
    ...(objects ?? []).map(({ label }) => label),
    ...(entities ?? []).map((entity) => entity.text),
    ...(utterances ?? []).map((utterance) => utterance.text),
  ];
}

function wordsOf(texts: readonly string[]): string {
  return [...new Set(texts)].join('\n').toLowerCase().slice(0, MOST_WORDS);
}
