// What a question asks of a document: the words that count, and the kind of value that would answer
// it. Pure; English.

/** What an answer looks like; the whole match is the value. */
const PATTERNS = {
  date: /\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}(?:st|nd|rd|th)?\b(?!:))?(?:,? \d{4})?)/i,
  time: /\b\d{1,2}(?:[:.]\d{2}(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?!\w)/i,
  amount:
    /(?:[$€£¥] ?\d[\d,.]*\d|[$€£¥] ?\d|\b\d[\d,]*\.\d{2}\b(?: ?(?:USD|EUR|GBP))?|\b\d[\d,.]* ?(?:USD|EUR|GBP|dollars|euros|pounds))/i,
  count: /(?<![\d.,/-])\d{1,6}(?![\d.,/-]*\d)/,
  email: /[\w.+-]+@[\w-]+\.[\w.-]*\w/,
  phone: /\+?\(?\d[\d ()-]{6,}\d/,
  measure: /\d[\d.,]*(?: ?(?:mm|cm|m|km|kg|g|t|l|%)\b)?/,
  place: /\b(?:in|at|near|on|from) (?:(?:the|an?) )?\p{L}+(?: \p{L}+){0,3}/u,
  name: /\b\p{Lu}[\p{L}'-]+\.?(?: \p{Lu}\.?)*(?: \p{Lu}[\p{L}'-]+)+/u,
} as const;
export type AnswerKind = keyof typeof PATTERNS;

interface KindEntry {
  readonly asked: RegExp;
  /** The preferred one first. */
  readonly kinds: readonly AnswerKind[];
  /** Stems that a key would have and the question needs not. */
  readonly hints: readonly string[];
  /** Stems of the question that say no more than the kind does. */
  readonly idle: readonly string[];
}

/** The first that fits decides. */
const KINDS: readonly KindEntry[] = [
  entry(/\b(?:what time|at what hour)\b/, 'time', 'time'),
  entry(/\bwhen\b|\bdate\b|\bwhat day\b|\bbirthday\b/, 'date time', 'date'),
  entry(/\bhow many\b|\bquantity\b/, 'count', 'quantity'),
  entry(/\be-?mail\b/, 'email', 'email', 'live'),
  entry(/\b(?:phone|telephone|mobile)\b/, 'phone', 'phone', 'number'),
  entry(/\bhow (?:long|far|tall|high|wide|deep|heavy|old|large|big)\b/, 'measure', ''),
  entry(
    /\bhow much\b|\b(?:total|subtotal|price|cost|amount|fee|sum|vat|tax|balance)\b/,
    'amount measure',
    'total amount',
  ),
  entry(/\bwho(?:m|se)?\b|\bname\b/, 'name', 'name'),
  entry(/\bwhere\b/, 'place', 'live'),
];

function entry(asked: RegExp, kinds: string, hints: string, idle = ''): KindEntry {
  const list = (words: string) => words.split(' ').filter((word) => word !== '');
  return {
    asked,
    kinds: list(kinds) as AnswerKind[], // written above, in this file, as kinds
    hints: list(hints),
    idle: list(idle),
  };
}

/** Words that the documents have for one thing; each stands for the first of its line. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['total', 'pay', 'owe', 'payable', 'altogether', 'sum'],
  ['price', 'cost', 'fee'],
  ['vat', 'tax'],
  ['phone', 'telephone', 'mobile', 'tel'],
  ['number', 'no', 'nr', 'num'],
  ['bill', 'customer', 'client', 'buyer', 'recipient'],
  ['sincere', 'sincerely', 'faithfully', 'regards', 'sign', 'write', 'wrote', 'written', 'sender'],
  ['birth', 'born', 'birthday'],
  ['email', 'e-mail', 'mail'],
  ['quantity', 'qty'],
  ['length', 'long'],
  ['surname', 'family name', 'last name'],
  ['live', 'address', 'residence'],
];

const IDLE = new Set(
  'a an the of for in on at to by from with is are was were be been do does did has have had will would can could should must what which who whom whose when where why how much many and or it its this that these those there here i you he she they we my your his her their our me us tell give find please show document page picture image letter form receipt paper day time'.split(
    ' ',
  ),
);

export interface Question {
  /** Stems of the words that count. */
  readonly stems: ReadonlySet<string>;
  /** The preferred one first; none where any value would do. */
  readonly kinds: readonly AnswerKind[];
  readonly hints: ReadonlySet<string>;
}

export function parseQuestion(question: string): Question {
  const asked = KINDS.find((entry) => entry.asked.test(question.toLowerCase()));
  return {
    stems: stemsOf(question).difference(new Set(asked?.idle)),
    kinds: asked?.kinds ?? [],
    hints: new Set(asked?.hints),
  };
}

/** The stems of a text's words that count, synonyms made one. */
export function stemsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*/gu) ?? [];
  return new Set(words.filter((word) => !IDLE.has(word)).map(toStem));
}

function toStem(word: string): string {
  const stem = synonymOf(word) ?? word.replace(/(?:'s|ies|es|s|ing|ed)$/, '');
  // What is left of a short word says too little: "is", "bed".
  const kept = stem.length >= 3 ? stem : word;
  return synonymOf(kept) ?? kept;
}

function synonymOf(word: string): string | undefined {
  return SYNONYMS.find((group) => group.includes(word))?.[0];
}

/** The stretch of a text that looks like an answer of the kind. */
export function valueIn(text: string, kind: AnswerKind): string | undefined {
  return PATTERNS[kind].exec(text)?.[0].trim();
}

/** Whether a whole value could be of the kind; in its field even one word is a name or a place. */
export function isOfKind(text: string, kind: AnswerKind): boolean {
  if (kind === 'name' || kind === 'place') {
    return /^[\p{L}\d]/u.test(text) && (kind === 'place' || !/\d/.test(text));
  }
  return valueIn(text, kind) !== undefined;
}
