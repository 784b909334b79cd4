// Stage 2: a model for each task. Pure: the offers and their record on this machine come as arguments.

import { AppError, type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import type { Assignment, Candidate } from '../../shared/models.ts';
import type { Plan, Task, TaskId } from '../../shared/plan.ts';
import type { Reason } from '../../shared/reasons.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { DistantOffer, Expert, Offer } from '../experts/expert.ts';
import type { PipelineDeps } from './deps.ts';
import { inputLanguage } from './ranking/input-language.ts';
import { candidateOf, reasonsFor } from './ranking/reason.ts';
import { reasonText } from './ranking/reason-text.ts';
import {
  isPinnedHere,
  type Rankable,
  type Ranked,
  type RankingContext,
  rankOffers,
} from './ranking.ts';
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
      /** The first of them is the one that the person pinned. */
      readonly isPinned?: boolean;
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

type Asked = Pick<Task, 'type' | 'model'>;

/** Of a task that names its model no other one is taken. */
function selectModel(task: Asked, language: string | undefined, deps: SelectDeps): Selection {
  return selectFrom(rank(task, language, deps), task, deps);
}

/** A model that was considered for a task type, with its name. */
export interface Considered {
  readonly name: string;
  readonly candidate: Candidate;
}

/** What could do a task that says nothing but its type, the best first, and what it would be given. */
export function considerType(
  type: TaskType,
  deps: SelectDeps,
): { readonly candidates: readonly Considered[]; readonly taken: Assignment | undefined } {
  const considered = rank({ type }, undefined, deps);
  const { ranked, context } = considered;
  return {
    candidates: ranked.map((one) => ({
      name: one.offer.model.name,
      candidate: candidateOf(one, context),
    })),
    taken: assignmentOf(selectFrom(considered, { type }, deps)),
  };
}

interface RankedChoices {
  readonly ranked: readonly Ranked<Choice>[];
  /** The same, as a run shows them. */
  readonly candidates: readonly Candidate[];
  readonly context: RankingContext;
}

function rank({ type, model }: Asked, language: string | undefined, deps: SelectDeps) {
  const { mode, ranking, clock } = deps;
  const pinned = model === undefined ? ranking.pinnedModels[type] : undefined;
  const context: RankingContext = { ...ranking, mode, language, now: clock(), pinned };
  const ranked = rankOffers(choicesFor({ type, model }, deps), context);
  return { ranked, candidates: ranked.map((one) => candidateOf(one, context)), context };
}

function selectFrom(
  { ranked, candidates, context }: RankedChoices,
  { type, model: chosen }: Asked,
  deps: SelectDeps,
): Selection {
  const { pinned } = context;
  const able = ranked.filter(({ ranking: { obstacle } }) => obstacle === undefined);
  const here = able.filter(({ expert }) => expert !== undefined);
  const [first, best] = [able[0], here[0]];
  const distant =
    first?.distant === undefined
      ? undefined
      : {
          offer: first.distant,
          assignment: assignModel(first.distant, reasonsFor(first, context), { candidates }),
        };
  if (best?.expert === undefined) {
    const needed = chosen ?? whatItTakes(type, candidates, deps.otherWays(type));
    const missing = AppError.of('NO_MODEL', { task: type, needed });
    return { ok: false, error: toErrorReport(missing), distant };
  }
  const { medianMs } = best.statistics;
  const others = here.slice(1).flatMap(({ expert }) => expert ?? []);
  const isPinned = isPinnedHere(best, context);
  const reasons: readonly Reason[] = [
    ...reasonsFor(best, context),
    ...(chosen !== undefined ? [{ code: 'chosen' } as const] : []),
    ...(chosen === undefined && ranked.length === 1 ? [{ code: 'only' } as const] : []),
    ...(isPinned || pinned === undefined ? [] : [whyNotPinned(pinned, candidates)]),
  ];
  return {
    ok: true,
    experts: [best.expert, ...others],
    assignment: assignModel(best.expert, reasons, { candidates }),
    isPinned,
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

function whyNotPinned(model: string, candidates: readonly Candidate[]): Reason {
  const obstacle = candidates.find(({ id }) => id === model)?.obstacle;
  return { code: 'pin-impossible', model, ...(obstacle !== undefined && { obstacle }) };
}

/**
 * The assignment that names this model, among the same candidates.
 * @param why the reasons, or the words of the language model that chose it
 */
export function assignModel(
  { model: { id, host, revision, name } }: Offer,
  why: readonly Reason[] | string,
  { candidates }: Pick<Assignment, 'candidates'>,
): Assignment {
  const model = { id, host, revision, name };
  return typeof why === 'string'
    ? { model, reason: why, candidates }
    : { model, reason: reasonText(why), reasons: why, candidates };
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
  const isPinned = selection.ok && selection.isPinned === true;
  return model === undefined && isWanted && !isPinned && canLookFurther(type);
}
