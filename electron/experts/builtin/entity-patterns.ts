// The labels of entities, and the entities that are told by their form alone: addresses, amounts, dates,
// named landscape. What takes grammar or a dictionary belongs to entities.ts.

/** In the order in which they win where two would overlap. */
export const ENTITY_LABELS = [
  'EMAIL',
  'URL',
  'PHONE',
  'MONEY',
  'PERCENT',
  'DATE',
  'ORGANIZATION',
  'PERSON',
  'LOCATION',
] as const;
export type EntityLabel = (typeof ENTITY_LABELS)[number];

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const AMOUNT =
  '\\d[\\d,.\\u00a0\\u202f]*(?:\\s?(?:thousand|million|billion|trillion|bn|mn|[kmb])\\b)?';
const CURRENCY_WORD =
  '(?:dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|cents?|pence|usd|eur|gbp|jpy|cny|inr|chf)';

/** What is told by its form alone, whatever the words around it. */
export const PATTERNS: readonly (readonly [EntityLabel, RegExp])[] = [
  ['EMAIL', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu],
  ['URL', /\bhttps?:\/\/[^\s<>"“”]+|\bwww\.[^\s<>"“”]+/giu],
  [
    'PHONE',
    /(?<![\p{L}\p{N}])(?:\+\d{1,3}[\s.-]?)?\(?\d{2,4}\)?[\s.-]\d{3,4}[\s.-]\d{3,4}(?![\p{N}])/gu,
  ],
  ['MONEY', new RegExp(`(?:US|A|C)?[$€£¥₹]\\s?${AMOUNT}`, 'giu')],
  [
    'MONEY',
    new RegExp(`(?<![\\p{L}\\p{N},.])${AMOUNT}\\s?(?:[€£¥]|(?:US )?${CURRENCY_WORD}\\b)`, 'giu'),
  ],
  ['PERCENT', /(?<![\p{L}\p{N},.])[-+]?\d+(?:[.,]\d+)*\s?(?:%|per ?cent\b)/giu],
  ['DATE', /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)/gu],
  [
    'DATE',
    new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b\\.?(?:,? \\d{4}\\b)?`, 'giu'),
  ],
  ['DATE', new RegExp(`\\b${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4}\\b)?`, 'giu')],
  ['DATE', new RegExp(`\\b${MONTH} (?:of )?\\d{4}\\b`, 'giu')],
  ['DATE', /\b(?:(?:early|late|mid)[ -])?(?:the )?(?:\d{4}s|\d{1,2}(?:st|nd|rd|th) century)\b/giu],
  [
    'LOCATION',
    /(?<!\p{L})(?:Mount|Mt\.|Lake|River|Cape|Gulf of|Bay of|Isle of|Strait of) \p{Lu}[\p{L}’'-]+/gu,
  ],
  [
    'LOCATION',
    /(?<!\p{L})(?!(?:The|A|An|This|That|In|At|On|Near) )(?:\p{Lu}[\p{L}’'-]+ ){1,3}(?:Alps|Mountains?|River|Streets?|Avenue|Square|Road|Islands?|Valley|Desert|Ocean|Sea|Bay|Lake|Falls|Park|Bridge|Airport|Beach|Canyon)\b/gu,
  ],
];
