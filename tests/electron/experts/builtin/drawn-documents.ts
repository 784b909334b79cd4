// Documents drawn as SVG for the tests of reading, and the measure of how well they were read. The
// fonts are those of Debian's fonts-dejavu-core; without it every letter is drawn as a box.

import sharp, { type Sharp } from 'sharp';

export interface TextLine {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Pixels. */
  readonly size?: number;
  readonly font?: string;
  readonly bold?: boolean;
  readonly fill?: string;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  readonly background?: string;
  readonly ink?: string;
  /** More SVG under the text: rules, frames. */
  readonly under?: string;
}

export function drawSheet(sheet: Sheet): Sharp {
  const { width, height, lines, background = 'white', ink = 'black', under = '' } = sheet;
  const texts = lines.map((line) => drawLine(line, ink)).join('');
  const ground = `<rect width="100%" height="100%" fill="${background}"/>`;
  const size = `width="${width}" height="${height}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${ground}${under}${texts}</svg>`;
  return sharp(Buffer.from(svg));
}

function drawLine(line: TextLine, ink: string): string {
  const { text, x, y, size = 20, font = 'DejaVu Sans', bold = false, fill = ink } = line;
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${x}" y="${y}" font-family="${font}" font-size="${size}"${weight} fill="${fill}">${escaped}</text>`;
}

/** Lines of one size below one another, with an empty line's room between paragraphs. */
export function layText(
  lines: readonly string[],
  { x = 30, y = 0, size = 20, font = 'DejaVu Sans' },
): TextLine[] {
  return lines
    .map((text, index) => ({ text, x, y: y + Math.round((index + 1.5) * size * 1.5), size, font }))
    .filter(({ text }) => text !== '');
}

/** A page that is as large as its lines need. */
export function pageOf(lines: readonly string[], { size = 20, font = 'DejaVu Sans' }): Sheet {
  const longest = Math.max(...lines.map((line) => line.length));
  return {
    width: Math.ceil(longest * size * 0.68) + 60,
    height: Math.ceil((lines.length + 1.5) * size * 1.5),
    lines: layText(lines, { size, font }),
  };
}

/**
 * Share of the expected words that were read: 1 less the word-level edit distance (insertions,
 * deletions, substitutions) over their count, at least 0.
 */
export function wordAccuracy(expected: string, read: string): number {
  const [wanted, found] = [toWords(expected), toWords(read)];
  let row = found.map((_, index) => index + 1);
  wanted.forEach((word, i) => {
    let diagonal = i;
    let left = i + 1;
    row = row.map((above, j) => {
      left = Math.min(above + 1, left + 1, diagonal + (word === found[j] ? 0 : 1));
      diagonal = above;
      return left;
    });
  });
  const distance = row.at(-1) ?? wanted.length;
  return Math.max(0, 1 - distance / wanted.length);
}

