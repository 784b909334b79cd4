// The entities that were marked in a text, in words, the same on each host.

interface Entity {
  readonly label: string;
  readonly text: string;
}

/** What the usual labels are called in the readable list. */
const HEADINGS: Readonly<Record<string, string>> = {
  PER: 'People',
  PERSON: 'People',
  LOC: 'Places',
  LOCATION: 'Places',
  GPE: 'Places',
  ORG: 'Organisations',
  ORGANIZATION: 'Organisations',
  DATE: 'Dates',
  MONEY: 'Amounts of money',
  PERCENT: 'Percentages',
  EMAIL: 'E-mail addresses',
  PHONE: 'Telephone numbers',
  URL: 'Web addresses',
  MISC: 'Other names',
};

/** One sentence for each label: "People: Ada Lovelace, Charles Babbage." */
export function listEntities(entities: readonly Entity[]): string {
  if (entities.length === 0) {
    return 'The model marks nothing in the text.';
  }
  const byHeading = Map.groupBy(entities, ({ label }) => HEADINGS[label.toUpperCase()] ?? label);
  return [...byHeading]
    .map(([heading, found]) => {
      const names = new Set(found.map(({ text }) => text.replace(/\s+/gu, ' ')));
      return `${heading}: ${[...names].join(', ')}.`;
    })
    .join('\n');
}
