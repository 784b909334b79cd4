// The commands of `ensemble backups`.

import type { Command } from 'commander';
import { listedBackups, restoreCommand, takeBackup } from './backups.ts';
import type { CommandContext } from './options.ts';

export function addBackups(program: Command, { console, finish }: CommandContext): void {
  const backups = program
    .command('backups')
    .description('the backups of conversations, settings and prompts, the newest first')
    .action(async () => finish(await listedBackups(console)));
  backups
    .command('make')
    .description('make one, also while Ensemble runs; keys are never in it')
    .action(async () => finish(await takeBackup(console)));
  backups
    .command('restore')
    .description('put one in the place of what is there now, of which a backup is made first')
    .argument('<backup>', 'its name')
    .action(async (name: string) => finish(await restoreCommand(name, console)));
}
