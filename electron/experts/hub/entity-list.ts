// Entities of a text in words.

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
