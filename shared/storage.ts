// What takes space on this machine and what of it can go. Measured by electron/store/storage-use.ts.

import { z } from 'zod';

/** Each byte of the data folder is in one of these; models are kept apart from it. */
export const STORAGE_CATEGORIES = [
  'conversations',
  'deleted',
  'results',
  'unnamed',
  'shown',
  'prompts',
  'database',
  'logs',
  'backups',
  'libraries',
  'other',
  'models',
] as const;
export const StorageCategorySchema = z.enum(STORAGE_CATEGORIES);
export type StorageCategory = z.infer<typeof StorageCategorySchema>;

/** Those that can be emptied in one go. */
export const FREEABLE = [
  'deleted',
  'results',
  'unnamed',
  'shown',
  'prompts',
  'database',
  'logs',
  'backups',
] as const satisfies readonly StorageCategory[];
export const FreeableSchema = z.enum(FREEABLE);
export type Freeable = z.infer<typeof FreeableSchema>;

const amount = { bytes: z.number().nonnegative(), count: z.number().int().nonnegative() };

export const StorageUseSchema = z
  .object({
    category: StorageCategorySchema,
    ...amount,
    /** Bytes of it that would be free at once. */
    freeable: z.number().nonnegative(),
  })
  .readonly();
export type StorageUse = z.infer<typeof StorageUseSchema>;

/** What a conversation takes by files that no other one shows. */
export const ConversationUseSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    ...amount,
    /** It can be restored until the program ends. */
    isDeleted: z.boolean(),
  })
  .readonly();
export type ConversationUse = z.infer<typeof ConversationUseSchema>;

export const StorageOverviewSchema = z
  .object({
    uses: z.array(StorageUseSchema).readonly(),
    /** The biggest first, at most fifty. */
    conversations: z.array(ConversationUseSchema).readonly(),
    /** Files that runs show and that are not on the disk any more. */
    missing: z.number().int().nonnegative(),
    /** Places inside the data folder that could not be read, so that their bytes are not counted. */
    unreadable: z.array(z.string()).readonly(),
    /** Of the disk that the data folder is on; bytes. */
    disk: z.object({ free: z.number(), total: z.number() }).readonly(),
    /** Something runs, so that files have to stay until it has ended. */
    isBusy: z.boolean(),
  })
  .readonly();
export type StorageOverview = z.infer<typeof StorageOverviewSchema>;

/** What was really freed, and why the rest has to wait. */
export const FreedSchema = z
  .object({
    category: FreeableSchema,
    ...amount,
    /** Files that stay for now: a run may still name them, or they were added since the start. */
    waits: z.enum(['run', 'start']).optional(),
  })
  .readonly();
export type Freed = z.infer<typeof FreedSchema>;
