// The commands of `ensemble models`, and how their words are read.

import { Argument, type Command, Option } from 'commander';
import { z } from 'zod';
import { DTYPES, DtypeSchema } from '../../shared/inference.ts';
import { MODES, ModeSchema } from '../../shared/settings.ts';
import { TASK_TYPES, TaskTypeSchema } from '../../shared/tasks.ts';
import { exportHelp } from './export-help.ts';
import { searchHub, showModel } from './hub-models.ts';
import { pinModel, unpinModel } from './model-pins.ts';
import { installModel, listModels, removeModel, searchModels, verifyModels } from './models.ts';
import { type CommandContext, JSON_OPTION, ShownOptionsSchema } from './options.ts';

const ShowSchema = ShownOptionsSchema.extend({ mode: ModeSchema.optional() });
const SearchSchema = ShowSchema.extend({
  task: TaskTypeSchema.optional(),
  hub: z.boolean().optional(),
  hosted: z.boolean().optional(),
});
const InstallSchema = z.object({ dtype: DtypeSchema.optional(), mode: ModeSchema.optional() });

const ID = 'org/name, org/name@revision, or the address of its page on the Hub';
const ASK_MODE = 'local asks no Hub but one on this machine, the others do';

export function addModels(program: Command, context: CommandContext): void {
  const { console, finish } = context;
  const models = program.command('models').description('the models of this machine');
  models
    .command('list')
    .description('the models that are installed')
    .option(...JSON_OPTION)
    .action(async (options) =>
      finish(await listModels(ShownOptionsSchema.parse(options), console)),
    );
  addSearches(models, context);
  addChanges(models, context);
  addPins(models, context);
}

function addSearches(models: Command, { console, finish }: CommandContext): void {
  models
    .command('search')
    .description('models that are known, by the words in their names and descriptions')
    .argument('[words...]', 'all of them must be found')
    .addOption(new Option('--task <type>', 'only those that do it').choices(TASK_TYPES))
    .option('--hub', 'those of the Hub that run on this machine, the most downloaded first')
    .option('--hosted', 'those of the Hub that an inference provider serves')
    .addOption(new Option('--mode <mode>', ASK_MODE).choices(MODES))
    .option(...JSON_OPTION)
    .action(async (words: string[], options) => {
      const asked = SearchSchema.parse(options);
      const isOfHub = asked.hub === true || asked.hosted === true;
      const search = isOfHub ? searchHub : searchModels;
      finish(await search(words.join(' '), asked, console));
    });
  models
    .command('show')
    .description('what is known of a model, and whether it fits; asks the Hub for others')
    .argument('<id>', ID)
    .addOption(new Option('--mode <mode>', ASK_MODE).choices(MODES))
    .option(...JSON_OPTION)
    .action(async (id: string, options) =>
      finish(await showModel(id, ShowSchema.parse(options), console)),
    );
  models
    .command('export-help')
    .description('how a model without ONNX files is made into one that runs here')
    .argument('<id>', ID)
    .addOption(new Option('--mode <mode>', ASK_MODE).choices(MODES))
    .action(async (id: string, options) =>
      finish(await exportHelp(id, ShowSchema.parse(options), console)),
    );
}

function addPins(models: Command, { console, finish }: CommandContext): void {
  const task = () => new Argument('<task>', 'the task type').choices(TASK_TYPES);
  models
    .command('pin')
    .description('take a model for a task type whenever it can run, whatever the ranking says')
    .addArgument(task())
    .argument('<id>', 'one that does it; a wrong one is answered with those that do')
    .action(async (type: string, id: string) =>
      finish(await pinModel(TaskTypeSchema.parse(type), id, console)),
    );
  models
    .command('unpin')
    .description('let the ranking decide again')
    .addArgument(task())
    .action(async (type: string) => finish(await unpinModel(TaskTypeSchema.parse(type), console)));
}

function addChanges(models: Command, { console, finish }: CommandContext): void {
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
      finish(await verifyModels(id, ShownOptionsSchema.parse(options), console)),
    );
}
