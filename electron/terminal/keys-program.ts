// The commands of `ensemble keys`.

import type { Command } from 'commander';
import { z } from 'zod';
import type { Console } from './console.ts';
import { listKeysCommand, removeKeyCommand, setKeyCommand } from './keys.ts';

const ListOptionsSchema = z.object({ json: z.boolean().optional() });

interface Context {
  readonly console: Console;
  readonly finish: (status: number) => void;
}

export function addKeys(program: Command, { console, finish }: Context): void {
  const keys = program.command('keys').description('the keys of services; none is ever shown');
  keys
    .command('list')
    .description('which there are, where each comes from and how it is kept')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (options) =>
      finish(await listKeysCommand(ListOptionsSchema.parse(options), console)),
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
