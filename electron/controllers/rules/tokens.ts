// A request as tokens: words, punctuation, quoted texts and file names, so that rules match words and
// never the inside of a quotation. What the words mean belongs to the rules.

import type { ResourceKind } from '../../../shared/media.ts';
import type { KnownFile } from '../../../shared/plan.ts';
import { givenText } from './given-text.ts';

export interface Token {
  readonly type: 'word' | 'stop' | 'quote' | 'file';
  /** Words in lower case, a quotation without its marks, a file's name, a stop as , . ? ! ; or : */
  readonly text: string;
  /** Offsets in the request, in UTF-16 code units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Files only. */
  readonly kind?: ResourceKind;
}

/** Tokens with the line that rules match against: a space, then each token and a space. */
export interface TokenLine {
  readonly tokens: readonly Token[];
  readonly line: string;
  /** Where each token begins in `line`. */
  readonly offsets: readonly number[];
}

const STOPS: Readonly<Record<string, string>> = {
  ...{ '，': ',', '、': ',', '。': '.', '？': '?', '！': '!', '；': ';', '：': ':', '…': ',' },
  ...{ '(': ',', ')': ',', '（': ',', '）': ',', '—': ',', '\n': '.' },
};
/** Opening mark, content, closing mark; a straight mark closes only where a word could not go on. */
const QUOTED =
  /(?<![\p{L}\p{N}])'(?=\S)(.+?)(?<=\S)'(?![\p{L}\p{N}])|"([^"]+)"|“([^”]+)”|‘(.+?)’(?!\p{Script=Latin})|「([^」]+)」|『([^』]+)』|《([^》]+)》|`([^`]+)`/gsu;
const WORD = /\p{Script=Han}+|[\p{L}\p{N}](?:[\p{L}\p{N}_'’-]*[\p{L}\p{N}])?/gu;

/** The tokens of a request; `files` are the names to look for, longest match first. */
export function tokenise(request: string, files: readonly KnownFile[]): TokenLine {
  const taken = [...findFiles(request, files)];
  taken.push(...findQuotes(request, taken));
  if (taken.length === 0) {
    taken.push(...findGiven(request));
  }
  taken.sort((a, b) => a.start - b.start);
  const tokens: Token[] = [];
  let at = 0;
  for (const token of taken) {
    tokens.push(...plainTokens(request, at, token.start), token);
    if (endsSentence(request, token)) {
      tokens.push({ type: 'stop', text: '.', start: token.end, end: token.end });
    }
    at = token.end;
  }
  tokens.push(...plainTokens(request, at, request.length));
  return toLine(tokens);
}

/** "He said 'Go home.' Translate it": the stop within the marks ends the sentence around them too. */
function endsSentence(request: string, { type, text, end }: Token): boolean {
  return type === 'quote' && /[.?!…]$/.test(text) && /^\s+\p{Lu}/u.test(request.slice(end));
}

function findFiles(request: string, files: readonly KnownFile[]): Token[] {
  const found: Token[] = [];
  for (const { name, kind } of [...files].sort((a, b) => b.name.length - a.name.length)) {
    for (let start = request.indexOf(name); start >= 0; start = request.indexOf(name, start + 1)) {
      const token = { type: 'file', text: name, start, end: start + name.length, kind } as const;
      if (!found.some((other) => overlaps(other, token))) {
        found.push(widenToMarks(request, token));
      }
    }
  }
  return found;
}

/** Takes quotation marks that stand around a file's name into its token. */
function widenToMarks(request: string, token: Token): Token {
  const before = request[token.start - 1] ?? '';
  const after = /^[,.]?(["'”’」`])/.exec(request.slice(token.end, token.end + 2));
  return /["'“‘「`]/.test(before) && after !== null
    ? { ...token, start: token.start - 1, end: token.end + after[0].length }
    : token;
}

function findQuotes(request: string, files: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (const match of request.matchAll(QUOTED)) {
    const text = match.slice(1).find((group) => group !== undefined) ?? '';
    const token: Token = {
      type: 'quote',
      text: text.trim(),
      start: match.index,
      end: match.index + match[0].length,
    };
    if (token.text !== '' && !files.some((file) => overlaps(file, token))) {
      found.push(token);
    }
  }
  return found;
}

/** Without marks of its own, where nothing in the request is quoted or a file. */
function findGiven(request: string): Token[] {
  const given = givenText(request);
  return given === undefined
    ? []
    : [{ type: 'quote', text: request.slice(given.start, given.end), ...given }];
}

function overlaps(a: Token, b: Token): boolean {
  return a.start < b.end && b.start < a.end;
}

function plainTokens(request: string, from: number, to: number): Token[] {
  const piece = request.slice(from, to);
  const tokens: Token[] = [];
  let at = 0;
  for (const match of piece.matchAll(WORD)) {
    tokens.push(...stopTokens(piece, { from: at, to: match.index, base: from }));
    const start = from + match.index;
    const text = match[0].toLowerCase().replaceAll('’', "'");
    tokens.push({ type: 'word', text, start, end: start + match[0].length });
    at = match.index + match[0].length;
  }
  tokens.push(...stopTokens(piece, { from: at, to: piece.length, base: from }));
  return tokens;
}

function stopTokens(piece: string, span: { from: number; to: number; base: number }): Token[] {
  const tokens: Token[] = [];
  for (let index = span.from; index < span.to; index += 1) {
    const character = piece[index] ?? '';
    const text = STOPS[character] ?? (/[,.?!;:]/.test(character) ? character : undefined);
    if (text !== undefined) {
      const start = span.base + index;
      tokens.push({ type: 'stop', text, start, end: start + 1 });
    }
  }
  return tokens;
}

function toLine(tokens: readonly Token[]): TokenLine {
  let line = ' ';
  const offsets = tokens.map((token) => {
    const offset = line.length;
    line += `${written(token)} `;
    return offset;
  });
  return { tokens, line, offsets };
}

/** How a token stands in the line: quotations, questions and files as marks that no word looks like. */
function written(token: Token): string {
  if (token.type === 'quote') {
    return token.text.endsWith('?') ? '@question' : '@quote';
  }
  return token.type === 'file' ? `@${token.kind}` : token.text;
}
