// What would make a task possible that nothing here can do: the kind of model, then the known model that
// comes closest and what keeps it away. Pure.

import type { Candidate } from '../../shared/models.ts';
import type { Obstacle } from '../../shared/ranking.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';
import { formatBytes } from '../library/bytes.ts';

/**
 * What follows "It takes", without the stop at its end.
 * @param others ways besides the models that are known
 */
export function whatItTakes(
  type: TaskType,
  candidates: readonly Candidate[],
  others: readonly string[],
): string {
  const ways = candidates.slice(0, 1).map(wayTo);
  return [taskEntry(type).needs, ...ways, ...others].join('. ');
}

/** "In hybrid mode org/name (89 MB) could be downloaded" */
function wayTo({ id, host, fetch, obstacle }: Candidate): string {
  const size = fetch?.bytes === undefined ? '' : ` (${formatBytes(fetch.bytes)})`;
  const model = `${id}${size}`;
  return obstacle === undefined
    ? `${model} can be downloaded under Models, or with \`ensemble models install ${id}\``
    : WAYS[obstacle.code]({ model, isHosted: host === 'hub', obstacle });
}

interface Way {
  readonly model: string;
  readonly isHosted: boolean;
  readonly obstacle: Obstacle;
}

const WAYS: Readonly<Record<Obstacle['code'], (way: Way) => string>> = {
  'local-mode': ({ model, isHosted }) =>
    `In hybrid mode ${model} could be ${isHosted ? 'asked by hosted inference' : 'downloaded'}`,
  offline: ({ model, isHosted }) =>
    `Online ${model} could be ${isHosted ? 'asked by hosted inference' : 'downloaded'}`,
  'no-token': ({ model }) => `With a token of the Hub in HF_TOKEN ${model} could be asked`,
  gated: ({ model }) => `The owners of ${model} want their terms accepted first`,
  licence: ({ model }) => `Your settings leave out the licence of ${model}`,
  memory: ({ model, obstacle: { neededBytes, freeBytes } }) =>
    neededBytes === undefined || freeBytes === undefined
      ? `${model} needs more memory than is free`
      : `${model} needs ${formatBytes(neededBytes)} of memory, and ${formatBytes(freeBytes)} are free`,
};
