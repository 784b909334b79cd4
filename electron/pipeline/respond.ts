// Stage 4 without a language model: the answer by rules, from the evidence table alone. It says what
// was found, how, which files were made, and what failed and why. Pure.

import { speechNames } from '../../shared/dubs.ts';
import type { RunState } from '../../shared/events.ts';
import { resultNoteText } from '../english.ts';
import { disagreementWords } from './response/disagreements.ts';
import {
  type Evidence,
  type Finding,
  gatherEvidence,
  type ObjectCount,
} from './response/evidence.ts';
import { deedOf, fileWords, findingWords, joinWords } from './response/phrases.ts';

/** The answer as Markdown, in paragraphs as they are ready. */
export function* composeAnswer(state: RunState): Generator<string, void, undefined> {
  const evidence = gatherEvidence(state);
  const paragraphs = [
    ...evidence.counts.map(countWords),
    ...evidence.disagreements.map(disagreementWords),
    ...evidence.findings.flatMap(tellFinding),
    ...evidence.dubs.map(
      (dub) => `I put ${speechNames(dub)} into ${dub.video.name}: ${fileWords(dub.file)}.`,
    ),
    ...troubles(evidence),
    ...way(evidence),
  ];
  if (state.tasks.length === 0) {
    paragraphs.push(nothingToDo(state));
  }
  for (const [index, paragraph] of paragraphs.entries()) {
    yield index === 0 ? paragraph : `\n\n${paragraph}`;
  }
}

function nothingToDo({ attachments }: RunState): string {
  const files = attachments.map(({ name }) => name);
  const about = files.length === 0 ? 'in this request' : `for ${joinWords(files)}`;
  return (
    `I found no task ${about}. The built-in rules plan tasks and do not chat. Say what should be ` +
    'done and to which file, for example: read invoice.png for me, summarise notes.txt, find the edges in photo.jpg.'
  );
}

function countWords({ label, total, perTask }: ObjectCount): string {
  const parts = perTask.map(({ source, count }) => `${count} in ${source}`);
  return `**${label}: ${total}**${perTask.length > 1 ? ` (${joinWords(parts)})` : ` in ${perTask[0]?.source ?? ''}`}.`;
}

/** A text that only went on into another task is told too: the person may want to check it. */
function tellFinding(finding: Finding): readonly string[] {
  const { files, state } = finding;
  const made = files.length === 0 ? '' : `I made ${joinWords(files.map(fileWords))}.`;
  const notes = (state.output.notes ?? []).map(resultNoteText).join(' ');
  const lines = [findingWords(finding), [made, notes].filter((part) => part !== '').join(' ')];
  return lines.filter((line) => line !== '');
}

function troubles({ failures, skipped, cancelled, undubbed }: Evidence): readonly string[] {
  const lines = [
    ...failures.map(
      ({ task, error }) => `- ${task.type} (task ${task.id}) failed: ${error.message}`,
    ),
    ...skipped.map(
      ({ task, because }) =>
        `- ${task.type} (task ${task.id}) was skipped because task ${because} failed.`,
    ),
    ...cancelled.map(({ task }) => `- ${task.type} (task ${task.id}) was stopped.`),
    ...undubbed.map(({ video, error }) => `- ${video} could not be dubbed: ${error.message}`),
  ];
  return lines.length === 0 ? [] : [`Not done:\n\n${lines.join('\n')}`];
}

function way({ findings }: Evidence): readonly string[] {
  if (findings.length === 0) {
    return [];
  }
  const steps = findings.map((finding) => {
    const model = finding.state.assignment?.model.name ?? 'an unnamed model';
    return `${deedOf(finding)} with ${model}`;
  });
  return [`I ${joinSteps(withoutRepeats(steps))}.`];
}

/** The same step several times in a row, such as pictures drawn with seeds of their own, is told once. */
function withoutRepeats(steps: readonly string[]): readonly string[] {
  return steps.flatMap((step, at) => {
    if (step === steps[at - 1]) {
      return [];
    }
    const next = steps.findIndex((other, place) => place > at && other !== step);
    const times = (next < 0 ? steps.length : next) - at;
    return [times === 1 ? step : `${step} ${times} times`];
  });
}

function joinSteps(steps: readonly string[]): string {
  return steps.length < 3
    ? steps.join(', then ')
    : `${steps.slice(0, -1).join(', ')}, then ${steps.at(-1)}`;
}
