import { describe, expect, it } from 'vitest';
import { bindPlan, readPlanFile } from '../../../electron/pipeline/plan-file.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert } from '../../fakes/experts.ts';

const PICTURE: NamedArtefact = {
  name: 'a.png',
  artefact: { id: 'a'.repeat(64), kind: 'image', mime: 'image/png', size: 1 },
};
const READ = wire(0, 'image-to-text', { image: 'a.png' });
const ENVELOPE = {
  ...{ format: 'ensemble-plan', version: 1, request: 'read a.png' },
  tasks: [READ],
  files: [{ name: 'a.png', kind: 'image' }],
};
const READER = fakeExpert('image-to-text', { perform: async () => ({ text: 'x' }) });

function read(changes: object) {
  return readPlanFile({ name: 'p.json', text: JSON.stringify({ ...ENVELOPE, ...changes }) });
}

function bind(changes: object, files: readonly NamedArtefact[] = [PICTURE]) {
  return bindPlan(read(changes), {
    ...{ name: 'p.json', files },
    expertsFor: (type) => (type === 'image-to-text' ? [READER] : []),
  });
}

/** Its code and what it says, as an error. */
function refusalOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    return error;
  }
}

describe('a plan file', () => {
  it.each([
    ['no JSON', '{"format": "ensemble-plan"'],
    ['a list', '[]'],
    ['nothing', ''],
    ['null', 'null'],
    ['a conversation', '{"format":"ensemble-conversation","version":1}'],
    ['deep nesting', '['.repeat(200_000)],
    ['a text beyond the limit', ' '.repeat(1_000_001)],
  ])('is refused where it is %s', (_, text) => {
    const refusal = refusalOf(() => readPlanFile({ name: 'p.json', text }));
    expect(refusal).toMatchObject({ code: 'PLAN_FILE_INVALID', data: { name: 'p.json' } });
  });

  it.each([
    ['a later version', { version: 2 }, 'version'],
    ['no request', { request: ' ' }, 'request'],
    ['no tasks', { tasks: [] }, 'tasks'],
    ['tasks that are no list', { tasks: { 0: READ } }, 'tasks'],
    ['models of no task', { models: [{ task: -1, model: 'x' }] }, 'models'],
  ])('says of %s which part is wrong', (_, changes, part) => {
    const refusal = refusalOf(() => read(changes));
    expect(refusal).toMatchObject({
      code: 'PLAN_FILE_INVALID',
      data: { why: expect.stringContaining(part) },
    });
  });

  it('is read with a byte order mark, and without what it does not know', () => {
    const text = `\uFEFF${JSON.stringify({ ...ENVELOPE, more: 1, __proto__: { polluted: true } })}`;
    expect(readPlanFile({ name: 'p.json', text })).toEqual({ ...ENVELOPE, models: [] });
  });
});

describe('binding a plan', () => {
  it('gives the plan with its model and its seed', () => {
    const models = [{ task: 0, model: READER.model.id, seed: 3 }];
    expect(bind({ models })).toEqual({
      plan: [
        {
          ...{ id: 0, type: 'image-to-text', dependencies: [], seed: 3, model: READER.model.id },
          arguments: { image: { from: 'file', name: 'a.png' } },
        },
      ],
      repairs: [],
    });
  });

  it('leaves the choice of a model that is not here to the selection, and says so', () => {
    const { plan, repairs } = bind({ models: [{ task: 0, model: 'far/away', seed: 3 }] });
    expect(plan[0]).not.toHaveProperty('model');
    expect(plan[0]).not.toHaveProperty('seed');
    expect(repairs).toMatchObject([{ code: 'MODEL_NOT_HERE', task: 0 }]);
  });

  it('says every file that is missing by its name', () => {
    const files = [...ENVELOPE.files, { name: 'b.txt', kind: 'text' }];
    expect(refusalOf(() => bind({ files }, []))).toMatchObject({
      code: 'PLAN_FILES_MISSING',
      data: { files: 'a.png, b.txt' },
    });
  });

  it.each([
    ['an unknown task', [wire(0, 'make-coffee', {})]],
    ['a file that no one gave', [wire(0, 'image-to-text', { image: '/etc/passwd' })]],
    [
      'a cycle',
      [
        { ...READ, dep: [1] },
        { ...READ, id: 1, dep: [0] },
      ],
    ],
    ['something else than tasks', [1, 'x', null]],
    [
      'an address of its own',
      [wire(0, 'image-to-text', { image: 'https://elsewhere.example/x.png' })],
    ],
  ])('refuses %s', (_, tasks) => {
    expect(refusalOf(() => bind({ tasks }))).toMatchObject({ code: 'PLAN_FILE_INVALID' });
  });

  it('lets a task read an address that its own request names', () => {
    const image = 'https://somewhere.example/x.png';
    const tasks = [wire(0, 'image-to-text', { image })];
    expect(bind({ tasks, files: [], request: `read ${image}` }).plan).toHaveLength(1);
  });
});
