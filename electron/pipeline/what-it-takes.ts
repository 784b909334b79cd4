// What would make a task possible that nothing here can do: the kind of model, then the known model that
// comes closest and what keeps it away. Pure.

import { detail, type ErrorDetail } from '../../shared/errors.ts';
import type { Candidate } from '../../shared/models.ts';
import type { Obstacle } from '../../shared/ranking.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';
import { formatBytes } from '../library/bytes.ts';

/** @param others ways besides the models that are known */
export function whatItTakes(
  type: TaskType,
  candidates: readonly Candidate[],
  others: readonly ErrorDetail[],
): readonly ErrorDetail[] {
  const needs = { ...detail('needs', { needs: type }), text: taskEntry(type).needs };
  return [needs, ...candidates.slice(0, 1).map(wayTo), ...others];
}

/** Such as "in hybrid mode org/name (89 MB) could be downloaded". */
function wayTo({ id, host, fetch, obstacle }: Candidate): ErrorDetail {
  const size = fetch?.bytes === undefined ? '' : ` (${formatBytes(fetch.bytes)})`;
  const model = `${id}${size}`;
  return obstacle === undefined
    ? detail('way-download', { model, id })
    : WAYS[obstacle.code]({ model, isHosted: host === 'hub', obstacle });
}

interface Way {
  readonly model: string;
  readonly isHosted: boolean;
  readonly obstacle: Obstacle;
}

const WAYS: Readonly<Record<Obstacle['code'], (way: Way) => ErrorDetail>> = {
  'local-mode': ({ model, isHosted }) =>
    detail(isHosted ? 'way-hybrid-asked' : 'way-hybrid-download', { model }),
  offline: ({ model, isHosted }) =>
    detail(isHosted ? 'way-online-asked' : 'way-online-download', { model }),
  'no-token': ({ model }) => detail('way-token', { model }),
  gated: ({ model }) => detail('way-terms', { model }),
  licence: ({ model }) => detail('way-licence', { model }),
  memory: ({ model, obstacle: { neededBytes, freeBytes } }) =>
    neededBytes === undefined || freeBytes === undefined
      ? detail('way-memory', { model })
      : detail('way-memory-bytes', {
          model,
          needed: formatBytes(neededBytes),
          free: formatBytes(freeBytes),
        }),
};
