// The commands of `ensemble keys`.

import type { Command } from 'commander';
import { listKeysCommand, removeKeyCommand, setKeyCommand } from './keys.ts';
import { type CommandContext, JSON_OPTION, ShownOptionsSchema } from './options.ts';

export function addKeys(program: Command, { console, finish }: CommandContext): void {
  const keys = program.command('keys').description('the keys of services; none is ever shown');
  keys
    .command('list')
    .description('which there are, where each comes from and how it is kept')
    .option(...JSON_OPTION)
    .action(async (options) =>
      finish(await listKeysCommand(ShownOptionsSchema.parse(options), console)),
    );
  keys
    .command('set')
    .description('keep a key; it is asked for, or read from standard input')
    .argument('<name>', 'its variable, such as OPENAI_API_KEY')
    .action(async (name: string) => finish(await setKeyCommand(name, console)));
  keys
    .command('remove')
    .description('forget a key that is kept')
    .argument('<name>', 'its variable')
    .action(async (name: string) => finish(await removeKeyCommand(name, console)));
}
