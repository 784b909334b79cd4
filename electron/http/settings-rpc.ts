// Answers the part of the contract that is about the settings that the engine is built on.

import { availableParallelism, totalmem } from 'node:os';
import {
  type ChangeableSettings,
  ChangeableSettingsSchema,
  type SettingsOverview,
} from '../../shared/settings.ts';
import type { Engine } from '../engine.ts';
import type { LiveRuns } from '../live-runs.ts';
import { procedures } from './procedures.ts';

/** The engine that is open, with its runs. */
export interface Opened {
  readonly engine: Engine;
  readonly runs: LiveRuns;
}

/** Keeps a change, opens the engine anew with it, and takes up the runs that went on. */
export type Reopen = (change: Partial<ChangeableSettings>) => Promise<Opened>;

export function settingsProcedures({ reopen, ...opened }: Opened & { readonly reopen: Reopen }) {
  const { settings } = procedures;
  return {
    overview: settings.overview.handler(() => overviewOf(opened)),
    change: settings.change.handler(async ({ input }) => overviewOf(await reopen(input))),
  };
}

function overviewOf({ engine, runs }: Opened): SettingsOverview {
  const { settings, mode, store, local } = engine;
  return {
    values: { ...ChangeableSettingsSchema.strip().parse(settings), mode },
    ...{ home: store.home, modelCache: local.modelCache },
    ...{ cores: availableParallelism(), memory: totalmem() },
    activeRuns: runs.going().length,
  };
}
