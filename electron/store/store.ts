// The data folder as one thing: locked for this process, opened, and closed again.

import type { Settings } from '../../shared/settings.ts';
import type { PlanStore } from '../pipeline/pinned-plan.ts';
import { type ArtefactStore, createArtefactStore } from './artefacts.ts';
import { makeBackup } from './backups.ts';
import {
  type ConversationStore,
  createConversationStore,
  forgetDeletedConversations,
} from './conversations.ts';
import { openDatabase } from './database.ts';
import { toDiskError } from './disk-errors.ts';
import { createSpace, type Space } from './free-space.ts';
import { createGalleryStore, type GalleryStore } from './gallery.ts';
import { createHeldFiles, type HeldFiles } from './held-files.ts';
import { lockHome } from './home.ts';
import { createPlanStore } from './plans.ts';
import { createResultStore, type ResultStore } from './results.ts';
import { createRunStore, type RunStore } from './runs.ts';
import { readSettings } from './settings-file.ts';
import { sweepArtefacts } from './sweep.ts';

export interface Store {
  readonly home: string;
  readonly settings: Settings;
  readonly runs: RunStore;
  readonly conversations: ConversationStore;
  readonly artefacts: ArtefactStore;
  readonly results: ResultStore;
  readonly plans: PlanStore;
  readonly gallery: GalleryStore;
  readonly space: Space;
  /** Runs that an earlier process left open and that were marked as interrupted now. */
  readonly interrupted: readonly string[];
  /**
   * @param version of the program
   * @returns the backup's name
   * @throws AppError HOME_UNUSABLE or DISK_FULL
   */
  readonly backup: (version: string) => Promise<string>;
  readonly close: () => void;
}

/** A session that goes on though its store is opened anew. */
export interface StoreSession {
  /** Its files that no run names yet. */
  readonly held?: HeldFiles | undefined;
  /** Nothing has ended: what was deleted can still be restored, and no file goes. */
  readonly isGoingOn?: boolean | undefined;
}

/** @throws AppError HOME_UNUSABLE, HOME_IN_USE, DISK_FULL, STORE_DAMAGED or STORE_NEWER */
export function openStore(
  home: string,
  clock: () => number,
  { held = createHeldFiles(), isGoingOn = false }: StoreSession = {},
): Store {
  const undo = new DisposableStack();
  try {
    undo.defer(lockHome(home).release);
    const settings = readSettings(home);
    const database = openDatabase(home);
    undo.defer(() => database.close());
    if (!isGoingOn) {
      forgetDeletedConversations(database);
    }
    const runs = holdingRuns(createRunStore(home, database), held);
    const conversations = createConversationStore(database);
    const artefacts = createArtefactStore(home, database, { limits: settings, clock, held });
    const results = createResultStore(database, {
      ...{ artefacts, clock },
      limit: settings.maxResultBytes,
    });
    const plans = createPlanStore(database);
    const gallery = createGalleryStore(database, { runs, artefacts });
    const interrupted = runs.interruptOpenRuns(clock());
    if (!isGoingOn) {
      sweepArtefacts(home, database);
    }
    const close = () => undo.dispose();
    const space = createSpace(home, database, { held, results });
    return {
      ...{ home, settings, runs, conversations, artefacts, results, plans, gallery },
      ...{ space, interrupted, close },
      backup: (version) => makeBackup(home, database, { version, now: clock() }),
    };
  } catch (error) {
    undo.dispose();
    throw toDiskError(error, home, 'the database');
  }
}

/** What an event names is its run's from the moment in which it is stored. */
function holdingRuns(runs: RunStore, { release }: HeldFiles): RunStore {
  return {
    ...runs,
    append: (event) => {
      runs.append(event);
      release(event);
    },
  };
}
