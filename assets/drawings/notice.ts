// Draws notice.png: a printed notice for the visitors of a lighthouse.

import { NOTICE } from '../texts.ts';
import { type Drawing, textAt } from './svg.ts';

const WIDTH = 1000;
const HEIGHT = 860;
const MARGIN = 110;
const PAPER = '#fbf8f1';
const INK = '#22303c';
const RED = '#a8322d';
const LINE_LENGTH = 46;
const LINE_HEIGHT = 46;

export function drawNotice(): Drawing {
  const middle = WIDTH / 2;
  const body = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>`,
    `<rect x="36" y="36" width="${WIDTH - 72}" height="${HEIGHT - 72}" fill="none" stroke="${INK}" stroke-width="4"/>`,
    `<rect x="48" y="48" width="${WIDTH - 96}" height="${HEIGHT - 96}" fill="none" stroke="${INK}" stroke-width="1.5"/>`,
    textAt([middle, 150], NOTICE.heading, {
      size: 62,
      colour: INK,
      family: 'serif',
      bold: true,
      anchor: 'middle',
    }),
    textAt([middle, 206], NOTICE.place, {
      size: 32,
      colour: RED,
      family: 'serif',
      anchor: 'middle',
      spacing: 1,
    }),
    `<rect x="${middle - 70}" y="240" width="140" height="4" fill="${RED}"/>`,
    sentences(),
  ].join('');
  return { width: WIDTH, height: HEIGHT, body };
}

function sentences(): string {
  let y = 322;
  return NOTICE.sentences
    .map((sentence) => {
      const lines = wrapped(sentence).map((line, row) =>
        textAt([MARGIN, y + row * LINE_HEIGHT], line, { size: 31, colour: INK, family: 'serif' }),
      );
      y += lines.length * LINE_HEIGHT + 22;
      return lines.join('');
    })
    .join('');
}

function wrapped(sentence: string): readonly string[] {
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE_LENGTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