function toWords(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

export const PROSE = [
  'The harbour office opens at seven and closes',
  'when the last boat has returned. Please bring',
  'your licence, two copies of the form, and 35',
  'pounds in coins; cards are not accepted here.',
  '',
  'Boats longer than 12 metres must call channel',
  '16 before entering, and wait for an answer.',
  'Nobody may swim between the piers in summer.',
];

export const INVOICE: Sheet = {
  width: 1000,
  height: 760,
  under:
    '<g stroke="black" stroke-width="2"><path d="M60 330H940M60 375H940M60 560H940" fill="none"/></g>',
  lines: [
    { text: 'Northwind Boat Supplies', x: 60, y: 80, size: 34, bold: true },
    { text: 'Invoice number: NB-20417', x: 60, y: 140 },
    { text: 'Invoice date: 14 March 2024', x: 60, y: 172 },
    { text: 'Due date: 13 April 2024', x: 60, y: 204 },
    { text: 'Bill to', x: 620, y: 140, bold: true },
    { text: 'Marta Lindqvist', x: 620, y: 172 },
    { text: '7 Quay Street, Oban', x: 620, y: 204 },
    { text: 'marta@lindqvist.example', x: 620, y: 236 },
    ...['Description', 'Quantity', 'Unit price', 'Amount'].map((text, column) => ({
      text,
      x: [60, 480, 640, 820][column] ?? 0,
      y: 360,
      bold: true,
    })),
    ...[
      ['Anchor rope, 20 m', '2', '18.50', '37.00'],
      ['Brass shackle', '10', '3.20', '32.00'],
      ['Signal lamp', '1', '64.90', '64.90'],
      ['Life jacket', '4', '41.25', '165.00'],
    ].flatMap((cells, row) =>
      cells.map((text, column) => ({
        text,
        x: [60, 480, 640, 820][column] ?? 0,
        y: 410 + row * 40,
      })),
    ),
    { text: 'Subtotal', x: 640, y: 600 },
    { text: '298.90', x: 820, y: 600 },
    { text: 'VAT 20%', x: 640, y: 635 },
    { text: '59.78', x: 820, y: 635 },
    { text: 'Total', x: 640, y: 680, size: 24, bold: true },
    { text: '358.68', x: 820, y: 680, size: 24, bold: true },
    { text: 'Payment within 30 days. Thank you!', x: 60, y: 730, size: 18 },
  ],
};

/** Labels stand above, beside and in their boxes. */
export const FORM: Sheet = {
  width: 900,
  height: 640,
  under:
    '<g fill="none" stroke="#555" stroke-width="2"><path d="M50 110H850V590H50Z M50 210H850M50 310H850M450 110V310"/></g>',
  lines: [
    { text: 'Application for a berth', x: 50, y: 70, size: 32, bold: true },
    { text: 'Surname', x: 65, y: 140, size: 16 },
    { text: 'Okafor', x: 65, y: 185, size: 24 },
    { text: 'First name', x: 465, y: 140, size: 16 },
    { text: 'Ngozi', x: 465, y: 185, size: 24 },
    { text: 'Date of birth', x: 65, y: 240, size: 16 },
    { text: '02/09/1987', x: 65, y: 285, size: 24 },
    { text: 'Nationality', x: 465, y: 240, size: 16 },
    { text: 'Irish', x: 465, y: 285, size: 24 },
    { text: 'Phone:', x: 65, y: 360 },
    { text: '+44 1631 555 018', x: 300, y: 360 },
    { text: 'Email:', x: 65, y: 410 },
    { text: 'ngozi.okafor@example.org', x: 300, y: 410 },
    { text: 'Name of the boat:', x: 65, y: 460 },
    { text: 'Grey Heron', x: 300, y: 460 },
    { text: 'Length in metres:', x: 65, y: 510 },
    { text: '9.4', x: 300, y: 510 },
    { text: 'Home port:', x: 65, y: 560 },
    { text: 'Tobermory', x: 300, y: 560 },
  ],
};

export const LETTER: Sheet = {
  width: 1000,
  height: 760,
  lines: [
    { text: 'Harbour Trust', x: 60, y: 70, size: 28, font: 'DejaVu Serif', bold: true },
    { text: '3 Pier Road, Oban', x: 60, y: 105, font: 'DejaVu Serif' },
    { text: '21 June 2024', x: 60, y: 165, font: 'DejaVu Serif' },
    { text: 'Dear Ms Okafor,', x: 60, y: 225, font: 'DejaVu Serif' },
    ...layText(
      [
        'Thank you for your application. We are glad to offer you berth 27',
        'on the north pier. The yearly fee is £640.00, which must be paid',
        'before 1 August 2024.',
        '',
        'The harbour office opens at 8:30 and the keys are kept by our',
        'warden, Callum Reid. The meeting of all members takes place on',
        '14 September 2024 in the town hall.',
      ],
      { x: 60, y: 230, size: 20, font: 'DejaVu Serif' },
    ),
    { text: 'Yours sincerely,', x: 60, y: 560, font: 'DejaVu Serif' },
    { text: 'Isla MacGregor', x: 60, y: 640, font: 'DejaVu Serif' },
    { text: 'Secretary', x: 60, y: 672, font: 'DejaVu Serif' },
  ],
};
