// What a conversation is outside of the data folder: a ZIP with its text to be read (conversation.md), its
// events to be taken in again (conversation.json), and its files under media/.

import { z } from 'zod';
import { RunEventSchema } from '../../shared/events.ts';
import { ArtefactIdSchema } from '../../shared/media.ts';

export const TEXT_FILE = 'conversation.md';
export const DATA_FILE = 'conversation.json';
export const MEDIA_FOLDER = 'media';

/** Raised when an older program could not read what this one writes. */
const VERSION = 1;

export const ConversationFileSchema = z
  .object({
    format: z.literal('ensemble-conversation'),
    version: z.literal(VERSION),
    title: z.string(),
    /** Each run's events, the oldest run first. */
    runs: z.array(z.array(RunEventSchema).min(1).readonly()).min(1).readonly(),
    /** Where the bytes of an artefact lie in the ZIP, and under which name it goes. */
    files: z
      .array(
        z.object({ artefact: ArtefactIdSchema, name: z.string(), path: z.string() }).readonly(),
      )
      .readonly(),
  })
  .readonly();
export type ConversationFile = z.infer<typeof ConversationFileSchema>;
export type ExportedFile = ConversationFile['files'][number];

export function toConversationFile(
  parts: Pick<ConversationFile, 'title' | 'runs' | 'files'>,
): ConversationFile {
  return { format: 'ensemble-conversation', version: VERSION, ...parts };
}
