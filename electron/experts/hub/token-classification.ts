// token-classification, hosted: the names, places and other entities of a text, with their places in it.

import { z } from 'zod';
import { listEntities } from '../entity-list.ts';
import { textInput } from '../inputs.ts';
import { type HubTask, QUICK } from './hub-task.ts';
import { toCodeUnits } from './text-offsets.ts';

const TASK = 'token-classification';

const EntitiesSchema = z.array(
  z.object({
    entity_group: z.string(),
    start: z.number().int().nonnegative(),
    end: z.number().int().nonnegative(),
  }),
);

export const tokenClassification: HubTask = {
  timeoutSeconds: QUICK,
  perform: async ({ inputs, ask }) => {
    const source = textInput(TASK, inputs, 'text');
    const found = await ask({
      served: TASK,
      shape: EntitiesSchema,
      send: ({ hf, at, options }) =>
        hf.tokenClassification(
          { ...at, inputs: source, parameters: { aggregation_strategy: 'simple' } },
          options,
        ),
    });
    const place = toCodeUnits(source);
    const entities = found
      .map(({ entity_group, start, end }) => {
        const [from, to] = [place(start), place(end)];
        return { label: entity_group, text: source.slice(from, to), start: from, end: to };
      })
      .filter(({ start, end }) => end > start)
      .toSorted((a, b) => a.start - b.start);
    return { text: listEntities(entities), entities };
  },
};
