// A conversation as Markdown that any reader shows: requests, answers, files, and what ran. Pure.

import type { RunState } from '../../shared/events.ts';
import type { ArtefactId, NamedArtefact } from '../../shared/media.ts';
import { minuteOf } from '../../shared/minute.ts';
import { filesMade } from '../../shared/run-files.ts';
import type { TaskState } from '../../shared/task-states.ts';

/** Where a file lies beside the text; undefined where its bytes are gone. */
export type PathOf = (artefact: ArtefactId) => string | undefined;

export function conversationMarkdown(
  title: string,
  runs: readonly RunState[],
  pathOf: PathOf,
): string {
  const parts = runs.map((run) => runMarkdown(run, runs, pathOf));
  return `${[`# ${plain(title)}`, ...parts].join('\n\n')}\n`;
}

function runMarkdown(run: RunState, runs: readonly RunState[], pathOf: PathOf): string {
  const { request, attachments, answer, error, startedAt, origin } = run;
  const before = runs.findIndex(({ runId }) => runId === origin);
  const version = before === -1 ? '' : `, another version of request ${before + 1}`;
  const sections = [
    `## ${runs.indexOf(run) + 1}. Request, ${minuteOf(startedAt)} UTC${version}`,
    quoted(request),
    ...attachments.map((file) => fileMarkdown(file, pathOf)),
    answer.trim(),
    error === undefined ? '' : `It failed: ${plain(error.message)}`,
    ...filesMade(run).map((file) => fileMarkdown(file, pathOf)),
    tasksMarkdown(run.tasks),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function quoted(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function fileMarkdown({ name, artefact }: NamedArtefact, pathOf: PathOf): string {
  const path = pathOf(artefact.id);
  if (path === undefined) {
    return `${plain(name)} (the file is gone)`;
  }
  const link = `[${plain(name)}](${path.split('/').map(encodeURIComponent).join('/')})`;
  return artefact.kind === 'image' ? `!${link}` : link;
}

function tasksMarkdown(tasks: readonly TaskState[]): string {
  if (tasks.length === 0) {
    return '';
  }
  const rows = tasks.map((state) => {
    const { task, assignment } = state;
    const model =
      assignment === undefined ? '' : `${assignment.model.name} (${assignment.model.host})`;
    return `| ${task.id} | ${task.type} | ${plain(model)} | ${outcomeOf(state)} |`;
  });
  return ['| task | type | model | outcome |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function outcomeOf(state: TaskState): string {
  switch (state.status) {
    case 'finished':
      return state.reused ? 'reused' : `done in ${(state.durationMs / 1000).toFixed(2)} s`;
    case 'failed':
      return `failed: ${plain(state.error.message)}`;
    case 'skipped':
      return `skipped, since task ${state.because} failed`;
    default:
      return state.status;
  }
}

/** On one line, with what Markdown would take for its own marked as text. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#]/g, '\\$&')
    .trim();
}
