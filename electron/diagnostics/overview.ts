// What the screen shows of the log, and the report of an engine that runs.

import type { DiagnosticsOverview } from '../../shared/diagnostics.ts';
import type { Engine } from '../engine.ts';
import { toReport } from '../model-listings.ts';
import { logBytes, readLog } from '../store/log-file.ts';
import { composeReport } from './report-text.ts';

/** Failures that the screen lists, and lines of the log that they are looked for in. */
const MOST_LISTED = 20;
const MOST_READ = 2000;

const ORDINARY: ReadonlySet<string> = new Set(['started', 'stopped', 'devices']);

export async function diagnosticsOverview({ log, store }: Engine): Promise<DiagnosticsOverview> {
  await log.settled();
  const entries = await readLog(store.home, MOST_READ);
  const failure = log.failure();
  return {
    home: store.home,
    latest: entries
      .filter(({ event }) => !ORDINARY.has(event))
      .slice(-MOST_LISTED)
      .toReversed(),
    ...(log.brokeOff !== undefined && { brokeOff: log.brokeOff }),
    log: { bytes: logBytes(store.home), ...(failure !== undefined && { failure }) },
  };
}

export async function composeEngineReport(engine: Engine): Promise<string> {
  const { log, store, local, mode, settings, network } = engine;
  await log.settled();
  const { records } = network.overview();
  const refused = records.filter(({ outcome }) => outcome.how === 'refused');
  return composeReport({
    ...{ home: store.home, environment: process.env, mode, settings },
    devices: (await local.probe()).map(toReport),
    counts: {
      ...store.space.counts(),
      connections: records.length,
      'connections refused': refused.length,
    },
    models: (await local.library.search('')).filter(({ installed }) => installed.length > 0).length,
  });
}
