// The commands of `ensemble conversations`, and how their words are read.

import type { Command } from 'commander';
import { z } from 'zod';
import { listConversations, readConversation, writeConversation } from './conversations.ts';
import { type CommandContext, JSON_OPTION, ShownOptionsSchema } from './options.ts';

const ExportSchema = z.object({ out: z.string().min(1).optional() });

export function addConversations(
  program: Command,
  { console, finish, folder }: CommandContext,
): void {
  const conversations = program
    .command('conversations')
    .description('the conversations that are kept');
  conversations
    .command('list')
    .description('all of them, the latest first')
    .option(...JSON_OPTION)
    .action(async (options) =>
      finish(await listConversations(ShownOptionsSchema.parse(options), console)),
    );
  conversations
    .command('export')
    .description('write one into a ZIP: its text as Markdown, its files, and what imports it again')
    .argument('<conversation>', 'its id')
    .option('--out <file>', 'where to; without it a file here, named after the title')
    .action(async (id: string, options) =>
      finish(await writeConversation({ id, folder, ...ExportSchema.parse(options) }, console)),
    );
  conversations
    .command('import')
    .description('take in a conversation that was exported')
    .argument('<file>', 'the ZIP')
    .action(async (file: string) => finish(await readConversation({ file, folder }, console)));
}
