// Who finds the people whose joints a pose model then finds: a detector of this machine that knows people.
// openpose-control takes both, so without one there is no expert for it.

import type { CatalogueEntry } from '../shared/catalogue.ts';
import type { InstalledModel } from '../shared/library.ts';
import type { TaskType } from '../shared/tasks.ts';
import type { ExpertInputs, ExpertOutput } from './experts/expert.ts';
import { isPerson, withPeople } from './experts/people.ts';
import { parseConfig, readText } from './library/model-files.ts';

export const POSING = 'openpose-control' satisfies TaskType;
export const FINDING = 'object-detection' satisfies TaskType;

/** The first of these models that is a detector and knows people. */
export async function peopleFinder(
  models: readonly InstalledModel[],
): Promise<InstalledModel | undefined> {
  for (const model of models.filter(({ tasks }) => tasks.includes(FINDING))) {
    if (await knowsPeople(model)) {
      return model;
    }
  }
  return undefined;
}

async function knowsPeople({ folder, problems }: InstalledModel): Promise<boolean> {
  const config = problems.length > 0 ? undefined : await readText(folder, 'config.json');
  const { id2label = {} } = config === undefined ? {} : parseConfig(config);
  return Object.values(id2label).some(isPerson);
}

/** The detector that comes with a pose model where none is here: the smallest whose size is known. */
export function finderToFetch(catalogue: readonly CatalogueEntry[]): CatalogueEntry | undefined {
  const places = { small: 0, balanced: 1, best: 2 } as const;
  return catalogue
    .flatMap((entry) => {
      const size = entry.size[FINDING];
      return size === undefined || entry.files === undefined
        ? []
        : [{ entry, place: places[size] }];
    })
    .toSorted((a, b) => a.place - b.place)[0]?.entry;
}

export interface Posing {
  readonly inputs: ExpertInputs;
  /** What the detector is called. */
  readonly finder: string;
  readonly find: (inputs: ExpertInputs) => Promise<ExpertOutput>;
  readonly pose: (inputs: ExpertInputs) => Promise<ExpertOutput>;
}

/** One after the other, as two models in the same runner. */
export async function poseFound({ inputs, finder, find, pose }: Posing): Promise<ExpertOutput> {
  const { objects = [], notes: seen = [] } = await find(inputs);
  const output = await pose(withPeople(inputs, objects));
  return {
    ...output,
    notes: [...seen, ...(output.notes ?? []), { code: 'people-finder', values: { model: finder } }],
  };
}
