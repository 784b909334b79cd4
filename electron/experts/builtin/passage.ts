// Splits a text that holds both a question and the passage that answers it. How the answer is found
// belongs to question-answering.ts.

import { splitSentences } from './sentences.ts';

export interface PassageAndQuestion {
  readonly question: string;
  readonly passage: string;
}

/** Letters; anything shorter is a quoted word rather than a passage. */
const SHORTEST_PASSAGE = 20;
const LABELLED = /(?:^|[\s"“])(question|q|query|context|passage|text|document|paragraph)\s*:\s*/giu;
const IS_QUESTION_LABEL = /^q/i;

/** The two parts, or undefined where the text is a question alone. */
export function splitPassage(text: string): PassageAndQuestion | undefined {
  return [labelledParts(text), quotedPassage(text), questionAtAnEnd(text)].find(
    (parts) =>
      parts !== undefined &&
      parts.passage.length >= SHORTEST_PASSAGE &&
      /\p{L}/u.test(parts.question),
  );
}

/** "Context: … Question: …", in either order. */
function labelledParts(text: string): PassageAndQuestion | undefined {
  const labels = [...text.matchAll(LABELLED)];
  const parts = labels.map((label, i) => ({
    isQuestion: IS_QUESTION_LABEL.test(label[1] ?? ''),
    content: text.slice(label.index + label[0].length, labels[i + 1]?.index).trim(),
  }));
  const question = parts.find(({ isQuestion }) => isQuestion)?.content;
  const passage = parts.find(({ isQuestion }) => !isQuestion)?.content;
  const before = text.slice(0, labels[0]?.index).trim();
  if (question !== undefined) {
    const written = passage ?? before;
    return written === '' ? questionAtAnEnd(question) : { question, passage: written };
  }
  return passage === undefined || before === '' ? undefined : { question: before, passage };
}

/** A long quotation beside a question. */
function quotedPassage(text: string): PassageAndQuestion | undefined {
  const quotes = [...text.matchAll(/"([^"]+)"|“([^”]+)”|«([^»]+)»/gu)];
  const longest = quotes.reduce<RegExpExecArray | undefined>(
    (best, next) => (next[0].length > (best?.[0].length ?? 0) ? next : best),
    undefined,
  );
  if (longest === undefined) {
    return undefined;
  }
  const rest = `${text.slice(0, longest.index)} ${text.slice(longest.index + longest[0].length)}`;
  const passage = (longest[1] ?? longest[2] ?? longest[3] ?? '').trim();
  const isPassage = passage.split(/\s+/u).length >= 5 && !/\?$/u.test(passage);
  return isPassage ? { question: rest.replace(/\s+/gu, ' ').trim(), passage } : undefined;
}

/** A passage with its question as the first or the last sentence. */
function questionAtAnEnd(text: string): PassageAndQuestion | undefined {
  const sentences = splitSentences(text);
  const [first, last] = [sentences[0], sentences.at(-1)];
  if (first === undefined || last === undefined || sentences.length < 2) {
    return undefined;
  }
  if (/[?？]["”]?$/u.test(last.text)) {
    return { question: last.text, passage: text.slice(0, last.start).trim() };
  }
  return /[?？]["”]?$/u.test(first.text)
    ? { question: first.text, passage: text.slice(first.end).trim() }
    : undefined;
}
