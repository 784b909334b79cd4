import { describe, expect, it } from 'vitest';
import { resolveInputs } from '../../../electron/pipeline/execution/inputs.ts';
import type { NamedArtefact, ResourceKind } from '../../../shared/media.ts';
import type { Argument, Task } from '../../../shared/plan.ts';
import type { TaskType } from '../../../shared/tasks.ts';

function file(name: string, kind: ResourceKind): NamedArtefact {
  return { name, artefact: { id: 'a'.repeat(64), kind, mime: 'x/y', size: 1 } };
}

function picture(letter: string): NamedArtefact['artefact'] {
  return { id: letter.repeat(64), kind: 'image', mime: 'image/png', size: 1 };
}

const files = [
  file('note.txt', 'text'),
  file('data.csv', 'table'),
  file('sky.png', 'image'),
  file('clip.mp4', 'video'),
  { ...file('seen.webm', 'video'), frame: { at: 1.5, artefact: picture('b') } },
];
const sources = {
  files: new Map(files.map((each) => [each.name, each])),
  outputs: new Map([
    [0, { text: 'made by 0' }],
    [1, { image: file('edges.png', 'image') }],
    [
      3,
      {
        text: 'sky 60 %',
        image: file('regions.png', 'image'),
        masks: [{ label: 'sky', file: file('mask-1-sky.png', 'image') }],
      },
    ],
  ]),
  video: {
    sound: async ({ name }: { readonly name: string }) => {
      return { name: name.replace('.mp4', '.mp3'), bytes: new Uint8Array(1) };
    },
  },
  artefacts: {
    keep: async ({ name }: { readonly name: string }) => file(name, 'audio'),
    path: (id: string) => `/store/${id}`,
    text: async ({ name }: NamedArtefact) => `content of ${name}`,
  },
  fileAt: async (url: string) => file(`at ${url}`, url.endsWith('.mp4') ? 'video' : 'image'),
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

  it('have the masks of the regions beside a picture in which they were found', async () => {
    const { image } = await resolve('seg-text-to-image', {
      image: { from: 'task', task: 3, kind: 'image' },
      text: { from: 'literal', value: 'a farm' },
    });
    expect(image).toMatchObject({
      name: 'regions.png',
      masks: [{ label: 'sky', name: 'mask-1-sky.png', path: `/store/${'a'.repeat(64)}` }],
    });
  });

  it('give a video as its sound where sound is taken', async () => {
    const audio = { from: 'file', name: 'clip.mp4' } as const;
    expect(await resolve('automatic-speech-recognition', { audio })).toEqual({
      audio: {
        ...{ kind: 'audio', name: 'clip.mp3', path: `/store/${'a'.repeat(64)}` },
        artefact: expect.objectContaining({ kind: 'audio' }),
      },
    });
  });

  it('give a video as the picture that was taken of it where a picture is taken', async () => {
    const image = { from: 'file', name: 'seen.webm' } as const;
    expect(await resolve('image-to-text', { image })).toEqual({
      image: {
        ...{ kind: 'image', name: 'seen-at-1.5s.png', at: 1.5 },
        path: `/store/${'b'.repeat(64)}`,
        artefact: expect.objectContaining({ kind: 'image' }),
      },
    });
  });

  it.each([
    ['that has none', { from: 'file', name: 'clip.mp4' }],
    ['at an address', { from: 'url', url: 'http://x.org/film.mp4' }],
  ] as const)('say that there is no picture of a video %s', async (_, image) => {
    await expect(resolve('image-to-text', { image })).rejects.toMatchObject({
      code: 'FRAME_MISSING',
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
