// Holds an answer that a language model wrote against what ran: files, addresses and counts. What is wrong
// is taken out or put right in sight, and noted; what is right stays letter for letter.

import type { RunState } from '../../../shared/events.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { Note } from '../../../shared/notes.ts';
import { storedFilesOf } from '../../../shared/outputs.ts';
import type { Argument } from '../../../shared/plan.ts';
import { mentionedFiles } from '../planning/mentions.ts';
import { checkCounts } from './check-counts.ts';
import { checkNames, type KnownNames } from './check-names.ts';
import { gatherEvidence } from './evidence.ts';

interface CheckedAnswer {
  readonly answer: string;
  readonly notes: readonly Note[];
}

/** @param allowed names of files that may be named besides those of the run */
export function checkAnswer(
  answer: string,
  state: RunState,
  allowed: readonly string[] = [],
): CheckedAnswer {
  const named = checkNames(answer, knownNames(state, allowed));
  const counted = checkCounts(named.answer, gatherEvidence(state), state.request);
  return { answer: counted.answer, notes: [...named.notes, ...counted.notes] };
}

function knownNames(state: RunState, allowed: readonly string[]): KnownNames {
  const dubbed = state.dubs.map(({ file }) => file);
  const files = [...state.attachments, ...state.tasks.flatMap(filesOfState), ...dubbed];
  const filled = state.tasks.flatMap(({ task }) => Object.values(task.arguments));
  const names = [
    ...files.map(({ name }) => name),
    ...filled.flatMap(fileNamed),
    ...mentionedFiles(state.request).map(({ name }) => name),
    ...allowed,
  ];
  return {
    names: new Set(names.flatMap(withBaseName)),
    ids: new Set(files.map(({ artefact }) => artefact.id)),
    said: [state.request, ...filled.flatMap((each) => (each.from === 'url' ? [each.url] : []))],
  };
}

function filesOfState(state: RunState['tasks'][number]): readonly NamedArtefact[] {
  return state.status === 'finished' ? storedFilesOf(state.output) : [];
}

function fileNamed(argument: Argument): readonly string[] {
  return argument.from === 'file' ? [argument.name] : [];
}

/** A file may be named without its folder. */
function withBaseName(name: string): readonly string[] {
  const folded = name.normalize('NFC').toLowerCase();
  return [folded, folded.slice(Math.max(folded.lastIndexOf('/'), folded.lastIndexOf('\\')) + 1)];
}
