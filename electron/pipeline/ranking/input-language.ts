// The language of what a task works on, as far as its arguments tell: a source language that is named, or
// the script of its literal texts. Pure; what files and other tasks bring is not known yet.

import type { Argument, Task } from '../../../shared/plan.ts';

/** Slots that say how something is done, in whatever language the request was. */
const SAYS_HOW: ReadonlySet<string> = new Set([
  'target_language',
  'source_language',
  'length',
  'voice',
]);

interface Script {
  readonly letters: RegExp;
  /** The language that is written in it most. */
  readonly language: string;
  /** Letters of it that this language has not: then it is another one, and which is not known. */
  readonly others?: RegExp;
}

const SCRIPTS: readonly Script[] = [
  { letters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, language: 'zh' },
  { letters: /\p{Script=Hangul}/gu, language: 'ko' },
  { letters: /\p{Script=Cyrillic}/gu, language: 'ru', others: /[іїєґўјљњћђџѓќѕәғқңөұүһ]/iu },
  { letters: /\p{Script=Arabic}/gu, language: 'ar', others: /[پچژگکیٹڈڑںےہھ]/u },
  { letters: /\p{Script=Devanagari}/gu, language: 'hi', others: /ळ/u },
  { letters: /\p{Script=Greek}/gu, language: 'el' },
  { letters: /\p{Script=Hebrew}/gu, language: 'he' },
  { letters: /\p{Script=Thai}/gu, language: 'th' },
  { letters: /\p{Script=Bengali}/gu, language: 'bn' },
  { letters: /\p{Script=Tamil}/gu, language: 'ta' },
  { letters: /\p{Script=Telugu}/gu, language: 'te' },
  { letters: /\p{Script=Georgian}/gu, language: 'ka' },
  { letters: /\p{Script=Armenian}/gu, language: 'hy' },
];
const LETTERS = /\p{L}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Share of a Japanese text's letters that is kana at least; a Chinese one may quote a few. */
const LEAST_KANA = 0.1;
/** Share of the letters that decides: a text may quote names and terms of another script. */
const ENOUGH = 1 / 4;
/** Characters that are looked at; more would not tell more. */
const MOST_READ = 300;
/** Latin, its accents and the signs before the first letter of any other script. */
const LATIN_ALONE = /^[\0-\u036F]*$/u;

/** ISO 639-1 code; undefined for the Latin alphabet, which too many languages share. */
export function inputLanguage({ arguments: given }: Pick<Task, 'arguments'>): string | undefined {
  const source = given.source_language;
  const named = source?.from === 'literal' ? languageNamed(source.value) : undefined;
  const texts = Object.entries(given)
    .filter(([slot]) => !SAYS_HOW.has(slot))
    .map(([, argument]) => literalText(argument));
  return named ?? languageOfScript(texts.join(' ').slice(0, MOST_READ));
}

function literalText(argument: Argument): string {
  if (argument.from === 'literal') {
    return argument.value;
  }
  return argument.from === 'template' ? argument.parts.map(literalText).join(' ') : '';
}

function languageOfScript(text: string): string | undefined {
  if (LATIN_ALONE.test(text)) {
    return undefined; // most texts, and each task of a plan is asked for
  }
  const most = SCRIPTS.map((script) => ({ ...script, count: countOf(script.letters, text) }))
    .toSorted((a, b) => b.count - a.count)
    .at(0);
  if (most === undefined || most.count === 0 || most.count < ENOUGH * countOf(LETTERS, text)) {
    return undefined;
  }
  if (most.language === 'zh' && countOf(KANA, text) >= LEAST_KANA * most.count) {
    return 'ja';
  }
  return most.others?.test(text) === true ? undefined : most.language;
}

function countOf(letters: RegExp, text: string): number {
  return text.match(letters)?.length ?? 0;
}

/** In which languages the name of a language is understood. */
const NAMING = ['en', 'zh', 'de', 'fr', 'es'];

/** Codes with two letters by those names, in small letters; made when it is first asked for. */
let codes: ReadonlyMap<string, string> | undefined;

/** "de", "deu_Latn", "de-AT", "German" and "德语" are all "de". */
function languageNamed(written: string): string | undefined {
  const name = written.trim().toLowerCase();
  codes ??= namedCodes();
  return codes.get(name) ?? codeIn(name);
}

function codeIn(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/u.test(tag)) {
    return undefined;
  }
  const [language] = Intl.getCanonicalLocales(tag.split(/[-_]/u)[0])[0]?.split('-') ?? [];
  return language?.length === 2 ? language : undefined;
}

const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz'];

function namedCodes(): ReadonlyMap<string, string> {
  const possible = ALPHABET.flatMap((first) => ALPHABET.map((second) => first + second));
  return new Map(
    NAMING.flatMap((naming) => {
      const names = new Intl.DisplayNames([naming], { type: 'language', fallback: 'none' });
      return possible.flatMap((code) => {
        const name = names.of(code);
        return name === undefined ? [] : [[name.toLowerCase(), code] as const];
      });
    }),
  );
}
