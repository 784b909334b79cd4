// The commands of `ensemble controllers`, and how their words are read.

import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { ControllerChoiceSchema, STAGES, StageSchema } from '../../shared/controllers.ts';
import { MODES, ModeSchema } from '../../shared/settings.ts';
import {
  discoverControllers,
  listConnectionModels,
  listControllers,
  testController,
  useController,
} from './controllers.ts';
import { type CommandContext, JSON_OPTION, ShownOptionsSchema } from './options.ts';

const ShownSchema = ShownOptionsSchema.extend({ mode: ModeSchema.optional() });
const UseSchema = z.object({ stage: StageSchema.or(z.literal('default')) });

const CHOICE = 'rules, local:org/name, or connection:model';

export function parseControllerChoice(text: string): string {
  const parsed = ControllerChoiceSchema.safeParse(text);
  if (!parsed.success) {
    throw new InvalidArgumentError(`${CHOICE} was expected, and "${text}" came.`);
  }
  return parsed.data;
}

export function addControllers(program: Command, { console, finish }: CommandContext): void {
  const controllers = program
    .command('controllers')
    .description('the language models that may plan, choose and answer');
  shown(controllers, 'list')
    .description('what conducts, and the connections that there are')
    .action(async (options) => finish(await listControllers(ShownSchema.parse(options), console)));
  shown(controllers, 'discover')
    .description('servers of language models that answer on this machine')
    .action(async (options) =>
      finish(await discoverControllers(ShownSchema.parse(options), console)),
    );
  shown(controllers, 'models')
    .description('the models that a connection lists')
    .argument('<connection>', 'its name in the list')
    .action(async (connection: string, options) =>
      finish(await listConnectionModels(connection, ShownSchema.parse(options), console)),
    );
  shown(controllers, 'test')
    .description('says which of address, key, model, quota and context is wrong')
    .argument('<controller>', CHOICE, parseControllerChoice)
    .action(async (choice: string, options) =>
      finish(await testController(choice, ShownSchema.parse(options), console)),
    );
  controllers
    .command('use')
    .description('choose what conducts from now on')
    .argument('<controller>', CHOICE, parseControllerChoice)
    .addOption(
      new Option('--stage <stage>', 'for this stage alone')
        .choices([...STAGES, 'default'])
        .default('default'),
    )
    .action(async (choice: string, options) =>
      finish(await useController({ choice, ...UseSchema.parse(options) }, console)),
    );
}

function shown(controllers: Command, name: string): Command {
  return controllers
    .command(name)
    .option(...JSON_OPTION)
    .addOption(new Option('--mode <mode>', 'where inference may happen').choices(MODES));
}
