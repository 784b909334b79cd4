// What keeps a model from running here and now: what its facts say, the licences that the person allows, and
// memory. Pure.

import { forbidsCommerce } from '../../../shared/licences.ts';
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
