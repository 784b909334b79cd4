// Draws docs/images/run.png, the README's picture: runs a demo request for real and sets what the
// terminal printed, with the picture that was read beside it. Run it after a change of the output:
// node assets/make-run-picture.ts (with the Node that npm run finds).

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SAMPLE = 'invoice.png';
const REQUEST = `read ${SAMPLE} for me`;
/** Pixels. */
const FONT = 15;
const LINE = 22;
const COLUMN = 9.03;
const MARGIN = 28;
const COLUMNS = 104;
/** Before a line that goes on. */
const INDENT = '       ';
const PICTURE_WIDTH = 300;

/** SGR codes of node:util's styleText to colours on the dark ground. */
const COLOURS: Readonly<Record<string, string>> = {
  '31': '#f0786c',
  '32': '#7fd18b',
  '33': '#e5c07b',
  '36': '#6cb8f0',
};

/** One SGR code of a terminal, kept by split. */
const SGR = new RegExp(`(${String.fromCharCode(27)}\\[\\d+m)`);

const output = runRequest();
const lines = [`$ ensemble ask "${REQUEST}"`, ...output.split('\n')].flatMap(wrap);
const height = MARGIN * 2 + lines.length * LINE;
const textWidth = Math.ceil(COLUMNS * COLUMN);
const width = textWidth + PICTURE_WIDTH + MARGIN * 3;
const rows = lines.map((line, index) => row(line, MARGIN + FONT + index * LINE)).join('');
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="100%" height="100%" rx="10" fill="#15181e"/>
<g font-family="DejaVu Sans Mono, monospace" font-size="${FONT}" fill="#d7dae0" xml:space="preserve">${rows}</g></svg>`;
const sample = await sharp(join(ROOT, 'assets', 'samples', SAMPLE))
  .resize(PICTURE_WIDTH)
  .toBuffer();
mkdirSync(join(ROOT, 'docs', 'images'), { recursive: true });
await sharp(Buffer.from(svg))
  .composite([{ input: sample, left: textWidth + MARGIN * 2, top: MARGIN }])
  .png({ palette: true })
  .toFile(join(ROOT, 'docs', 'images', 'run.png'));

function runRequest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ensemble-picture-'));
  try {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [join(ROOT, 'electron', 'cli.ts'), 'ask', REQUEST, '--out', join(folder, 'out')],
      {
        cwd: join(ROOT, 'assets', 'samples'),
        env: { ...process.env, ENSEMBLE_HOME: join(folder, 'home'), FORCE_COLOR: '1' },
        encoding: 'utf8',
      },
    );
    if (status !== 0) {
      throw new Error(`The request failed with ${status}: ${stderr}`);
    }
    return stdout.replaceAll(join(folder, 'out'), 'ensemble-output').trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Cuts a line between words at the width of the picture; an SGR code takes no room and goes on. */
function wrap(line: string): readonly string[] {
  const lines: string[] = [''];
  let room = COLUMNS;
  let style = '';
  for (const word of line.split(SGR).flatMap((piece) => piece.split(/(?<= )/))) {
    if (word.startsWith('\u001b')) {
      style = word;
    } else if (word.trimEnd().length > room) {
      lines.push(INDENT + style);
      room = COLUMNS - INDENT.length;
    }
    lines[lines.length - 1] += word;
    room -= word.startsWith('\u001b') ? 0 : word.length;
  }
  return lines;
}

function row(line: string, y: number): string {
  let style = '';
  const spans = line.split(SGR).map((piece) => {
    if (piece.startsWith('\u001b')) {
      style = styleOf(piece, style);
      return '';
    }
    return piece === '' ? '' : `<tspan ${style}>${escapeXml(piece)}</tspan>`;
  });
  return `<text x="${MARGIN}" y="${y}">${spans.join('')}</text>`;
}

function styleOf(code: string, before: string): string {
  const number = code.slice(2, -1);
  const colour = COLOURS[number];
  if (colour !== undefined) {
    return `fill="${colour}"`;
  }
  return number === '1'
    ? 'font-weight="bold" fill="#ffffff"'
    : number === '2'
      ? 'fill="#8a919e"'
      : number === '4'
        ? before
        : '';
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
