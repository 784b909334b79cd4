// token-classification with compromise: the entities of an English text and a readable list of them.
// How they are found belongs to entities.ts.

import type { Expert, ExpertInputs, ExpertOutput } from '../expert.ts';
import { textInput } from '../inputs.ts';
import { loadParser } from './compromise.ts';
import { type FoundEntity, findEntities } from './entities.ts';
import type { EntityLabel } from './entity-patterns.ts';

const TASK = 'token-classification';

/** What each label is called in the readable list, in the order in which they are listed. */
const HEADINGS: Readonly<Record<EntityLabel, string>> = {
  PERSON: 'People',
  LOCATION: 'Places',
  ORGANIZATION: 'Organisations',
  DATE: 'Dates',
  MONEY: 'Amounts of money',
  PERCENT: 'Percentages',
  EMAIL: 'E-mail addresses',
  PHONE: 'Telephone numbers',
  URL: 'Web addresses',
};

export const tokenClassification: Expert = {
  task: TASK,
  model: {
    id: 'builtin/compromise',
    host: 'builtin',
    revision: '14.17.0',
    tasks: [TASK],
    name: 'compromise',
    description:
      'Finds people, places, organisations, dates, amounts and addresses in English with a dictionary and grammar rules.',
    licence: 'MIT',
    languages: ['en'],
  },
  timeoutSeconds: 120,
  perform: async (inputs) => classifyTokens(inputs),
};

async function classifyTokens(inputs: ExpertInputs): Promise<ExpertOutput> {
  const source = textInput(TASK, inputs, 'text');
  const parse = await loadParser();
  const entities = findEntities(source, parse(source));
  return { text: listEntities(entities), entities };
}

/** One sentence for each label: "People: Ada Lovelace, Charles Babbage." */
function listEntities(entities: readonly FoundEntity[]): string {
  if (entities.length === 0) {
    return 'No names, places, organisations, dates or amounts were found in the text.';
  }
  return Object.entries(HEADINGS)
    .map(([label, heading]) => [heading, namesOf(entities, label)] as const)
    .filter(([, names]) => names.length > 0)
    .map(([heading, names]) => `${heading}: ${names.join(', ')}.`)
    .join('\n');
}

/** Each once, on one line. */
function namesOf(entities: readonly FoundEntity[], label: string): readonly string[] {
  const names = entities
    .filter((entity) => entity.label === label)
    .map(({ text }) => text.replace(/\s+/gu, ' '));
  return [...new Set(names)];
}
