// Models that could run on this machine and are not here, as offers that fetch them: the catalogue's, and
// those whose pages the Hub was asked for.

import type { CatalogueEntry } from '../shared/catalogue.ts';
import { AppError, detail } from '../shared/errors.ts';
import type { ModelCard } from '../shared/hub-models.ts';
import type { Dtype } from '../shared/inference.ts';
import type { Model } from '../shared/models.ts';
import type { Obstacle } from '../shared/ranking.ts';
import type { TaskType } from '../shared/tasks.ts';
import type { DistantOffer, Expert, ExpertFacts } from './experts/expert.ts';
import { ONNX_TASK_TYPES } from './experts/onnx/registry.ts';
import type { InstallRequest } from './library/library-types.ts';
import type { LocalInference } from './local-inference.ts';
import { nameOf } from './local-models.ts';
import { finderToFetch, POSING } from './local-people.ts';
import { catalogueBytes } from './model-listings.ts';
import type { DtypeBytes } from './runner/dtypes.ts';

export interface LocalOffersDeps {
  readonly local: Pick<LocalInference, 'library' | 'models' | 'offline'>;
  /** The Hub knows who asks. */
  readonly hasToken: () => boolean;
}

/** What is known of a model that is not here. */
interface Known {
  readonly id: string;
  readonly revision: string;
  readonly description: string;
  readonly licence: string | undefined;
  readonly languages: readonly string[];
  readonly bytes: DtypeBytes;
  readonly obstacle: Obstacle | undefined;
  readonly facts: Pick<ExpertFacts, 'downloads' | 'likes' | 'updatedAt' | 'size'>;
}

/** @param cards pages of models that the Hub found for this type */
export function localOffers(
  type: TaskType,
  cards: readonly ModelCard[],
  deps: LocalOffersDeps,
): readonly DistantOffer[] {
  if (!ONNX_TASK_TYPES.some((served) => served === type)) {
    return [];
  }
  const { library, models } = deps.local;
  const here = new Set(
    models.experts().flatMap(({ task, model }) => (task === type ? [model.id] : [])),
  );
  const listed = library.catalogue.filter(({ tasks }) => tasks.includes(type));
  const found = cards.filter(({ model }) => listed.every(({ id }) => id !== model.id));
  return [
    ...listed.map((entry) => ofCatalogue(entry, type)),
    ...found.map((card) => ofHub(card, deps)),
  ]
    .filter(({ id }) => !here.has(id))
    .map((known) => toOffer(known, type, deps));
}

function ofCatalogue(entry: CatalogueEntry, type: TaskType): Known {
  const { id, revision, summary, licence, languages = [], downloads, likes, size } = entry;
  const place = size[type];
  return {
    ...{ id, revision, licence, languages, description: summary },
    bytes: catalogueBytes(entry),
    obstacle: undefined,
    facts: {
      ...(downloads !== undefined && { downloads: downloads.count }),
      ...(likes !== undefined && { likes: likes.count }),
      ...(place !== undefined && { size: place }),
    },
  };
}

function ofHub({ model, revision, sizes }: ModelCard, { hasToken }: LocalOffersDeps): Known {
  const { id, licence, languages, downloads, likes, updatedAt, gated } = model;
  return {
    ...{ id, revision, licence, languages, bytes: sizes },
    description: `${nameOf(id)}, a model of the Hub.`,
    obstacle: gated !== undefined && !hasToken() ? { code: 'gated' } : undefined,
    facts: { downloads, likes, ...(updatedAt !== undefined && { updatedAt }) },
  };
}

const OFFLINE = { 'local-mode': 'local-mode', 'hub-offline': 'offline' } as const;

function toOffer(known: Known, type: TaskType, { local }: LocalOffersDeps): DistantOffer {
  const { models, offline } = local;
  const dtype = models.dtypeFor(known.id, known.bytes);
  const bytes = dtype === undefined ? undefined : known.bytes[dtype];
  const first = type === POSING ? missingFinder(local) : undefined;
  const obstacle: Obstacle | undefined =
    offline === undefined ? known.obstacle : { code: OFFLINE[offline] };
  return {
    task: type,
    model: toModel(known, type),
    bytes: first === undefined ? bytes : sumOf(bytes, first.bytes),
    facts: () => ({
      ...known.facts,
      ...(bytes !== undefined && { bytes, fit: models.fitFor(bytes, type) }),
      ...(obstacle !== undefined && { obstacle }),
    }),
    fetch: async (context) => {
      if (first !== undefined) {
        await local.library.install(first.id, { dtype: first.dtype, ...toFollow(context) });
      }
      return fetchModel({ id: known.id, type, dtype }, local, context);
    },
  };
}

interface First {
  readonly id: string;
  readonly dtype: Dtype | undefined;
  readonly bytes: number | undefined;
}

/** The detector that a pose model needs, where none is here. */
function missingFinder({ library, models }: LocalOffersDeps['local']): First | undefined {
  const entry = models.findsPeople() ? undefined : finderToFetch(library.catalogue);
  if (entry === undefined) {
    return undefined;
  }
  const bytes = catalogueBytes(entry);
  const dtype = models.dtypeFor(entry.id, bytes);
  return { id: entry.id, dtype, bytes: dtype === undefined ? undefined : bytes[dtype] };
}

/** Undefined where one of them is not known. */
function sumOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

function toModel({ id, revision, description, licence, languages }: Known, task: TaskType): Model {
  return {
    ...{ id, revision, description, languages, host: 'onnx', tasks: [task] },
    name: nameOf(id),
    licence: licence ?? 'unknown',
  };
}

interface Wish {
  readonly id: string;
  readonly type: TaskType;
  readonly dtype: Dtype | undefined;
}

type FetchContext = Parameters<DistantOffer['fetch']>[0];

function toFollow({ signal, progress }: FetchContext): InstallRequest {
  return {
    signal,
    onProgress: ({ doneBytes, totalBytes, secondsLeft }) =>
      progress({ doneBytes, totalBytes, secondsLeft }),
  };
}

async function fetchModel(
  { id, type, dtype }: Wish,
  { library, models }: LocalOffersDeps['local'],
  context: FetchContext,
): Promise<Expert> {
  await library.install(id, { dtype, ...toFollow(context) });
  await models.ready();
  const expert = models.experts().find(({ task, model }) => task === type && model.id === id);
  if (expert === undefined) {
    throw AppError.of('MODEL_UNUSABLE', {
      model: nameOf(id),
      why: detail('does-no', { task: type }),
    });
  }
  return expert;
}
