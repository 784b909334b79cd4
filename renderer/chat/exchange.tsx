// One request with what came of it. Drawn again only when its own run changes.

import { memo, Suspense, useEffect } from 'react';
import type { RunState } from '../../shared/events.ts';
import { latePart } from '../shell/late-part.tsx';
import { PartBoundary } from '../shell/part-boundary.tsx';
import { Answer } from './answer.tsx';
import classes from './exchange.module.css';
import { RequestCard } from './request-card.tsx';
import { RunCalls } from './run-calls.tsx';
import { RunCard } from './run-card.tsx';
import { RunNotes } from './run-notes.tsx';

/** Apart from the first load; asked for with the first exchange, so that it is here when a run has ended. */
const loadResults = () => import('./run-results.tsx');

const RunResults = latePart(() => loadResults().then((part) => part.RunResults));

interface ExchangeProps {
  readonly run: RunState;
  /** Itself and the runs that stand beside it, the oldest first. */
  readonly siblings: readonly RunState[];
  /** Near to what is seen, it is drawn in full. */
  readonly isNear: boolean;
}

export const Exchange = memo(function Exchange({ run, siblings, isNear }: ExchangeProps) {
  const siblingIds = siblings.map(({ runId }) => runId);
  useEffect(() => {
    // Where the engine is gone just now, they are asked for again when there are some.
    loadResults().catch(() => undefined);
  }, []);
  return (
    <article className={classes.exchange} aria-label={shortened(run.request)} data-run={run.runId}>
      {isNear ? (
        <>
          <RequestCard run={run} siblings={siblingIds} />
          <RunCard run={run} />
          <Answer text={run.answer} isStreaming={run.status === 'running'} />
          <RunNotes run={run} />
          <PartBoundary>
            <Suspense>{run.status !== 'running' && <RunResults run={run} />}</Suspense>
          </PartBoundary>
          <RunCalls run={run} />
        </>
      ) : (
        <FarExchange run={run} />
      )}
    </article>
  );
}, isSame);

/** Its words alone, so that the browser's search finds them. */
function FarExchange({ run }: { readonly run: RunState }) {
  return (
    <>
      <p className={classes.words}>{run.request}</p>
      <p className={classes.words}>{run.answer}</p>
    </>
  );
}

/** The siblings count by who they are: another one's progress changes nothing here. */
function isSame(before: ExchangeProps, now: ExchangeProps): boolean {
  return (
    before.run === now.run &&
    before.isNear === now.isNear &&
    before.siblings.length === now.siblings.length &&
    before.siblings.every(({ runId }, index) => runId === now.siblings[index]?.runId)
  );
}

function shortened(request: string): string {
  return request.length > 80 ? `${request.slice(0, 79)}…` : request;
}
