// The texts of runs that a search reads: requests as they come, and what tasks read and the answer
// said once the run has ended, so that events are not slowed down by it.

import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { RunEvent } from '../../shared/events.ts';

interface RunTexts {
  readonly addRequest: (event: Extract<RunEvent, { type: 'started' }>) => void;
  /** Called at each end of a run; a run that went on is read anew. */
  readonly addResults: (runId: string) => void;
}

const ConversationRowSchema = z.object({ conversation: z.string() });

export function createRunTexts(database: Database.Database): RunTexts {
  const insert = database.prepare(
    'INSERT INTO run_texts (text, source, run, conversation) VALUES (?, ?, ?, ?)',
  );
  const conversationOf = database.prepare('SELECT conversation FROM runs WHERE id = ?');
  const wasResumed = database
    .prepare("SELECT 1 FROM events WHERE run = ? AND json_extract(body, '$.type') = 'resumed'")
    .pluck();
  const forget = database.prepare("DELETE FROM run_texts WHERE run = ? AND source <> 'request'");
  const results = database
    .prepare(
      `SELECT DISTINCT json_extract(body, '$.output.text') FROM events
       WHERE run = ? AND json_extract(body, '$.type') = 'task-finished'
         AND json_extract(body, '$.output.text') IS NOT NULL`,
    )
    .pluck();
  // Of a run that went on, only what was said after that counts; what was checked stands in its place.
  const answer = database
    .prepare(
      `WITH said AS (SELECT seq, body, json_extract(body, '$.type') AS type FROM events
         WHERE run = $run AND seq > coalesce((SELECT max(seq) FROM events
           WHERE run = $run AND json_extract(body, '$.type') = 'resumed'), 0))
       SELECT coalesce(
         (SELECT json_extract(body, '$.answer') FROM said WHERE type = 'answer-checked'
           ORDER BY seq DESC LIMIT 1),
         (SELECT group_concat(json_extract(body, '$.text'), '' ORDER BY seq) FROM said
           WHERE type = 'answer-token'))`,
    )
    .pluck();
  return {
    addRequest: ({ request, runId, conversation }) => {
      insert.run(request, 'request', runId, conversation);
    },
    addResults: (runId) => {
      const { conversation } = ConversationRowSchema.parse(conversationOf.get(runId));
      if (wasResumed.get(runId) !== undefined) {
        forget.run(runId);
      }
      for (const text of z.array(z.string()).parse(results.all(runId))) {
        insert.run(text, 'result', runId, conversation);
      }
      const said = z
        .string()
        .nullable()
        .parse(answer.get({ run: runId }));
      if (said !== null) {
        insert.run(said, 'answer', runId, conversation);
      }
    },
  };
}
