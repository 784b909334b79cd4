import { describe, expect, it } from 'vitest';
import { resolveInputs } from '../../../electron/pipeline/execution/inputs.ts';
import type { NamedArtefact, ResourceKind } from '../../../shared/media.ts';
import type { Argument, Task } from '../../../shared/plan.ts';
import type { TaskType } from '../../../shared/tasks.ts';

function file(name: string, kind: ResourceKind): NamedArtefact {
  return { name, artefact: { id: 'a'.repeat(64), kind, mime: 'x/y', size: 1 } };
}

const files = [file('note.txt', 'text'), file('data.csv', 'table'), file('sky.png', 'image')];
const sources = {
  files: new Map(files.map((each) => [each.name, each])),
  outputs: new Map([
    [0, { text: 'made by 0' }],
    [1, { image: file('edges.png', 'image') }],
  ]),
  artefacts: {
    path: (id: string) => `/store/${id}`,
    text: async ({ name }: NamedArtefact) => `content of ${name}`,
  },
  fileAt: async (url: string) => file(`at ${url}`, 'image'),
};

function resolve(type: TaskType, slots: Readonly<Record<string, Argument>>) {
  const task: Task = { id: 2, type, dependencies: [], arguments: slots };
  return resolveInputs(task, sources, new AbortController().signal);
}

describe('the inputs of a task', () => {
  it('come from literals, files, other tasks, and templates of these', async () => {
    const text = await resolve('summarization', {
      text: {
        from: 'template',
        parts: [
          { from: 'literal', value: 'A ' },
          { from: 'task', task: 0, kind: 'text' },
          { from: 'literal', value: ' B ' },
          { from: 'file', name: 'data.csv' },
        ],
      },
      length: { from: 'literal', value: 'short' },
    });
    expect(text).toEqual({
      text: { kind: 'text', text: 'A made by 0 B content of data.csv' },
      length: { kind: 'text', text: 'short' },
    });
  });

  it('are files with the place of their bytes, or texts', async () => {
    expect(
      await resolve('image-to-text', { image: { from: 'task', task: 1, kind: 'image' } }),
    ).toEqual({
      image: {
        kind: 'image',
        name: 'edges.png',
        artefact: expect.objectContaining({ kind: 'image' }),
        path: `/store/${'a'.repeat(64)}`,
      },
    });
    expect(await resolve('summarization', { text: { from: 'file', name: 'note.txt' } })).toEqual({
      text: { kind: 'text', text: 'content of note.txt' },
    });
  });

  it('give a table as its text where text is taken', async () => {
    expect(await resolve('summarization', { text: { from: 'file', name: 'data.csv' } })).toEqual({
      text: { kind: 'text', text: 'content of data.csv' },
    });
  });

  it.each([
    [
      'an image where text is taken',
      'summarization',
      { from: 'file', name: 'sky.png' },
      'INPUT_INVALID',
    ],
    [
      'what was never made',
      'summarization',
      { from: 'task', task: 1, kind: 'text' },
      'INPUT_INVALID',
    ],
    [
      'a file that is not there',
      'summarization',
      { from: 'file', name: 'no.txt' },
      'FILE_NOT_FOUND',
    ],
    ['an address', 'summarization', { from: 'url', url: 'http://x.org' }, 'INPUT_INVALID'],
  ] as const)('refuse %s', async (_, type, argument, code) => {
    await expect(resolve(type, { text: argument })).rejects.toMatchObject({ code });
  });
});
