// What may be written down of the things that happen: this is where everything goes through that reaches
// the log or the report. Names, numbers and places of the program may pass; what could be a person's may not.

import { fileURLToPath } from 'node:url';

export type Redactor = (text: string) => string;

/** Characters of a fact; nothing that the program has to tell of itself is longer. */
const MAX_FACT = 300;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Variables whose values are keys. */
const SECRET_NAME = /KEY|TOKEN|SECRET|PASS|CREDENTIAL|COOKIE|AUTH(?!OR)/i;
/** Shorter ones would take out words of the text. */
const MIN_SECRET = 6;

const ADDRESS = /\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>)\]]+/giu;
const EMAIL = /[^\s@"'<>]+@[^\s@"'<>]+\.\w+/gu;
/** Of the forms that services give their keys. */
const KEY =
  /\b(?:(?:sk|pk|rk|xai|nvapi|pplx)-[\w-]{6,}|(?:hf|gsk|ghp|api)_\w{6,})|\bBearer\s+\S+/giu;
/** Letters and digits in a row, as keys, hashes and tokens have them and words have not. */
const RANDOM = /\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{20,}\b/gu;
/** From the root, from home or from a drive, to the end: names of folders may have spaces. */
const PATH = /(?:(?<![\w.\])-])[A-Za-z]:[\\/]|\\\\|~\/|(?<![\w.\])-])\/)(?=\S).*/gsu;

/** @param environment that keys are read from */
export function createRedactor(environment: NodeJS.ProcessEnv): Redactor {
  const secrets = Object.entries(environment)
    .filter(([name, value = '']) => SECRET_NAME.test(name) && value.length >= MIN_SECRET)
    .map(([, value = '']) => value)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const known = secrets.reduce((out, secret) => out.replaceAll(secret, '[key]'), text);
    const shown = known
      .replace(KEY, '[key]')
      .replace(ADDRESS, '[address]')
      .replace(EMAIL, '[address]')
      .replace(RANDOM, '[key]')
      .replace(PATH, '[path]')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    return shown.length > MAX_FACT ? `${shown.slice(0, MAX_FACT - 1)}…` : shown;
  };
}

/**
 * Sentences of JavaScript itself, with what may stand in them: names of the program's code. Whatever else an
 * error says may hold words of a request or names of files, so it is left out; its place tells enough.
 */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^Cannot (read|set) properties of (undefined|null)/u, 'Cannot $1 properties of $2'],
  [/^[\w$.()[\]]{1,80} is not (a function|iterable|a constructor|defined)/u, '… is not $1'],
  [/^Cannot access .* before initialization$/u, 'Cannot access a name before initialization'],
  [/^Assignment to constant variable/u, 'Assignment to constant variable'],
  [/^Cannot destructure property/u, 'Cannot destructure a property'],
  [/^Maximum call stack size exceeded/u, 'Maximum call stack size exceeded'],
  [/^Invalid (array length|time value|string length|URL)/u, 'Invalid $1'],
  [/JSON/u, 'Not valid JSON'],
  [/^Minified React error #(\d+)/u, 'React error #$1'],
  [/^Failed to fetch dynamically imported module/u, 'A part of the page could not be loaded'],
];

/** The sentence where it is one of the language's own; undefined where nobody knows what is in it. */
export function knownSentence(message: string): string | undefined {
  for (const [form, written] of SENTENCES) {
    const [found] = form.exec(message) ?? [];
    if (found !== undefined) {
      return found.replace(form, written);
    }
  }
  return undefined;
}

/** Frames of a stack that are told. */
const MAX_FRAMES = 12;
const FRAME = /^\s*at (?:(?:async )?([\w$.<>[\] ]{1,80}?) \()?(.+?):(\d+):(\d+)\)?$/u;

/** Functions and lines of the program's own files; of others only that they were there. */
export function ownFrames(stack: string): readonly string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const [, name = '', place = '', row = '', column = ''] = FRAME.exec(line) ?? [];
      return place === ''
        ? []
        : [`${name === '' ? '' : `${name} `}${ownPlace(place)}:${row}:${column}`];
    })
    .slice(0, MAX_FRAMES);
}

function ownPlace(place: string): string {
  const path = place.startsWith('file:') ? place.replace(/^file:\/\/(?=\/)/u, '') : place;
  if (path.startsWith(ROOT)) {
    const own = path.slice(ROOT.length).replaceAll('\\', '/');
    return /^(?:electron|shared|node_modules|bin)\/[\w@./+-]+$/u.test(own) ? own : '[elsewhere]';
  }
  const [asset] = /\/assets\/[\w.-]+$/u.exec(path) ?? [];
  return asset ?? (/^node:[\w/]+$/u.test(path) ? path : '[elsewhere]');
}
