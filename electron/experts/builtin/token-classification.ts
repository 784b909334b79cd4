// token-classification with compromise: the entities of an English text and a readable list of them.
// How they are found belongs to entities.ts.

import { listEntities } from '../entity-list.ts';
import type { Expert, ExpertInputs, ExpertOutput } from '../expert.ts';
import { textInput } from '../inputs.ts';
import { loadParser } from './compromise.ts';
import { findEntities } from './entities.ts';
import type { EntityLabel } from './entity-patterns.ts';

const TASK = 'token-classification';

/** In the readable list. */
const PLACES: Readonly<Record<EntityLabel, number>> = {
  PERSON: 0,
  LOCATION: 1,
  ORGANIZATION: 2,
  DATE: 3,
  MONEY: 4,
  PERCENT: 5,
  EMAIL: 6,
  PHONE: 7,
  URL: 8,
};
const NOTHING = 'No names, places, organisations, dates or amounts were found in the text.';

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
  const ordered = entities.toSorted((a, b) => PLACES[a.label] - PLACES[b.label]);
  return { text: ordered.length === 0 ? NOTHING : listEntities(ordered), entities };
}
