// The commands of `ensemble storage`, and how their words are read.

import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { FREEABLE, FreeableSchema } from '../../shared/storage.ts';
import type { Console } from './console.ts';
import { freeCategory, showStorage } from './storage.ts';

const ShownSchema = z.object({ json: z.boolean().optional() });

interface Context {
  readonly console: Console;
  readonly finish: (status: number) => void;
}

export function addStorage(program: Command, { console, finish }: Context): void {
  const json = ['--json', 'print one JSON object and nothing else'] as const;
  const storage = program
    .command('storage')
    .description('what takes space, and what of it can go')
    .option(...json)
    .action(async (options) => finish(await showStorage(ShownSchema.parse(options), console)));
  storage
    .command('free')
    .description(
      'empty one category; what conversations show stays. Deleted conversations and files that nothing names go with every start, also with that of this command',
    )
    .addArgument(new Argument('<category>', 'what to empty').choices(FREEABLE))
    .option(...json)
    .action(async (category: string, options, command: Command) => {
      // `--json` before the command's name is its parent's.
      const asked = ShownSchema.parse({ ...command.parent?.opts(), ...options });
      finish(await freeCategory({ category: FreeableSchema.parse(category), ...asked }, console));
    });
}
