// The reasons for a model in English: for the terminal, the interfaces and the answer. Pure.

import type { FIT_VERDICTS } from '../../../shared/library.ts';
import type { Obstacle } from '../../../shared/ranking.ts';
import type { Reason } from '../../../shared/reasons.ts';
import { formatBytes } from '../../library/bytes.ts';

type Plain = Exclude<Reason['code'], 'to-fetch' | 'description' | 'record' | 'pin-impossible'>;

const PLAIN = {
  pinned: 'Pinned by you.',
  builtin: 'Built in, nothing to download:',
  onnx: 'On this machine:',
  hub: 'Hosted:',
  controller: 'The language model itself:',
  'licence-unknown': 'Its licence is not known.',
  chosen: 'You chose it.',
  only: 'It is the only model here for this task.',
  fetched: 'It was fetched for this.',
  'failed-before': 'The model before it failed.',
} as const satisfies Record<Plain, string>;

const FITS = {
  fits: 'fits',
  tight: 'only just fits',
  'wont-fit': undefined, // the candidate's obstacle says it, with numbers
} as const satisfies Record<(typeof FIT_VERDICTS)[number], string | undefined>;

const WHY = {
  licence: 'its licence is not among those that you allow',
  gated: 'its terms have to be accepted first',
  'local-mode': 'nothing leaves this machine in local mode',
  offline: 'HF_HUB_OFFLINE is set',
  'no-token': 'it takes a token of the Hub',
} as const satisfies Record<Exclude<Obstacle['code'], 'memory'>, string>;

/** "Built in, nothing to download: Reads printed text. It succeeded in 3 of 4 tasks here." */
export function reasonText(reasons: readonly Reason[]): string {
  return reasons.map(sentence).join(' ');
}

function sentence(reason: Reason): string {
  switch (reason.code) {
    case 'description':
      return reason.text;
    case 'record':
      return `It succeeded in ${reason.succeeded} of ${reason.attempts} tasks here.`;
    case 'to-fetch': {
      const { bytes, fit } = reason;
      const size = bytes === undefined ? 'to be fetched' : `${formatBytes(bytes)} to fetch`;
      const words = [size, fit === undefined ? undefined : FITS[fit]];
      return `Not on this machine: ${words.filter((one) => one !== undefined).join(', ')}.`;
    }
    case 'pin-impossible':
      return `You pinned ${reason.model}, which can't do it now: ${obstacleWords(reason.obstacle)}.`;
    default:
      return PLAIN[reason.code];
  }
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
