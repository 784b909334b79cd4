// Conversations as files: saved from the engine, and given to it.

import { z } from 'zod';
import type { ErrorReport } from '../../shared/errors.ts';
import { engine, errorOf } from './client.ts';
import { type SendOptions, type SentFile, sendFile } from './send-file.ts';

const ImportedSchema = z.object({ conversation: z.string() });

/**
 * @returns the id of the conversation
 * @throws AppError IMPORT_INVALID, or whatever else the engine refused the file for
 */
export async function importConversation(file: SentFile, options: SendOptions): Promise<string> {
  const sent = { path: '/import', file, answer: ImportedSchema } as const;
  const { conversation } = await sendFile(sent, options);
  return conversation;
}

/**
 * Lets the browser save the ZIP, straight to the disk, under the name that the engine gives it.
 * @returns why there is nothing to be saved; a download that is refused tells the page nothing
 */
export async function saveConversation(id: string): Promise<ErrorReport | undefined> {
  const refused = await errorOf(engine.conversations.open({ id }));
  if (refused === undefined) {
    const link = document.createElement('a');
    link.href = `/export/${encodeURIComponent(id)}`;
    link.download = ''; // without it the click is a navigation, which the desktop window refuses
    link.click();
  }
  return refused;
}
