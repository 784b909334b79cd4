// What an answer says to a client that shows nothing but its text: besides the answer the files that were made
// and what should be known of the run; in a stream, what was corrected after it was sent.

import type { RunState } from '../../shared/events.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import { noteWords } from '../../shared/notes.ts';
import { filesMade } from '../../shared/run-files.ts';
import { addressOf } from './compatible-files.ts';

/** @param origin of this server, as the client wrote it */
export function answerText(run: RunState, origin: string): string {
  return inParagraphs([run.answer, ...closingParagraphs(run, origin)]);
}

/**
 * What is still to be sent after an answer that was sent as it came.
 * @param shown what was sent; it can't be taken back
 */
export function remainingText(run: RunState, shown: string, origin: string): string {
  const rest = run.answer.startsWith(shown) ? run.answer.slice(shown.length) : undefined;
  const corrected = rest === undefined ? correction(shown, run.answer) : [];
  const more = inParagraphs([...corrected, ...closingParagraphs(run, origin)]);
  const isFirst = `${shown}${rest ?? ''}` === '';
  return `${rest ?? ''}${more === '' || isFirst ? more : `\n\n${more}`}`;
}

/** The paragraphs as they should have been. */
function correction(shown: string, answer: string): readonly string[] {
  const sent = new Set(paragraphsOf(shown));
  const changed = paragraphsOf(answer).filter((paragraph) => !sent.has(paragraph));
  return changed.length === 0 ? [] : ['**Corrected:**', ...changed];
}

function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.trim());
}

function closingParagraphs(run: RunState, origin: string): readonly string[] {
  const links = new Set(filesMade(run).map((file) => linkTo(file, origin)));
  const notes = run.notes.map((note) => noteWords(note).replace(/\s+/g, ' ').trim());
  return [...links, ...(notes.length === 0 ? [] : [`*${escaped(notes.join(' '))}*`])];
}

function linkTo(file: NamedArtefact, origin: string): string {
  const address = addressOf(file).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
  const isShown = file.artefact.kind === 'image';
  return `${isShown ? '!' : ''}[${escaped(file.name)}](${origin}${address})`;
}

/** Signs that Markdown would read. */
function escaped(text: string): string {
  return text.replace(/[\\*_[\]`<>]/g, '\\$&');
}

function inParagraphs(paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}
