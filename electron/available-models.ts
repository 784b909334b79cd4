// Models that are not here, as stage 2 hears of them: what could be fetched, what hosted inference offers,
// and what the Hub adds when it is asked. It is asked for a task type when nothing here can do it.

import {
  AppError,
  detail,
  type ErrorDetail,
  type ErrorReport,
  toErrorReport,
} from '../shared/errors.ts';
import type { HubModel, HubQuery, ModelCard } from '../shared/hub-models.ts';
import type { Mode } from '../shared/settings.ts';
import type { TaskType } from '../shared/tasks.ts';
import type { DistantOffer, Expert, Offer } from './experts/expert.ts';
import type { HostedModels } from './hosted-models.ts';
import { isSearchable, servedFor } from './library/hub-tasks.ts';
import type { LocalInference } from './local-inference.ts';
import { localOffers } from './local-offers.ts';
import { abortable } from './pipeline/abortable.ts';

export interface AvailableModelsDeps {
  readonly local: Pick<LocalInference, 'library' | 'models' | 'offline' | 'hub'>;
  readonly hosted: Omit<HostedModels, 'ready' | 'experts'>;
  readonly mode: Mode;
}

export interface AvailableModels {
  readonly offers: (type: TaskType) => readonly (DistantOffer | Offer)[];
  /** Those of hosted inference that the Hub named. */
  readonly found: (type: TaskType) => readonly Expert[];
  /** What else would make a task possible. */
  readonly ways: (type: TaskType) => readonly ErrorDetail[];
  /** The Hub has not answered yet, and may be asked. */
  readonly canLook: (type: TaskType) => boolean;
  /**
   * @returns why the Hub could not be asked, where that is so
   * @throws the signal's reason
   */
  readonly look: (type: TaskType, signal: AbortSignal) => Promise<ErrorReport | undefined>;
}

/** Where the experts that are here are all that there is. */
export const NOTHING_ELSE: AvailableModels = {
  offers: () => [],
  found: () => [],
  ways: () => [],
  canLook: () => false,
  look: async () => undefined,
};

/** Milliseconds that a run waits for the Hub at most. */
const LONGEST_LOOK_MS = 15_000;
/** Models of an answer whose pages are asked for, since they tell the sizes. */
const MOST_CARDS = 3;
/** Models of an answer that hosted inference is asked for. */
const MOST_HOSTED = 3;

export function createAvailableModels(deps: AvailableModelsDeps): AvailableModels {
  const { local, hosted, mode } = deps;
  const looking = new Map<TaskType, Promise<ErrorReport | undefined>>();
  const answered = new Set<TaskType>();
  const cards = new Map<TaskType, readonly ModelCard[]>();
  const hasToken = () => hosted.obstacle()?.code !== 'no-token';
  const fetchable = (type: TaskType) =>
    mode === 'remote' ? [] : localOffers(type, cards.get(type) ?? [], { local, hasToken });

  const look = async (type: TaskType): Promise<ErrorReport | undefined> => {
    const signal = AbortSignal.timeout(LONGEST_LOOK_MS);
    try {
      for (const kind of kindsFor(type)) {
        const { models } = await local.hub.search({ kind, task: type, text: '' }, signal);
        await (kind === 'hosted'
          ? hosted.find(models.slice(0, MOST_HOSTED), type)
          : lookAt(models.slice(0, MOST_CARDS), type, signal));
      }
      answered.add(type);
      return undefined;
    } catch (thrown) {
      if (thrown instanceof AppError || signal.aborted) {
        return toErrorReport(thrown instanceof AppError ? thrown : tooSlow());
      }
      throw thrown;
    } finally {
      looking.delete(type); // what failed is tried again by the next run
    }
  };

  const lookAt = async (models: readonly HubModel[], type: TaskType, signal: AbortSignal) => {
    const found = await Promise.all(models.map(({ id }) => local.hub.card(id, signal)));
    cards.set(type, found);
  };

  const kindsFor = (type: TaskType): readonly HubQuery['kind'][] => {
    const task = type;
    const isLocal =
      mode !== 'remote' && local.offline === undefined && fetchable(type).length === 0;
    const isHosted = hosted.obstacle() === undefined;
    return [
      ...(isLocal && isSearchable({ kind: 'onnx', task }) ? (['onnx'] as const) : []),
      ...(isHosted && isSearchable({ kind: 'hosted', task }) ? (['hosted'] as const) : []),
    ];
  };

  return {
    offers: (type) => [...fetchable(type), ...hosted.offers(type)],
    found: hosted.found,
    ways: (type) => (servedFor(type).length === 0 ? [] : waysToHosted(hosted)),
    canLook: (type) => !answered.has(type) && kindsFor(type).length > 0,
    look: (type, signal) => {
      const asked = looking.get(type) ?? look(type);
      looking.set(type, asked);
      return abortable(asked, signal);
    },
  };
}

function tooSlow(): AppError {
  const why = detail('took-more-than', { seconds: LONGEST_LOOK_MS / 1000 });
  return AppError.of('NETWORK_FAILED', { host: detail('the-hub'), why });
}

function waysToHosted({ obstacle }: Pick<HostedModels, 'obstacle'>): readonly ErrorDetail[] {
  switch (obstacle()?.code) {
    case 'local-mode':
      return [detail('way-hosted-in-hybrid')];
    case 'no-token':
      return [detail('way-hosted-with-token')];
    case 'offline':
      return [detail('way-hosted-online')];
    default:
      return [];
  }
}
