// Why a model stands where it stands, in plain words, and the candidate that a run shows. What keeps it from
// running is said by whoever shows the candidate, from its obstacle. Pure.

import type { FIT_VERDICTS } from '../../../shared/library.ts';
import { isLicenceKnown } from '../../../shared/licences.ts';
import type { Candidate, Host } from '../../../shared/models.ts';
import { formatBytes } from '../../library/bytes.ts';
import type { TaskStatistics } from '../deps.ts';
import { isPinnedHere, type Ranked, type RankingContext } from '../ranking.ts';

type ReasonContext = Pick<RankingContext, 'licences' | 'pinned'>;

export function candidateOf(ranked: Ranked, context: ReasonContext): Candidate {
  const { offer, facts, fetchBytes, ranking } = ranked;
  const { id, host } = offer.model;
  const fit = facts.fit?.verdict;
  const fetch = {
    ...(fetchBytes !== undefined && { bytes: fetchBytes }),
    ...(fit !== undefined && { fit }),
  };
  return {
    ...{ id, host, ...ranking },
    reason: rankingReason(ranked, context),
    ...(id === context.pinned && { isPinned: true }),
    ...(isToFetch(ranked) && { fetch }),
  };
}

/** "Built in, nothing to download: Reads printed text. It succeeded in 3 of 4 tasks here." */
function rankingReason(ranked: Ranked, context: ReasonContext): string {
  const { licences } = context;
  const { offer, statistics, ranking } = ranked;
  const { description, licence, host } = offer.model;
  // The language model that conducts was chosen by the person.
  const hasDoubt = licences === 'commercial' && host !== 'controller' && !isLicenceKnown(licence);
  const isFirst = ranking.obstacle === undefined && isPinnedHere(ranked, context);
  return [
    isFirst ? 'Pinned by you.' : '',
    `${placeWords(ranked)} ${description}`,
    recordWords(statistics),
    hasDoubt && ranking.obstacle === undefined ? 'Its licence is not known.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const PLACES = {
  builtin: 'Built in, nothing to download:',
  onnx: 'On this machine:',
  hub: 'Hosted:',
  controller: 'The language model itself:',
} as const satisfies Record<Host, string>;

const FITS = {
  fits: 'fits',
  tight: 'only just fits',
  'wont-fit': undefined, // the candidate's obstacle says it, with numbers
} as const satisfies Record<(typeof FIT_VERDICTS)[number], string | undefined>;

/** What is hosted is never fetched, even where it can't be asked now. */
function isToFetch({ offer, isDistant }: Ranked): boolean {
  return isDistant && offer.model.host === 'onnx';
}

function placeWords(ranked: Ranked): string {
  const { offer, facts, fetchBytes } = ranked;
  if (!isToFetch(ranked)) {
    return PLACES[offer.model.host];
  }
  const verdict = facts.fit?.verdict;
  const fit = verdict === undefined ? undefined : FITS[verdict];
  const size = fetchBytes === undefined ? 'to be fetched' : `${formatBytes(fetchBytes)} to fetch`;
  return `Not on this machine: ${[size, ...(fit === undefined ? [] : [fit])].join(', ')}.`;
}

function recordWords({ succeeded, failed }: TaskStatistics): string {
  const attempts = succeeded + failed;
  return attempts === 0 ? '' : `It succeeded in ${succeeded} of ${attempts} tasks here.`;
}
