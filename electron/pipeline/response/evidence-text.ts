// The evidence table as text for a language model: all that an answer may say. Whatever came from files or
// models stands in JSON strings, one line each, so that it can't be taken for anything but data.

import type { RunState } from '../../../shared/events.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import { ENGLISH_ANSWER } from './answer-words-english.ts';
import { type Evidence, type Finding, gatherEvidence } from './evidence.ts';
import { outputFacts } from './finding-facts.ts';

/** About 3,500 tokens. */
const DEFAULT_CHARACTERS = 14_000;
/** Characters of text that each task may take and entries of each list, from roomy to bare. */
const ROOMS = [4000, 2000, 1000, 500, 250, 120, 60];
const CHARACTERS_PER_ENTRY = 25;

/**
 * @param characters that it should take; counts, files and failures are given whole even beyond them,
 * and all tasks are shortened alike
 */
export function printEvidence(state: RunState, characters = DEFAULT_CHARACTERS): string {
  const evidence = gatherEvidence(state);
  const [before, after] = [
    line('given files', state.attachments.map(fileFacts)),
    summary(evidence),
  ];
  const left = characters - before.length - after.length;
  const tasks = taskLines(evidence, left);
  return [before, ...tasks, after].filter((part) => part !== '').join('\n');
}

function taskLines({ findings }: Evidence, characters: number): readonly string[] {
  for (const room of ROOMS) {
    const lines = findings.map((finding) => findingLine(finding, room));
    if (lines.reduce((sum, { length }) => sum + length + 1, 0) <= characters) {
      return lines;
    }
  }
  const shortest = findings.map(({ state, files }) =>
    line(`task ${state.task.id}`, { type: state.task.type, ...madeFacts(files) }),
  );
  return [
    ...shortest,
    'What these tasks found is too long to be told here, apart from what follows.',
  ];
}

function findingLine({ state, sources, files }: Finding, room: number): string {
  const model = state.assignment?.model;
  return line(`task ${state.task.id}`, {
    type: state.task.type,
    ...(model && { model: model.name, host: model.host }),
    ...(sources.length > 0 && { read: sources }),
    ...outputFacts(state.output, { characters: room, entries: room / CHARACTERS_PER_ENTRY }),
    ...madeFacts(files),
  });
}

function madeFacts(files: readonly NamedArtefact[]) {
  return files.length > 0 ? { made: files.map(fileFacts) } : {};
}

function fileFacts({ name, artefact: { kind, width, height, duration } }: NamedArtefact) {
  return {
    name,
    kind,
    ...(width !== undefined && height !== undefined && { pixels: `${width} × ${height}` }),
    ...(duration !== undefined && { seconds: Number(duration.toFixed(1)) }),
  };
}

function summary(evidence: Evidence): string {
  const { counts, searched, disagreements, failures, skipped, cancelled } = evidence;
  const { dubs, undubbed } = evidence;
  const pictures = searched.length;
  return [
    ...(pictures > 0 ? [line('pictures searched for objects', searched)] : []),
    ...counts.map(({ label, total, perTask }) =>
      line('count, exact', {
        label,
        total,
        by_picture: Object.fromEntries(perTask.map(({ source, count }) => [source, count])),
      }),
    ),
    ...disagreements.map((each) => line('disagreement', ENGLISH_ANSWER.disagreement(each))),
    ...dubs.map(({ file, video, speech }) =>
      line('dubbed', {
        picture_of: video.name,
        sound_of: speech.map(({ name }) => name),
        made: fileFacts(file),
      }),
    ),
    ...undubbed.map(({ video, error }) => line('not dubbed', { video, why: error.message })),
    ...failures.map(({ task, error }) =>
      line(`failed task ${task.id}`, { type: task.type, why: error.message }),
    ),
    ...skipped.map(({ task, because }) =>
      line(`skipped task ${task.id}`, { type: task.type, since_this_task_failed: because }),
    ),
    ...cancelled.map(({ task }) => line(`stopped task ${task.id}`, { type: task.type })),
  ].join('\n');
}

/** JSON has no line breaks of its own but these three, so that data never begins a line. */
const BREAKS = /[\u0085\u2028\u2029]/gu;

function line(head: string, data: unknown): string {
  if (Array.isArray(data) && data.length === 0) {
    return '';
  }
  const json = JSON.stringify(data).replaceAll(
    BREAKS,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${head}: ${json}`;
}
