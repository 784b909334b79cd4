// What keeps a model from running here and now: what its facts say, the licences that the person allows, and
// memory. Pure.

import type { Model } from '../../../shared/models.ts';
import type { Obstacle } from '../../../shared/ranking.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { ExpertFacts } from '../../experts/expert.ts';

export function obstacleOf(
  { licence }: Pick<Model, 'licence'>,
  { obstacle, fit }: Pick<ExpertFacts, 'obstacle' | 'fit'>,
  { licences }: Pick<Settings, 'licences'>,
): Obstacle | undefined {
  if (obstacle !== undefined) {
    return obstacle;
  }
  if (licences === 'commercial' && forbidsCommerce(licence)) {
    return { code: 'licence' };
  }
  return fit?.verdict === 'wont-fit'
    ? { code: 'memory', neededBytes: fit.neededBytes, freeBytes: fit.freeBytes }
    : undefined;
}

/** "cc-by-nc-4.0", "other non-commercial", "intel-research", by the words that the Hub's tags are made of. */
const NO_COMMERCE = /\bnc\b|\bnon[\s_-]?commercial|\bresearch\b/iu;
/** Tags whose words don't say it, though their texts allow research alone. */
const RESEARCH_LICENCES: ReadonlySet<string> = new Set(['apple-amlr', 'deepfloyd-if-license']);

/** Only where the licence says so: one that is not known is allowed, and the reason says that. */
function forbidsCommerce(licence: string): boolean {
  const words = licence.replaceAll('_', '-');
  return NO_COMMERCE.test(words) || RESEARCH_LICENCES.has(words.trim().toLowerCase());
}

/** "other" is the Hub's word for a licence that only the model's page tells. */
export function isLicenceKnown(licence: string): boolean {
  return !['', 'unknown', 'other'].includes(licence.trim().toLowerCase());
}
