// Draws invoice.png: a joiner's invoice. The people, the places and the work are invented.

import { type Drawing, type TextStyle, textAt } from './svg.ts';

const WIDTH = 1000;
const HEIGHT = 1300;
const LEFT = 80;
const RIGHT = WIDTH - 80;
const INK = '#1d2a33';
const GREY = '#5b6770';
const ACCENT = '#1f5f5b';
const VAT_PERCENT = 20;

interface Line {
  readonly work: string;
  readonly quantity: number;
  /** Euros. */
  readonly price: number;
}

const LINES: readonly Line[] = [
  { work: 'Oak display shelf, 2.4 m', quantity: 4, price: 185 },
  { work: 'Shop counter in ash, oiled', quantity: 1, price: 1260 },
  { work: 'Hinged counter flap', quantity: 1, price: 145 },
  { work: 'Delivery and fitting, hours', quantity: 6, price: 48 },
];

const BODY: TextStyle = { size: 25, colour: INK };
const LABEL: TextStyle = { size: 22, colour: GREY };
const TO_THE_RIGHT = { anchor: 'end' } as const;

export function drawInvoice(): Drawing {
  const net = LINES.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  const vat = (net * VAT_PERCENT) / 100;
  const body = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    head(),
    customer(),
    table(),
    totals(net, vat),
    foot(),
  ].join('');
  return { width: WIDTH, height: HEIGHT, body };
}

function head(): string {
  const bold = { ...BODY, bold: true };
  return [
    `<g transform="translate(${LEFT} 76)">${mark()}</g>`,
    textAt([LEFT + 92, 112], 'Marlow Joinery', { size: 36, colour: INK, bold: true }),
    textAt([LEFT + 92, 146], '8 Tanner Row, Wexbridge', LABEL),
    textAt([RIGHT, 118], 'INVOICE', {
      size: 44,
      colour: ACCENT,
      bold: true,
      spacing: 3,
      ...TO_THE_RIGHT,
    }),
    ...[
      ['Invoice number', 'MJ-2047'],
      ['Invoice date', '12 March 2026'],
      ['Due date', '11 April 2026'],
    ].flatMap(([label = '', value = ''], row) => [
      textAt([510, 260 + row * 42], label, { ...BODY, colour: GREY }),
      textAt([RIGHT, 260 + row * 42], value, { ...bold, ...TO_THE_RIGHT }),
    ]),
  ].join('');
}

/** The joiner's mark, a dovetail joint; so pale that no reader of letters takes it for one. */
function mark(): string {
  return (
    '<rect width="72" height="72" rx="10" fill="#e8f1f0"/>' +
    '<path d="M0 36 H14 L22 16 H50 L58 36 H72 V62 A10 10 0 0 1 62 72 H10 A10 10 0 0 1 0 62 Z" fill="#c3dcd8"/>'
  );
}

function customer(): string {
  return [
    textAt([LEFT, 260], 'Billed to', { ...BODY, colour: GREY }),
    textAt([LEFT, 302], 'Elder Street Bakery', { ...BODY, bold: true }),
    textAt([LEFT, 340], 'Clara Whitmore', BODY),
    textAt([LEFT, 378], '21 Elder Street', BODY),
    textAt([LEFT, 416], 'Northam', BODY),
  ].join('');
}

/** Right edges of the number columns. */
const COLUMNS = { quantity: 590, price: 745, amount: RIGHT - 20 };

function table(): string {
  const heading = { size: 23, colour: ACCENT, bold: true };
  const top = 490;
  return [
    `<rect x="${LEFT}" y="${top}" width="${RIGHT - LEFT}" height="56" rx="6" fill="#e8f1f0"/>`,
    textAt([LEFT + 20, top + 37], 'Description', heading),
    textAt([COLUMNS.quantity, top + 37], 'Quantity', { ...heading, ...TO_THE_RIGHT }),
    textAt([COLUMNS.price, top + 37], 'Price', { ...heading, ...TO_THE_RIGHT }),
    textAt([COLUMNS.amount, top + 37], 'Amount', { ...heading, ...TO_THE_RIGHT }),
    ...LINES.map((line, row) => tableRow(line, top + 56 + row * 70)),
  ].join('');
}

function tableRow({ work, quantity, price }: Line, top: number): string {
  const number = { ...BODY, ...TO_THE_RIGHT };
  return [
    textAt([LEFT + 20, top + 44], work, BODY),
    textAt([COLUMNS.quantity, top + 44], String(quantity), number),
    textAt([COLUMNS.price, top + 44], money(price), number),
    textAt([COLUMNS.amount, top + 44], money(quantity * price), number),
    `<rect x="${LEFT}" y="${top + 69}" width="${RIGHT - LEFT}" height="2" fill="#dfe5e4"/>`,
  ].join('');
}

function totals(net: number, vat: number): string {
  const number = { ...BODY, ...TO_THE_RIGHT };
  const total = { size: 32, colour: ACCENT, bold: true };
  return [
    textAt([560, 890], 'Subtotal', { ...BODY, colour: GREY }),
    textAt([COLUMNS.amount, 890], money(net), number),
    textAt([560, 936], `VAT ${VAT_PERCENT}%`, { ...BODY, colour: GREY }),
    textAt([COLUMNS.amount, 936], money(vat), number),
    `<rect x="540" y="964" width="${RIGHT - 540}" height="78" rx="6" fill="#e8f1f0"/>`,
    textAt([560, 1014], 'Total', total),
    textAt([COLUMNS.amount, 1014], `€${money(net + vat)}`, { ...total, ...TO_THE_RIGHT }),
  ].join('');
}

function foot(): string {
  return [
    `<rect x="${LEFT}" y="1120" width="${RIGHT - LEFT}" height="2" fill="#dfe5e4"/>`,
    textAt([LEFT, 1172], 'Please pay within 30 days and quote the invoice number.', LABEL),
    textAt([LEFT, 1210], 'Thank you for your order.', LABEL),
  ].join('');
}

function money(euros: number): string {
  return euros.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
