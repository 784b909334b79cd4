// Stage 2: a model for each task. Pure: the offers and their record on this machine come as arguments.

import { AppError, type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import type { Assignment, Candidate } from '../../shared/models.ts';
import type { Plan, Task, TaskId } from '../../shared/plan.ts';
import type { DistantOffer, Expert, Offer } from '../experts/expert.ts';
import type { PipelineDeps } from './deps.ts';
import { inputLanguage } from './ranking/input-language.ts';
import { candidateOf } from './ranking/reason.ts';
import { type Rankable, rankOffers } from './ranking.ts';
import { whatItTakes } from './what-it-takes.ts';

/** A model that is not here, and would be the best. */
export interface Distant {
  readonly offer: DistantOffer;
  readonly assignment: Assignment;
}

/** A task's expert with the reason for it, or why it has none. */
export type Selection =
  | {
      readonly ok: true;
      /** Who can do it, the best first; the others follow where one fails. */
      readonly experts: readonly [Expert, ...Expert[]];
      readonly assignment: Assignment;
      /** Milliseconds that the best one has mostly taken here. */
      readonly estimateMs: number | undefined;
      readonly distant?: Distant | undefined;
    }
  | {
      readonly ok: false;
      readonly error: ErrorReport;
      readonly distant?: Distant | undefined;
    };

export type SelectDeps = Pick<
  PipelineDeps,
  'expertsFor' | 'othersFor' | 'otherWays' | 'ranking' | 'mode' | 'clock'
> & { readonly records: Pick<PipelineDeps['records'], 'statistics'> };

export function selectModels(plan: Plan, deps: SelectDeps): ReadonlyMap<TaskId, Selection> {
  const known = new Map<string, Selection>();
  const selections = plan.map((task) => {
    const { id, type, model } = task;
    const language = inputLanguage(task);
    const question = JSON.stringify([type, model, language]);
    const selection = known.get(question) ?? selectModel(task, language, deps);
    known.set(question, selection);
    return [id, selection] as const;
  });
  return new Map(selections);
}

type Choice = Rankable & {
  readonly expert: Expert | undefined;
  readonly distant: DistantOffer | undefined;
};

/** Of a task that names its model no other one is taken. */
function selectModel(
  { type, model: chosen }: Pick<Task, 'type' | 'model'>,
  language: string | undefined,
  deps: SelectDeps,
): Selection {
  const { mode, ranking, clock } = deps;
  const context = { ...ranking, mode, language, now: clock() };
  const choices = choicesFor({ type, model: chosen }, deps);
  const ranked = rankOffers(choices, context);
  const candidates = ranked.map((one) => candidateOf(one, ranking));
  const able = ranked.filter(({ ranking: { obstacle } }) => obstacle === undefined);
  const here = able.filter(({ expert }) => expert !== undefined);
  const [first, best] = [able[0], here[0]];
  const distant =
    first?.distant === undefined ? undefined : distantOf(first.distant, { candidates });
  if (best?.expert === undefined) {
    const needed = chosen ?? whatItTakes(type, candidates, deps.otherWays(type));
    const missing = AppError.of('NO_MODEL', { task: type, needed });
    return { ok: false, error: toErrorReport(missing), distant };
  }
  const alone =
    chosen !== undefined
      ? ' You chose it.'
      : ranked.length === 1
        ? ' It is the only model here for this task.'
        : '';
  const { medianMs } = best.statistics;
  const others = here.slice(1).flatMap(({ expert }) => expert ?? []);
  const reason = reasonOf(best.offer, candidates) + alone;
  return {
    ok: true,
    experts: [best.expert, ...others],
    assignment: assignModel(best.expert, reason, { candidates }),
    estimateMs: medianMs === 0 ? undefined : medianMs,
    distant,
  };
}

function choicesFor(
  { type, model }: Pick<Task, 'type' | 'model'>,
  { expertsFor, othersFor, records }: SelectDeps,
): readonly Choice[] {
  const here = expertsFor(type).map((expert) => ({ offer: expert, expert, distant: undefined }));
  const others = othersFor(type).map((offer) => ({
    ...{ offer, expert: undefined },
    distant: isDistant(offer) ? offer : undefined,
  }));
  return [...here, ...others]
    .filter(({ offer }) => model === undefined || offer.model.id === model)
    .map((choice) => ({
      ...choice,
      isDistant: choice.expert === undefined,
      fetchBytes: choice.distant?.bytes,
      statistics: records.statistics(type, choice.offer.model.id, choice.offer.model.host),
    }));
}

function isDistant(offer: DistantOffer | Offer): offer is DistantOffer {
  return 'fetch' in offer;
}

function distantOf(offer: DistantOffer, considered: Pick<Assignment, 'candidates'>): Distant {
  const reason = reasonOf(offer, considered.candidates);
  return { offer, assignment: assignModel(offer, reason, considered) };
}

function reasonOf({ model }: Offer, candidates: readonly Candidate[]): string {
  const found = candidates.find(({ id, host }) => id === model.id && host === model.host);
  return found?.reason ?? model.description;
}

/** The assignment that names this model, among the same candidates. */
export function assignModel(
  { model: { id, host, revision, name } }: Offer,
  reason: string,
  { candidates }: Pick<Assignment, 'candidates'>,
): Assignment {
  return { model: { id, host, revision, name }, reason, candidates };
}

/** What the task is planned to be done with, be it here or not. */
export function assignmentOf(selection: Selection | undefined): Assignment | undefined {
  if (selection?.distant !== undefined) {
    return selection.distant.assignment;
  }
  return selection?.ok === true ? selection.assignment : undefined;
}

/** The Hub may know something better: for what nothing here can do, and for all in remote mode. */
export function canBeBetter(
  { type, model }: Pick<Task, 'type' | 'model'>,
  selection: Selection,
  { mode, canLookFurther }: Pick<PipelineDeps, 'mode' | 'canLookFurther'>,
): boolean {
  const isHosted = selection.ok && selection.experts[0].model.host === 'hub';
  const isWanted = mode === 'remote' ? !isHosted : !selection.ok;
  return model === undefined && isWanted && canLookFurther(type);
}
