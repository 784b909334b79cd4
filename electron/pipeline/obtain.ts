// Brings models that are not here: asks the person once for each, fetches it with its progress told to the
// tasks that wait for it, and gives the selection that it leads to.

import { AppError, toErrorReport } from '../../shared/errors.ts';
import type { Task, TaskId } from '../../shared/plan.ts';
import { isGranted } from '../../shared/questions.ts';
import type { DistantOffer, Expert, Fetched } from '../experts/expert.ts';
import { abortable } from './abortable.ts';
import type { RunControl } from './control.ts';
import type { PipelineDeps } from './deps.ts';
import type { Emit } from './journal.ts';
import type { Person } from './person.ts';
import { assignModel, type Distant, type Selection } from './select.ts';

export interface ObtainContext {
  readonly deps: Pick<PipelineDeps, 'clock'>;
  readonly emit: Emit;
  readonly control: RunControl;
  readonly person: Person;
}

export interface Waiting {
  readonly task: Task;
  readonly selection: Selection;
  readonly distant: Distant;
  /** The tasks that wait for the same model, this one among them. */
  readonly tasks: readonly TaskId[];
}

/** One model on its way, for as long as a task waits for it. */
interface Fetching {
  readonly expert: Promise<Expert>;
  readonly tasks: Set<TaskId>;
  readonly stop: AbortController;
}

export type Obtain = (waiting: Waiting) => Promise<Selection>;

/** Its function throws the signal's reason where the task or the run is stopped meanwhile. */
export function createObtaining(context: ObtainContext): Obtain {
  const fetching = new Map<string, Fetching>();
  return async (waiting) => {
    const { task, selection, distant } = waiting;
    const signal = context.control.signalOf(task.id);
    if (!isGranted(await context.person.ask(questionOf(waiting), signal))) {
      return withoutOffer(waiting);
    }
    try {
      const expert = await fetched(waiting, { fetching, context, signal });
      return {
        ok: true,
        experts: [expert, ...(selection.ok ? selection.experts : [])],
        assignment: assignModel(expert, [{ code: 'fetched' }], distant.assignment),
        estimateMs: undefined,
      };
    } catch (thrown) {
      signal.throwIfAborted();
      if (!(thrown instanceof AppError)) {
        throw thrown;
      }
      return withFailure(waiting, thrown, context);
    }
  };
}

function questionOf({ selection, distant, tasks }: Waiting) {
  const { model, bytes, facts } = distant.offer;
  const fit = facts?.().fit?.verdict;
  return {
    about: 'install' as const,
    key: `install ${model.id}`,
    ...{ tasks, model: model.id, name: model.name, hasOther: selection.ok },
    ...(model.licence !== 'unknown' && { licence: model.licence }),
    ...(bytes !== undefined && { bytes }),
    ...(fit !== undefined && { fit }),
  };
}

function withoutOffer({ task, selection, distant }: Waiting): Selection {
  if (selection.ok) {
    return { ...selection, distant: undefined };
  }
  const { name } = distant.offer.model;
  const refused = AppError.of('INSTALL_REFUSED', { task: task.type, model: name });
  return { ok: false, error: toErrorReport(refused) };
}

/** What is here does it, and the run says why; else the task has failed. */
function withFailure(
  { selection, distant }: Waiting,
  failure: AppError,
  { emit }: ObtainContext,
): Selection {
  const error = toErrorReport(failure);
  if (!selection.ok) {
    return { ok: false, error };
  }
  emit({ type: 'noted', note: { code: 'FETCH_FAILED', model: distant.offer.model.name, error } });
  return { ...selection, distant: undefined };
}

interface FetchContext {
  readonly fetching: Map<string, Fetching>;
  readonly context: ObtainContext;
  readonly signal: AbortSignal;
}

async function fetched(
  { task, distant }: Waiting,
  { fetching, context, signal }: FetchContext,
): Promise<Expert> {
  const { offer } = distant;
  const key = `${offer.task} ${offer.model.id}`;
  const open = fetching.get(key) ?? begin(offer, task.id, context);
  fetching.set(key, open);
  open.tasks.add(task.id);
  try {
    return await abortable(open.expert, signal);
  } finally {
    open.tasks.delete(task.id);
    if (open.tasks.size === 0) {
      open.stop.abort(); // does nothing where it is here
      fetching.delete(key);
    }
  }
}

function begin(offer: DistantOffer, task: TaskId, context: ObtainContext): Fetching {
  const stop = new AbortController();
  const tasks = new Set([task]);
  const tell = tellFetched({ offer, tasks }, context);
  const expert = offer.fetch({ signal: stop.signal, progress: tell });
  expert.catch(() => undefined); // each task that waits for it is told
  return { expert, tasks, stop };
}

/** Milliseconds between two events about a download. */
const TELL_MS = 250;

function tellFetched(
  { offer, tasks }: Pick<Fetching, 'tasks'> & { readonly offer: DistantOffer },
  { deps, emit, control }: ObtainContext,
): (fetched: Fetched) => void {
  let last = Number.NEGATIVE_INFINITY;
  let total = 0;
  return (now) => {
    const isDue = deps.clock() - last >= TELL_MS || now.totalBytes !== total;
    if (control.signal.aborted || !isDue) {
      return;
    }
    last = deps.clock();
    total = now.totalBytes;
    for (const task of tasks) {
      emit({ type: 'fetching', task, model: offer.model.name, ...now });
    }
  };
}
