// Why a model stands where it stands, and the candidate that a run shows. What keeps it from running is said by
// whoever shows the candidate, from its obstacle. Pure.

import { isLicenceKnown } from '../../../shared/licences.ts';
import type { Candidate } from '../../../shared/models.ts';
import type { Reason } from '../../../shared/reasons.ts';
import type { TaskStatistics } from '../deps.ts';
import { isPinnedHere, type Ranked, type RankingContext } from '../ranking.ts';
import { reasonText } from './reason-text.ts';

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
    reason: reasonText(reasonsFor(ranked, context)),
    ...(id === context.pinned && { isPinned: true }),
    ...(isToFetch(ranked) && { fetch }),
  };
}

export function reasonsFor(ranked: Ranked, context: ReasonContext): readonly Reason[] {
  const { licences } = context;
  const { offer, statistics, ranking } = ranked;
  const { description, licence, host } = offer.model;
  const canRun = ranking.obstacle === undefined;
  // The language model that conducts was chosen by the person.
  const hasDoubt = licences === 'commercial' && host !== 'controller' && !isLicenceKnown(licence);
  return [
    ...(canRun && isPinnedHere(ranked, context) ? [{ code: 'pinned' } as const] : []),
    placeOf(ranked),
    { code: 'description', text: description },
    ...recordOf(statistics),
    ...(hasDoubt && canRun ? [{ code: 'licence-unknown' } as const] : []),
  ];
}

/** What is hosted is never fetched, even where it can't be asked now. */
function isToFetch({ offer, isDistant }: Ranked): boolean {
  return isDistant && offer.model.host === 'onnx';
}

function placeOf(ranked: Ranked): Reason {
  const { offer, facts, fetchBytes } = ranked;
  if (!isToFetch(ranked)) {
    return { code: offer.model.host };
  }
  const fit = facts.fit?.verdict;
  return {
    code: 'to-fetch',
    ...(fetchBytes !== undefined && { bytes: fetchBytes }),
    ...(fit !== undefined && { fit }),
  };
}

function recordOf({ succeeded, failed }: TaskStatistics): readonly Reason[] {
  const attempts = succeeded + failed;
  return attempts === 0 ? [] : [{ code: 'record', succeeded, attempts }];
}
