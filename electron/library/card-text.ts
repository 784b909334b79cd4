// The first paragraphs of a model's page as plain text: what a person reads first, without front matter,
// headings, badges, HTML, code and tables. The page is written by anyone and is not trusted. Pure.

const MOST_PARAGRAPHS = 4;
/** Characters of all paragraphs together. */
const MOST_CHARACTERS = 1200;
/** Characters of the page that are looked at; what comes first lies far before. */
const LOOKED_AT = 100_000;
/** Characters; what is shorter is a label, not a sentence. */
const SHORTEST = 20;

export function cardParagraphs(page: string): readonly string[] {
  const body = withoutBlocks(withoutFrontMatter(page.slice(0, LOOKED_AT).replace(/\r\n?/g, '\n')));
  const found: string[] = [];
  let left = MOST_CHARACTERS;
  for (const block of blocksOf(body)) {
    const text = plainText(block);
    if (text.length >= SHORTEST && /\p{L}/u.test(text)) {
      const shown = cutAt(text, left);
      found.push(shown);
      left -= shown.length;
    }
    if (found.length === MOST_PARAGRAPHS || left < SHORTEST) {
      break;
    }
  }
  return found;
}

function withoutFrontMatter(page: string): string {
  const text = page.replace(/^\uFEFF/, '');
  if (!/^---\n[\w-]+:/.test(text)) {
    return text;
  }
  const end = text.indexOf('\n---', 3);
  return end === -1 ? '' : text.slice(text.indexOf('\n', end + 1) + 1 || text.length);
}

/** Left out with all that is in them; one that never ends takes the rest of the page along. */
const HIDDEN = [
  ['<!--', '-->'],
  ...['script', 'style', 'svg', 'table', 'pre', 'iframe'].map((tag) => [`<${tag}`, `</${tag}>`]),
] as const;

function withoutBlocks(page: string): string {
  return HIDDEN.reduce((text, [from = '', to = '']) => withoutBlock(text, from, to), page);
}

function withoutBlock(text: string, from: string, to: string): string {
  const lower = text.toLowerCase();
  const kept: string[] = [];
  let at = 0;
  for (;;) {
    const start = lower.indexOf(from, at);
    if (start === -1) {
      return kept.join(' ') + text.slice(at);
    }
    kept.push(text.slice(at, start));
    const end = lower.indexOf(to, start);
    if (end === -1) {
      return kept.join(' ');
    }
    at = end + to.length;
  }
}

const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#{1,6}(?:\s|$)/;
/** Under a heading, or a line across the page. */
const RULE = /^\s{0,3}(?:=+|-+|(?:[-*_]\s*){3,})$/;
const TABLE = /^\s*\|/;
const CODE = /^(?: {4}|\t)/;
const REFERENCE = /^\s{0,3}\[[^\]]*\]:/;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s+/;
const QUOTE = /^\s{0,3}>\s?(?:\[![A-Z]+\])?/;

/** Paragraphs and lists, each as one line; the items of a list stand beside each other. */
function* blocksOf(page: string): Generator<string> {
  let lines: string[] = [];
  let fence: string | undefined;
  for (const line of [...page.split('\n'), '']) {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      fence = mark?.startsWith(fence) === true ? undefined : fence;
      continue;
    }
    if (mark === undefined && isText(line, lines.length > 0)) {
      lines.push(line.replace(QUOTE, ''));
      continue;
    }
    // A heading may be a line of text with a rule under it.
    const isHeading = /^\s{0,3}(?:=+|-+)$/.test(line) && lines.length === 1;
    if (lines.length > 0 && !isHeading) {
      yield joined(lines);
    }
    lines = [];
    fence = mark;
  }
}

function isText(line: string, isWithin: boolean): boolean {
  const isCode = CODE.test(line) && !isWithin;
  return (
    line.trim() !== '' &&
    !isCode &&
    ![HEADING, RULE, TABLE, REFERENCE].some((kind) => kind.test(line))
  );
}

function joined(lines: readonly string[]): string {
  return lines
    .map((line, index) => line.replace(LIST_ITEM, index === 0 ? '' : ' · '))
    .join(' ')
    .replace(/\s+ · /g, ' · ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', mdash: '—', ndash: '–' },
  '#39': "'",
};
/** Control characters, and those that turn the direction of what follows; joiners are part of some scripts. */
const UNSEEN = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
/** What is in brackets, with one pair of them inside. */
const TARGET = String.raw`\((?:[^()]|\([^()]*\))*\)`;
const PICTURE = new RegExp(String.raw`!\[[^\][]*\](?:${TARGET}|\[[^\][]*\])`, 'g');
const LINK = new RegExp(String.raw`\[([^\][]*)\](?:${TARGET}|\[[^\][]*\])`, 'g');

function plainText(markdown: string): string {
  return markdown
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(PICTURE, '')
    .replace(LINK, '$1')
    .replace(/<(https?:[^<>\s]*)>/g, '$1')
    .replace(/<[/!]?[a-z][^<>]*>/gi, '')
    .replace(/`+/g, '')
    .replace(/\*+|~~/g, '')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/&(\w{2,5}|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ')
    .replace(/^[\s·]+|[\s·]+$/g, '');
}

/** At the end of a word, with a sign that there was more. */
function cutAt(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const cut = text.slice(0, limit - 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > limit / 2 ? end : cut.length).trimEnd()}…`;
}
