// The commands of `ensemble models`, and how their words are read.

import { type Command, Option } from 'commander';
import { z } from 'zod';
import { DTYPES, DtypeSchema } from '../../shared/inference.ts';
import { MODES, ModeSchema } from '../../shared/settings.ts';
import { TASK_TYPES, TaskTypeSchema } from '../../shared/tasks.ts';
import type { Console } from './console.ts';
import {
  installModel,
  listModels,
  removeModel,
  searchModels,
  showModel,
  verifyModels,
} from './models.ts';

const ShownSchema = z.object({ json: z.boolean().optional() });
const SearchSchema = ShownSchema.extend({ task: TaskTypeSchema.optional() });
const InstallSchema = z.object({ dtype: DtypeSchema.optional(), mode: ModeSchema.optional() });

interface Context {
  readonly console: Console;
  readonly finish: (status: number) => void;
}

const JSON_OPTION = ['--json', 'print one JSON object and nothing else'] as const;
const ID = 'org/name, or org/name@revision';

export function addModels(program: Command, { console, finish }: Context): void {
  const models = program.command('models').description('the models of this machine');
  models
    .command('list')
    .description('the models that are installed')
    .option(...JSON_OPTION)
    .action(async (options) => finish(await listModels(ShownSchema.parse(options), console)));
  models
    .command('search')
    .description('models that are known, by the words in their names and descriptions')
    .argument('[words...]', 'all of them must be found')
    .addOption(new Option('--task <type>', 'only those that do it').choices(TASK_TYPES))
    .option(...JSON_OPTION)
    .action(async (words: string[], options) =>
      finish(await searchModels(words.join(' '), SearchSchema.parse(options), console)),
    );
  models
    .command('show')
    .description('what is known of a model, and whether it fits')
    .argument('<id>', ID)
    .option(...JSON_OPTION)
    .action(async (id: string, options) =>
      finish(await showModel(id, ShownSchema.parse(options), console)),
    );
  addChanges(models, { console, finish });
}

function addChanges(models: Command, { console, finish }: Context): void {
  models
    .command('install')
    .description('fetch a model; goes on where an earlier try was cut off')
    .argument('<id>', ID)
    .addOption(new Option('--dtype <format>', 'the number format').choices(DTYPES))
    .addOption(new Option('--mode <mode>', 'local refuses, the others fetch').choices(MODES))
    .action(async (id: string, options) =>
      finish(await installModel(id, InstallSchema.parse(options), console)),
    );
  models
    .command('remove')
    .description('delete a model; folders of your own are left alone')
    .argument('<id>', ID)
    .action(async (id: string) => finish(await removeModel(id, console)));
  models
    .command('verify')
    .description('read every file of a model again and hold it against its hash')
    .argument('<id>', ID)
    .option(...JSON_OPTION)
    .action(async (id: string, options) =>
      finish(await verifyModels(id, ShownSchema.parse(options), console)),
    );
}
