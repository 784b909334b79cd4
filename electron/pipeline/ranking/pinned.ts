// Why the model that the person pinned is not taken, in words. Pure.

import type { Candidate } from '../../../shared/models.ts';
import type { Obstacle } from '../../../shared/ranking.ts';
import { formatBytes } from '../../library/bytes.ts';

const WHY = {
  licence: 'its licence is not among those that you allow',
  gated: 'its terms have to be accepted first',
  'local-mode': 'nothing leaves this machine in local mode',
  offline: 'HF_HUB_OFFLINE is set',
  'no-token': 'it takes a token of the Hub',
} as const satisfies Record<Exclude<Obstacle['code'], 'memory'>, string>;

/** "You pinned org/name, which can't do it now: it is not on this machine." */
export function whyNotPinned(pinned: string, candidates: readonly Candidate[]): string {
  const candidate = candidates.find(({ id }) => id === pinned);
  return `You pinned ${pinned}, which can't do it now: ${obstacleWords(candidate?.obstacle)}.`;
}

function obstacleWords(obstacle: Obstacle | undefined): string {
  if (obstacle === undefined) {
    return 'it is not on this machine';
  }
  if (obstacle.code !== 'memory') {
    return WHY[obstacle.code];
  }
  const { neededBytes, freeBytes } = obstacle;
  return neededBytes === undefined || freeBytes === undefined
    ? 'it does not fit into memory'
    : `it needs ${formatBytes(neededBytes)} of memory, and ${formatBytes(freeBytes)} are free`;
}
