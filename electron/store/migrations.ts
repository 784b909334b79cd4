// The tables, as the list of steps that led to them. A step that has shipped is never changed: a new
// one is added, and `PRAGMA user_version` counts how many a database has had.

export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER
  ) STRICT;
  CREATE INDEX runs_by_conversation ON runs (conversation, started_at);
  CREATE INDEX runs_by_status ON runs (status);

  CREATE TABLE events (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (run, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE artefacts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER,
    height INTEGER,
    duration REAL,
    created_at INTEGER NOT NULL
  ) STRICT;

  -- Which runs show an artefact: those are never removed.
  CREATE TABLE run_artefacts (
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    artefact TEXT NOT NULL,
    PRIMARY KEY (run, artefact)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX run_artefacts_by_artefact ON run_artefacts (artefact);

  CREATE TABLE results (
    key TEXT PRIMARY KEY,
    output TEXT NOT NULL,
    size INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX results_by_use ON results (used_at);

  CREATE TABLE result_artefacts (
    result TEXT NOT NULL REFERENCES results (key) ON DELETE CASCADE,
    artefact TEXT NOT NULL,
    PRIMARY KEY (result, artefact)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX result_artefacts_by_artefact ON result_artefacts (artefact);

  CREATE TABLE task_statistics (
    task_type TEXT NOT NULL,
    model TEXT NOT NULL,
    host TEXT NOT NULL,
    succeeded INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    total_ms REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (task_type, model, host)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE conversations ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
  -- Deleted, but still to be restored until the next start.
  ALTER TABLE conversations ADD COLUMN deleted_at INTEGER;

  -- What a search reads besides titles. Trigrams find parts of words, and words of any script.
  CREATE VIRTUAL TABLE run_texts USING fts5(
    text, source UNINDEXED, run UNINDEXED, conversation UNINDEXED, tokenize = 'trigram'
  );
  INSERT INTO run_texts (text, source, run, conversation)
    SELECT request, 'request', id, conversation FROM runs;
  INSERT INTO run_texts (text, source, run, conversation)
    SELECT json_extract(body, '$.output.text'), 'result', run, conversation
    FROM events JOIN runs ON runs.id = run
    WHERE json_extract(body, '$.type') = 'task-finished'
      AND json_extract(body, '$.output.text') IS NOT NULL;
  INSERT INTO run_texts (text, source, run, conversation)
    SELECT group_concat(json_extract(body, '$.text'), '' ORDER BY seq), 'answer', run, conversation
    FROM events JOIN runs ON runs.id = run
    WHERE json_extract(body, '$.type') = 'answer-token'
    GROUP BY run;
  `,
  `
  CREATE TABLE pinned_plans (
    key TEXT PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    plan TEXT NOT NULL
  ) STRICT;
  CREATE INDEX pinned_plans_by_run ON pinned_plans (run);
  `,
  `
  -- The latest times of attempts that succeeded, the newest last, each in whole milliseconds and twelve
  -- characters wide, so that the oldest can be cut off. A mean from before stands for one of them.
  ALTER TABLE task_statistics ADD COLUMN latest_ms TEXT NOT NULL DEFAULT '';
  UPDATE task_statistics SET latest_ms = printf('%12d', max(1, round(total_ms / succeeded)))
    WHERE succeeded > 0;
  ALTER TABLE task_statistics DROP COLUMN total_ms;
  `,
  `
  -- The files of runs, for the gallery, which fills it: up to which event a run was read, and of each file
  -- its provenance as JSON and the words under which it is found.
  CREATE TABLE gallery_runs (
    run TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE gallery (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    artefact TEXT NOT NULL,
    at INTEGER NOT NULL,
    provenance TEXT NOT NULL,
    words TEXT NOT NULL
  ) STRICT;
  CREATE INDEX gallery_by_time ON gallery (at);
  CREATE INDEX gallery_by_run ON gallery (run);
  CREATE INDEX gallery_by_artefact ON gallery (artefact);
  `,
];
