import { describe, expect, it } from 'vitest';
import { choicesFor, writtenReferences } from '../../../renderer/graph/slot-choices.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { file, output, task } from './made.ts';

const tasks = [
  task(0, 'image-to-text', { image: file('a.png') }),
  task(1, 'text-to-speech', { text: output(0) }),
  task(2, 'audio-to-audio', { audio: output(1, 'audio') }),
];
const files = [
  { name: 'a.png', kind: 'image' },
  { name: 'b.wav', kind: 'audio' },
] as const;

function wires(id: number, slot: string): readonly string[] {
  const chosen = tasks.find((task) => task.id === id) ?? task(id, 'image-to-text');
  return choicesFor(chosen, slot, { tasks, files }).map(({ wire }) => wire);
}

describe('choicesFor', () => {
  it('offers a video as its sound or as a picture of it', () => {
    const clip = { name: 'clip.mp4', kind: 'video' } as const;
    const kinds = (type: TaskType, slot: string) =>
      choicesFor(task(9, type), slot, { tasks: [], files: [clip] }).map(({ kind }) => kind);
    expect(kinds('automatic-speech-recognition', 'audio')).toEqual(['audio']);
    expect(kinds('object-detection', 'image')).toEqual(['image']);
    expect(kinds('summarization', 'text')).toEqual([]);
  });

  it('offers files and tasks of the kind that the slot takes', () => {
    expect(wires(0, 'image')).toEqual(['a.png']);
    expect(wires(2, 'audio')).toEqual(['b.wav', '<resource>-1']);
  });

  it('never offers a task that needs this one', () => {
    expect(wires(0, 'image')).not.toContain('<resource>-2');
    expect(wires(1, 'text')).toEqual(['<resource>-0']);
  });

  it('offers what stands there, also where the request did not bring it', () => {
    const later = task(5, 'image-to-text', { image: file('edges-2.png') });
    const choices = choicesFor(later, 'image', { tasks: [...tasks, later], files });
    expect(choices.map(({ wire }) => wire)).toEqual(['a.png', 'edges-2.png']);
  });

  it('offers nothing for a slot that the task type has not', () => {
    expect(wires(0, 'nonsense')).toEqual([]);
  });
});

describe('writtenReferences', () => {
  it('finds both forms, each task once', () => {
    expect(writtenReferences('a <resource>-1, <resource-12>3 and <resource>-1')).toEqual([
      { written: '<resource>-1', task: 1 },
      { written: '<resource-12>', task: 12 },
    ]);
    expect(writtenReferences('<resource> of node - 3')).toEqual([]);
  });
});
