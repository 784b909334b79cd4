// What servers say, made fit to be shown: without keys, in one line, of bounded length. Servers repeat keys
// whole, shortened or with stars, so more is taken out than the key itself.

const GONE = '[key]';
/** Characters of a key in a row that give away too much of it. */
const TELLING = 6;
const MAX_LENGTH = 300;
/** More is not looked at; the searches below take longer than in proportion. */
const MAX_READ = 2_000;

/** With stars inside, as in "sk-ab****wxyz", or of a form that services give their keys. */
const MASKED = /[\w-]*(?:\*{3,}|•{3,}|…(?=\w{2}))[\w*•…-]*/gu;
const LIKELY =
  /\b(?:(?:sk|pk|rk|xai|nvapi|pplx)-[\w-]{8,}|(?:hf|gsk)_\w{8,})|\bBearer\s+[^\s"']+/giu;

export function presentable(text: string, key: string | undefined): string {
  const line = redact(text.slice(0, MAX_READ), key)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

function redact(text: string, key: string | undefined): string {
  const withoutKey = key === undefined || key === '' ? text : withoutParts(text, key);
  return withoutKey.replace(LIKELY, GONE).replace(MASKED, GONE);
}

/** Takes out the key, and every part of it that is long enough to tell something. */
function withoutParts(text: string, key: string): string {
  const [lowText, lowKey] = [lowerCase(text), lowerCase(key)];
  const length = Math.min(TELLING, key.length);
  const parts = new Set<string>();
  for (let at = 0; at + length <= lowKey.length; at++) {
    parts.add(lowKey.slice(at, at + length));
  }
  let out = '';
  let goneUntil = 0;
  for (let at = 0; at < text.length; at++) {
    if (parts.has(lowText.slice(at, at + length))) {
      out += at < goneUntil ? '' : GONE;
      goneUntil = at + length;
    }
    out += at < goneUntil ? '' : (text[at] ?? '');
  }
  return out;
}

/** Of ASCII alone, so that every character stays where it is. */
const lowerCase = (text: string) => text.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
