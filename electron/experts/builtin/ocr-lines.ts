// Tesseract's tree of blocks, paragraphs, lines and words, made flat: lines of words in reading order.

import type { Block, Line } from 'tesseract.js';
import type { Box } from '../../../shared/media.ts';

export interface RecognisedWord {
  readonly text: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** In pixels of the picture that was read. */
  readonly box: Box;
}

/** A line in reading order, where one column follows the other. */
export interface RecognisedLine {
  readonly words: readonly RecognisedWord[];
  /** Counts from 0; the lines of one paragraph share it. */
  readonly paragraph: number;
}

export function toLines(blocks: readonly Block[]): readonly RecognisedLine[] {
  return blocks
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph, index) =>
      paragraph.lines.map((line) => ({ words: toWords(line), paragraph: index })),
    )
    .filter(({ words }) => words.length > 0);
}

function toWords(line: Line): RecognisedWord[] {
  return line.words
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
      text: text.trim(),
      confidence: Math.min(1, Math.max(0, confidence / 100)),
      box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
    }));
}
