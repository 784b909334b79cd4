// A few exchanges that are drawn in full once they come near to what is seen. One watch and one skipped
// part for all of them: five hundred of each would cost every frame in which a letter is typed.

import { memo } from 'react';
import type { RunState } from '../../shared/events.ts';
import type { Place } from '../../shared/threads.ts';
import { Exchange } from './exchange.tsx';
import classes from './exchange-group.module.css';
import { useIsNear } from './use-is-near.ts';

interface ExchangeGroupProps {
  readonly places: readonly Place<RunState>[];
  /** It holds some that are seen at first. */
  readonly isNearAtFirst: boolean;
}

export const ExchangeGroup = memo(function ExchangeGroup({
  places,
  isNearAtFirst,
}: ExchangeGroupProps) {
  const { ref, isNear } = useIsNear(isNearAtFirst);
  return (
    <div ref={ref} className={classes.group} style={{ '--exchanges': places.length }}>
      {places.map(({ run, siblings }) => (
        // The place keeps its key while the person turns from one version to the next.
        <Exchange key={siblings[0]?.runId} run={run} siblings={siblings} isNear={isNear} />
      ))}
    </div>
  );
}, isSame);

function isSame(before: ExchangeGroupProps, now: ExchangeGroupProps): boolean {
  return (
    before.places.length === now.places.length &&
    before.places.every(({ run, siblings }, index) => {
      const place = now.places[index];
      return run === place?.run && siblings.length === place.siblings.length;
    })
  );
}
