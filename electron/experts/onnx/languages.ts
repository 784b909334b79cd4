// Finds which of a model's languages is meant by "German", "Deutsch", "de", "deu_Latn" or "de_DE". Names
// and equal codes come from Intl (CLDR); which codes there are comes from the model.

/** In which languages names are understood, besides each language's own. */
const NAMING = ['en', 'de', 'fr', 'es'];
/** Letters that belong to one language more than to any other; the first that a text has counts. */
const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
];

/** The code among those offered that is meant, or undefined where there is none. */
export function findLanguage(written: string, offered: readonly string[]): string | undefined {
  const wanted = fold(written);
  const tag = toTag(written);
  return (
    offered.find((code) => fold(code) === wanted) ??
    offered.find((code) => tag !== undefined && isSame(toTag(code), tag)) ??
    offered.find((code) => namesOf(code).some((name) => fold(name) === wanted))
  );
}

/** English name of a code: "German". The code itself where it has none. */
export function languageName(code: string): string {
  const tag = toTag(code);
  return (tag && nameOf(tag.language, 'en')) ?? code;
}

/** BCP 47 tag of a code's language: "de" of "deu_Latn". The code itself where it has none. */
export function languageTag(code: string): string {
  return toTag(code)?.language ?? code;
}

/** What the letters of a text say about its language; undefined for Latin and other shared letters. */
export function languageByLetters(text: string): string | undefined {
  return LETTERS.find(([letters]) => letters.test(text))?.[1];
}

/** "Chinese", "Simplified Chinese", "中文" and so on. */
function namesOf(code: string): readonly string[] {
  const tag = toTag(code);
  if (tag === undefined) {
    return [];
  }
  const { language, script } = tag;
  const isUsual = new Intl.Locale(language).maximize().script === script;
  const tags = [`${language}-${script}`, ...(isUsual ? [language] : [])];
  return [...NAMING, language].flatMap((naming) =>
    tags.flatMap((each) => nameOf(each, naming) ?? []),
  );
}

function nameOf(tag: string, naming: string): string | undefined {
  const names = new Intl.DisplayNames([naming], { type: 'language', fallback: 'none' });
  return names.of(tag);
}

/** A code with its script, three letters made two where there are two: "deu_Latn" is de in Latn. */
function toTag(code: string): Intl.Locale | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/iu.test(code.trim())) {
    return undefined;
  }
  // Norwegian is written as Bokmål unless it is said otherwise; CLDR keeps the two codes apart.
  const written = code
    .trim()
    .replace(/_/gu, '-')
    .replace(/^(?:nob|nb)(?=-|$)/iu, 'no');
  return new Intl.Locale(written).maximize();
}

function isSame(one: Intl.Locale | undefined, other: Intl.Locale): boolean {
  return one?.language === other.language && one.script === other.script;
}

function fold(name: string): string {
  return name.trim().toLowerCase().replace(/_/gu, '-');
}
