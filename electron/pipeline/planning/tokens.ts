// Cuts near-JSON into tokens and writes each as strict JSON: any quotes become double ones, Python's
// constants become JSON's. How the tokens stand together belongs to brackets.ts.

export type TokenKind = 'open' | 'close' | 'comma' | 'colon' | 'string' | 'bare' | 'space';

export interface Token {
  readonly kind: TokenKind;
  /** As strict JSON; "" for white space and comments. */
  readonly json: string;
  /** Offset after the token. */
  readonly end: number;
  /** A string whose closing quote is missing: the text ends inside it. */
  readonly isOpen?: boolean;
}

const SIGNS: Readonly<Record<string, TokenKind>> = {
  '[': 'open',
  '{': 'open',
  ']': 'close',
  '}': 'close',
  ',': 'comma',
  ':': 'colon',
};

/** The token at `at`, which must be inside the text; `last` is the kind of the one before it. */
export function tokenAt(text: string, at: number, last: TokenKind | undefined): Token {
  const char = text.charAt(at);
  const sign = Object.hasOwn(SIGNS, char) ? SIGNS[char] : undefined;
  if (sign !== undefined) {
    return { kind: sign, json: char, end: at + 1 };
  }
  if (/\s/.test(char)) {
    return { kind: 'space', json: '', end: solidFrom(text, at) };
  }
  const two = text.slice(at, at + 2);
  if (two === '//' || two === '/*') {
    const mark = two === '//' ? '\n' : '*/';
    const end = text.indexOf(mark, at + 2);
    return { kind: 'space', json: '', end: end === -1 ? text.length : end + mark.length };
  }
  const mayQuote = last === undefined || last === 'open' || last === 'comma' || last === 'colon';
  return char === '"' || (mayQuote && Object.hasOwn(CLOSING_QUOTES, char))
    ? stringAt(text, at)
    : barewordAt(text, at);
}

/** Offset of the first character from `from` that is not white space, or the text's length. */
export function solidFrom(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) {
    at += 1;
  }
  return at;
}

const CLOSING_QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
};

function stringAt(text: string, start: number): Token {
  const quote = text.charAt(start);
  const closing = CLOSING_QUOTES[quote] ?? quote;
  let json = '"';
  let from = start + 1;
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === closing && endsString(text, at)) {
      break;
    }
    const escaped = escapedAt(text, at);
    if (escaped === undefined) {
      at += 1;
    } else {
      json += text.slice(from, at) + escaped.json;
      from = at + escaped.length;
      at = from;
    }
  }
  json += `${text.slice(from, at)}"`;
  return { kind: 'string', json, end: Math.min(at + 1, text.length), isOpen: at >= text.length };
}

/** What JSON writes for a character that cannot stand in a string as it is; undefined where it can. */
function escapedAt(
  text: string,
  at: number,
): { readonly json: string; readonly length: number } | undefined {
  const char = text.charAt(at);
  if (char === '\\') {
    const next = text.charAt(at + 1);
    const isEscape = next !== '' && '"\\/bfnrtu'.includes(next);
    const isQuote = next !== '' && "'`’”".includes(next);
    return {
      json: isEscape ? char + next : isQuote ? next : '\\\\',
      length: isEscape || isQuote ? 2 : 1,
    };
  }
  return char === '"' || char < ' '
    ? { json: JSON.stringify(char).slice(1, -1), length: 1 }
    : undefined;
}

/**
 * Whether a closing quote closes: it stands before a separator, a bracket or the end. Any other is a
 * quote inside the string; where a comma was forgotten, white space and the next string follow.
 */
function endsString(text: string, at: number): boolean {
  const next = text.charAt(solidFrom(text, at + 1));
  return (
    next === '' ||
    /[,:\]}/`]/.test(next) ||
    (next === text.charAt(at) && /\s/.test(text.charAt(at + 1)))
  );
}

const CONSTANTS: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  none: 'null',
  undefined: 'null',
  nan: 'null',
};

function barewordAt(text: string, start: number): Token {
  let end = start + 1;
  while (end < text.length && !/[\s[\]{},:"]/.test(text.charAt(end))) {
    end += 1;
  }
  const word = text.slice(start, end);
  const constant = Object.hasOwn(CONSTANTS, word.toLowerCase())
    ? CONSTANTS[word.toLowerCase()]
    : undefined;
  const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word);
  return { kind: 'bare', json: constant ?? (isNumber ? word : JSON.stringify(word)), end };
}
