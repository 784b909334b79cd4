// Stage 4 without a language model: the answer by rules, from the evidence table alone, in the language of the
// request. It says what was found, how, which files were made, and what failed and why. Pure.

import type { RunState } from '../../shared/events.ts';
import { errorText, resultNoteText } from '../in-words.ts';
import { type AnswerWords, answerWordsFor } from './response/answer-words.ts';
import { type Evidence, type Finding, gatherEvidence } from './response/evidence.ts';
import { fileWords, findingWords, stepOf } from './response/phrases.ts';

/** The answer as Markdown, in paragraphs as they are ready. */
export function* composeAnswer(state: RunState): Generator<string, void, undefined> {
  const evidence = gatherEvidence(state);
  const words = answerWordsFor(state);
  const paragraphs = [
    ...evidence.counts.map(words.count),
    ...evidence.disagreements.map(words.disagreement),
    ...evidence.findings.flatMap((finding) => tellFinding(finding, words)),
    ...evidence.dubs.map(({ speech, video, file }) => {
      const names = words.list(speech.map(({ name }) => name));
      return words.dubbed(names, video.name, fileWords(file, words));
    }),
    ...troubles(evidence, words),
    ...way(evidence, words),
  ];
  if (state.tasks.length === 0) {
    paragraphs.push(words.noTask(words.list(state.attachments.map(({ name }) => name))));
  }
  for (const [index, paragraph] of paragraphs.entries()) {
    yield index === 0 ? paragraph : `\n\n${paragraph}`;
  }
}

/** A text that only went on into another task is told too: the person may want to check it. */
function tellFinding(finding: Finding, words: AnswerWords): readonly string[] {
  const { files, state } = finding;
  const made =
    files.length === 0 ? [] : [words.made(words.list(files.map((file) => fileWords(file, words))))];
  const notes = (state.output.notes ?? []).map((note) => resultNoteText(note, words.locale));
  const lines = [findingWords(finding, words), words.line([...made, ...notes])];
  return lines.filter((line) => line !== '');
}

function troubles(
  { failures, skipped, cancelled, undubbed }: Evidence,
  words: AnswerWords,
): readonly string[] {
  const lines = [
    ...failures.map(({ task, error }) => words.failed(task, errorText(error, words.locale))),
    ...skipped.map(({ task, because }) => words.skipped(task, because)),
    ...cancelled.map(({ task }) => words.stopped(task)),
    ...undubbed.map(({ video, error }) => words.undubbed(video, errorText(error, words.locale))),
  ];
  const list = lines.map((line) => `- ${line}`).join('\n');
  return lines.length === 0 ? [] : [`${words.notDone}\n\n${list}`];
}

function way({ findings }: Evidence, words: AnswerWords): readonly string[] {
  const steps = findings.map((finding) => stepOf(finding, words));
  return steps.length === 0 ? [] : [words.way(withoutRepeats(steps, words))];
}

/** The same step several times in a row, such as pictures drawn with seeds of their own, is told once. */
function withoutRepeats(steps: readonly string[], words: AnswerWords): readonly string[] {
  return steps.flatMap((step, at) => {
    if (step === steps[at - 1]) {
      return [];
    }
    const next = steps.findIndex((other, place) => place > at && other !== step);
    const times = (next < 0 ? steps.length : next) - at;
    return [times === 1 ? step : words.times(step, times)];
  });
}
