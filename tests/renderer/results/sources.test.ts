import { describe, expect, it } from 'vitest';
import { earlierFile, fileOf, textPieces } from '../../../renderer/results/sources.ts';
import type { NamedArtefact, ResourceKind } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import { runOf } from '../chat/runs.ts';

function file(name: string, kind: ResourceKind): NamedArtefact {
  return { name, artefact: { id: 'a'.repeat(64), kind, mime: 'x/y', size: 1 } };
}

function finished(id: number, output: TaskOutput): TaskState {
  const task = { id, type: 'image-to-text', dependencies: [], arguments: {} } as const;
  return { task, attempts: [], status: 'finished', output, durationMs: 1, reused: false };
}

const sky = file('sky.png', 'image');
const note = file('note.txt', 'text');
const edges = file('edges.png', 'image');
const run = runOf({
  runId: 'second',
  attachments: [sky, note],
  tasks: [finished(0, { text: 'made by 0', image: edges })],
});

describe('fileOf', () => {
  it('finds an attachment by its name and what another task made', () => {
    expect(fileOf({ from: 'file', name: 'sky.png' }, run)).toBe(sky);
    expect(fileOf({ from: 'task', task: 0, kind: 'image' }, run)).toBe(edges);
  });

  it('finds nothing for what is not there', () => {
    expect(fileOf({ from: 'file', name: 'other.png' }, run)).toBeUndefined();
    expect(fileOf({ from: 'task', task: 7, kind: 'image' }, run)).toBeUndefined();
    expect(fileOf({ from: 'literal', value: 'sky.png' }, run)).toBeUndefined();
  });
});

describe('earlierFile', () => {
  it('finds what an earlier run was given, the latest of that name', () => {
    const [older, newer] = [file('sky.png', 'image'), file('sky.png', 'image')];
    const first = { ...run, runId: 'first', attachments: [older, newer] };
    expect(earlierFile('sky.png', run, [first, run])).toBe(newer);
    expect(earlierFile('sky.png', first, [first, run])).toBeUndefined();
  });

  it('finds what an earlier run made', () => {
    const first = { ...run, runId: 'first' };
    expect(earlierFile('edges.png', run, [first, run])).toBe(edges);
  });
});

describe('textPieces', () => {
  it('puts a template together from its parts', () => {
    const parts = [
      { from: 'literal', value: 'Read: ' },
      { from: 'task', task: 0, kind: 'text' },
      { from: 'file', name: 'note.txt' },
    ] as const;
    expect(textPieces({ from: 'template', parts }, run)).toEqual(['Read: ', 'made by 0', note]);
  });

  it('knows nothing where one part can not be told', () => {
    const parts = [
      { from: 'literal', value: 'a' },
      { from: 'file', name: 'gone.txt' },
    ] as const;
    expect(textPieces({ from: 'template', parts }, run)).toBeUndefined();
  });
});
