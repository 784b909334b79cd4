import { describe, expect, it } from 'vitest';
import { PlanFileSchema, planFileOf } from '../../shared/plan-file.ts';
import type { TaskState } from '../../shared/task-states.ts';

const ARTEFACT = { id: 'a'.repeat(64), kind: 'image', mime: 'image/png', size: 1 } as const;

function waiting(task: TaskState['task']): TaskState {
  return { task, status: 'waiting', attempts: [] };
}

const RUN = {
  request: 'read it aloud',
  attachments: [
    { name: 'scan', artefact: ARTEFACT },
    { name: 'unused.png', artefact: ARTEFACT },
  ],
  tasks: [
    waiting({
      id: 0,
      type: 'image-to-text',
      dependencies: [],
      arguments: { image: { from: 'file', name: 'scan' } },
      model: 'builtin/tesseract',
    }),
    waiting({
      id: 1,
      type: 'text-to-speech',
      dependencies: [0],
      arguments: {
        text: {
          from: 'template',
          parts: [
            { from: 'literal', value: 'It says ' },
            { from: 'task', task: 0, kind: 'text' },
            { from: 'file', name: 'more.txt' },
          ],
        },
      },
      seed: 7,
    }),
  ],
};

describe('a plan as a file', () => {
  it('has the tasks in wire form, their models, and the names of the files that they read', () => {
    expect(planFileOf(RUN)).toEqual({
      ...{ format: 'ensemble-plan', version: 1, request: 'read it aloud' },
      tasks: [
        { task: 'image-to-text', id: 0, dep: [-1], args: { image: 'scan' } },
        { task: 'text-to-speech', id: 1, dep: [0], args: { text: 'It says <resource>-0more.txt' } },
      ],
      models: [{ task: 0, model: 'builtin/tesseract' }],
      files: [
        { name: 'scan', kind: 'image' },
        { name: 'more.txt', kind: 'text' },
      ],
    });
  });

  it('comes back from JSON as it was', () => {
    const file = planFileOf(RUN);
    expect(PlanFileSchema.parse(JSON.parse(JSON.stringify(file)))).toEqual(file);
  });
});
