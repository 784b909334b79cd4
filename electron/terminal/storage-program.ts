// The commands of `ensemble storage`, and how their words are read.

import { Argument, type Command } from 'commander';
import { FREEABLE, FreeableSchema } from '../../shared/storage.ts';
import { type CommandContext, JSON_OPTION, ShownOptionsSchema } from './options.ts';
import { freeCategory, showStorage } from './storage.ts';

export function addStorage(program: Command, { console, finish }: CommandContext): void {
  const storage = program
    .command('storage')
    .description('what takes space, and what of it can go')
    .option(...JSON_OPTION)
    .action(async (options) =>
      finish(await showStorage(ShownOptionsSchema.parse(options), console)),
    );
  storage
    .command('free')
    .description(
      'empty one category; what conversations show stays. Deleted conversations and files that nothing names go with every start, also with that of this command',
    )
    .addArgument(new Argument('<category>', 'what to empty').choices(FREEABLE))
    .option(...JSON_OPTION)
    .action(async (category: string, options, command: Command) => {
      // `--json` before the command's name is its parent's.
      const asked = ShownOptionsSchema.parse({ ...command.parent?.opts(), ...options });
      finish(await freeCategory({ category: FreeableSchema.parse(category), ...asked }, console));
    });
}
