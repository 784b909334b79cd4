// Conversations: listed, searched, renamed, pinned, and deleted in two steps, so that it can be undone
// until the program ends.

import type Database from 'better-sqlite3';
import { z } from 'zod';
import {
  type Conversation,
  ConversationSchema,
  FOUND_IN,
  type FoundConversation,
} from '../../shared/conversations.ts';
import { AppError } from '../../shared/errors.ts';

export interface ConversationStore {
  /** The latest first, pinned ones before them; with words only those in which they occur. */
  readonly list: (words: string) => readonly FoundConversation[];
  /** @throws AppError CONVERSATION_NOT_FOUND, as those below except `find` */
  readonly get: (id: string) => Conversation;
  readonly find: (id: string) => Conversation | undefined;
  readonly rename: (id: string, title: string) => Conversation;
  readonly pin: (id: string, isPinned: boolean) => Conversation;
  readonly remove: (id: string, at: number) => void;
  readonly restore: (id: string) => Conversation;
}

const ConversationRowSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    is_pinned: z.number(),
    created_at: z.number(),
    updated_at: z.number(),
    status: z.string(),
    waits: z.number(),
  })
  .transform(({ is_pinned, created_at: createdAt, updated_at: updatedAt, waits, ...row }) =>
    ConversationSchema.parse({
      ...{ ...row, isPinned: is_pinned === 1, createdAt, updatedAt },
      waits: waits === 1,
    }),
  );

const FoundRowSchema = z.object({
  conversation: z.string(),
  source: z.enum(FOUND_IN),
  text: z.string(),
});

/** A running run that asked something, since it last went on, and has had no word yet. */
const WAITS = `
  r.status = 'running' AND EXISTS (
    SELECT 1 FROM events q WHERE q.run = r.id
      AND json_extract(q.body, '$.type') IN ('question', 'review-asked')
      AND NOT EXISTS (
        SELECT 1 FROM events a WHERE a.run = r.id AND a.seq > q.seq AND (
          json_extract(a.body, '$.type') IN ('resumed', 'reviewed')
          OR json_extract(a.body, '$.key') = json_extract(q.body, '$.question.key'))))`;

const COLUMNS = `
  SELECT c.id, c.title, c.is_pinned, c.created_at, r.started_at AS updated_at, r.status,
    ${WAITS} AS waits
  FROM conversations c JOIN runs r ON r.rowid = (
    SELECT rowid FROM runs WHERE conversation = c.id ORDER BY started_at DESC, rowid DESC LIMIT 1)`;

/** Ends what was deleted in an earlier session. */
export function forgetDeletedConversations(database: Database.Database): void {
  const isDeleted = 'deleted_at IS NOT NULL';
  // Forgetting texts reads all of them, which most starts need not do.
  if (database.prepare(`SELECT 1 FROM conversations WHERE ${isDeleted}`).get() === undefined) {
    return;
  }
  const forget = database.transaction(() => {
    database.exec(`DELETE FROM run_texts WHERE conversation IN
      (SELECT id FROM conversations WHERE ${isDeleted})`);
    database.exec(`DELETE FROM conversations WHERE ${isDeleted}`);
  });
  forget.immediate();
}

export function createConversationStore(database: Database.Database): ConversationStore {
  const all = database.prepare(
    `${COLUMNS} WHERE c.deleted_at IS NULL ORDER BY c.is_pinned DESC, updated_at DESC, r.rowid DESC`,
  );
  const one = database.prepare(`${COLUMNS} WHERE c.deleted_at IS NULL AND c.id = ?`);
  const rename = database.prepare('UPDATE conversations SET title = ? WHERE id = ?');
  const pin = database.prepare('UPDATE conversations SET is_pinned = ? WHERE id = ?');
  const setDeleted = database.prepare('UPDATE conversations SET deleted_at = ? WHERE id = ?');
  const search = createSearch(database);

  const find = (id: string) => ConversationRowSchema.optional().parse(one.get(id));

  function get(id: string): Conversation {
    const conversation = find(id);
    if (conversation === undefined) {
      throw AppError.of('CONVERSATION_NOT_FOUND', { conversation: id });
    }
    return conversation;
  }

  return {
    get,
    find,
    list: (words) => {
      const conversations = all.all().map((row) => ConversationRowSchema.parse(row));
      const wanted = words.trim();
      return wanted === ''
        ? conversations.map((conversation) => ({ conversation }))
        : search(conversations, wanted);
    },
    rename: (id, title) => {
      get(id);
      rename.run(title, id);
      return get(id);
    },
    pin: (id, isPinned) => {
      get(id);
      pin.run(isPinned ? 1 : 0, id);
      return get(id);
    },
    remove: (id, at) => {
      get(id);
      setDeleted.run(at, id);
    },
    restore: (id) => {
      setDeleted.run(null, id);
      return get(id);
    },
  };
}

function createSearch(database: Database.Database) {
  // The trigram index serves LIKE as well, and for words of one or two letters the table is read.
  const find = database.prepare(
    `SELECT conversation, source, text FROM run_texts WHERE text LIKE ? ESCAPE '\\'`,
  );
  return (conversations: readonly Conversation[], words: string): readonly FoundConversation[] => {
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    const rows = find.all(pattern).map((row) => FoundRowSchema.parse(row));
    const byConversation = Map.groupBy(rows, ({ conversation }) => conversation);
    return conversations.flatMap((conversation) => {
      const titled = { source: 'title' as const, text: conversation.title };
      const texts = [titled, ...(byConversation.get(conversation.id) ?? [])];
      for (const { source, text } of texts) {
        const found = excerpt(text, words);
        if (found !== undefined) {
          return [{ conversation, found: { in: source, ...found } }];
        }
      }
      return [];
    });
  };
}

/** UTF-16 code units of text shown before and after what was found. */
const AROUND = { before: 24, after: 60 };

/** The first place of the words, whatever their case, with some text around it on one line. */
function excerpt(text: string, words: string) {
  const place = new RegExp(RegExp.escape(words), 'iu').exec(text);
  if (place === null) {
    return undefined;
  }
  const from = wordStart(text, place.index);
  const lead = oneLine(text.slice(from, place.index)).trimStart();
  const found = oneLine(place[0]);
  const rest = oneLine(text.slice(place.index + place[0].length)).slice(0, AROUND.after);
  const start = (from > 0 ? '…' : '').length + lead.length;
  return {
    text: `${from > 0 ? '…' : ''}${lead}${found}${rest}`,
    start,
    end: start + found.length,
  };
}

/** Where the words before a place begin to be shown: after a space where there is one, so that no word is cut. */
function wordStart(text: string, place: number): number {
  const from = Math.max(0, place - AROUND.before);
  const space = text.slice(from, place).search(/\s/u);
  return from === 0 || space === -1 ? from : from + space + 1;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
