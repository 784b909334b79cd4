// What can perform tasks, from everywhere: this machine's models, the built-in experts, the language model
// that conducts, hosted inference, and what the library and the Hub could add.

import type { Mode, Settings } from '../shared/settings.ts';
import type { TaskType } from '../shared/tasks.ts';
import { type AvailableModels, createAvailableModels, NOTHING_ELSE } from './available-models.ts';
import type { Controllers } from './controllers/controllers.ts';
import { createBuiltinPool } from './experts/builtin/pool.ts';
import type { Expert } from './experts/expert.ts';
import { createHostedModels } from './hosted-models.ts';
import type { LocalInference } from './local-inference.ts';
import type { Network } from './network/network.ts';
import type { PipelineDeps } from './pipeline/deps.ts';

export interface EngineExpertsOptions {
  /** What performs tasks, in place of all that there is. */
  readonly experts?: readonly Expert[];
  /** What could perform them besides, in place of what the library and the Hub have. */
  readonly others?: AvailableModels;
  readonly settings: Settings;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: () => number;
  readonly local: LocalInference;
  readonly controllers: Pick<Controllers, 'experts'>;
  readonly network: Network;
  /** Of the built-in experts. */
  readonly threads: number;
}

type ExpertDeps = Pick<
  PipelineDeps,
  'expertsFor' | 'othersFor' | 'canLookFurther' | 'lookFurther' | 'otherWays'
>;

export interface EngineExperts {
  /** What can be done now. */
  readonly abilities: () => Promise<readonly Expert[]>;
  /** As a run that begins now has them. */
  readonly deps: () => Promise<ExpertDeps>;
  readonly close: () => Promise<void>;
}

export function createEngineExperts(options: EngineExpertsOptions): EngineExperts {
  const { settings, mode, environment, clock, local, controllers, network, threads } = options;
  const pool = createBuiltinPool({ threads });
  const hosted = createHostedModels({ settings, mode, environment, network, clock });
  const isGiven = options.experts !== undefined;
  const available = isGiven ? NOTHING_ELSE : createAvailableModels({ local, hosted, mode });
  const others = options.others ?? available;
  const abilities = async () => {
    await Promise.all([local.models.ready(), hosted.ready()]);
    return (
      options.experts ?? [
        ...(mode === 'remote' ? [] : local.models.experts()),
        ...pool.experts,
        ...controllers.experts(),
        ...hosted.experts(),
      ]
    );
  };
  return {
    abilities,
    deps: async () => {
      const byTask = Map.groupBy(await abilities(), ({ task }) => task);
      return {
        expertsFor: (type: TaskType) => [...(byTask.get(type) ?? []), ...others.found(type)],
        othersFor: others.offers,
        canLookFurther: others.canLook,
        lookFurther: others.look,
        otherWays: others.ways,
      };
    },
    close: pool.close,
  };
}
