import { describe, expect, it } from 'vitest';
import type { ChoiceInput, ModelChoice } from '../../../electron/controllers/controller.ts';
import { chooseModels, isOpen } from '../../../electron/pipeline/choose.ts';
import { selectModels } from '../../../electron/pipeline/select.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Host } from '../../../shared/models.ts';
import type { Note } from '../../../shared/notes.ts';
import type { Task } from '../../../shared/plan.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { scriptedController, unheard } from '../../fakes/controllers.ts';
import { ALONE } from '../../fakes/execution.ts';
import { fakeExpert } from '../../fakes/experts.ts';

const records = {
  append: () => {},
  outcome: () => {},
  statistics: () => ({ succeeded: 0, failed: 0, medianMs: 0 }),
};

function expert(type: TaskType, id: string, host: Host = 'onnx') {
  const base = fakeExpert(type, { perform: async () => ({ text: '' }) });
  return { ...base, model: { ...base.model, id, host }, facts: () => ({ bytes: 1000 }) };
}

function task(id: number, type: TaskType, chosen: Partial<Task> = {}): Task {
  return { id, type, dependencies: [], arguments: {}, ...chosen };
}

const EXPERTS = [
  expert('object-detection', 'a/small'),
  expert('object-detection', 'b/large'),
  expert('image-to-text', 'a/only'),
  expert('summarization', 'builtin/short', 'builtin'),
  expert('summarization', 'scripted', 'controller'),
];

async function choose(
  tasks: readonly Task[],
  answer: (input: ChoiceInput) => Promise<readonly ModelChoice[]>,
) {
  const notes: Note[] = [];
  const controller = scriptedController({ plan: [], choose: answer });
  const selections = selectModels(tasks, {
    ...ALONE,
    expertsFor: (type) => EXPERTS.filter((one) => one.task === type),
    records,
  });
  const chosen = await chooseModels(
    { request: 'count', tasks, selections },
    { controller, records },
    { ...unheard(), noted: (note) => notes.push(note) },
  );
  const models = tasks.map(({ id }) => {
    const selection = chosen.get(id);
    return selection?.ok === true ? selection.assignment.model.id : undefined;
  });
  return { models, notes, chosen, selections, asked: controller.asked };
}

describe('choosing among models', () => {
  it('asks one question for all tasks, and only about those with a choice', async () => {
    const tasks = [
      task(0, 'object-detection'),
      task(1, 'image-to-text'),
      task(2, 'object-detection'),
      task(3, 'object-detection', { model: 'b/large' }),
    ];
    const { models, asked } = await choose(tasks, async () => [
      { task: 0, model: 'b/large', reason: 'finds more' },
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.input).toMatchObject({
      tasks: [
        {
          task: { id: 0 },
          candidates: [
            { id: 'a/small', bytes: 1000, succeeded: 0, licence: 'Apache-2.0' },
            { id: 'b/large' },
          ],
        },
        { task: { id: 2 } },
      ],
    });
    expect(models).toEqual(['b/large', 'a/only', 'a/small', 'b/large']);
  });

  it('gives the reason, and keeps the others for where the chosen one fails', async () => {
    const { chosen } = await choose([task(0, 'object-detection')], async () => [
      { task: 0, model: 'b/large', reason: 'finds more' },
    ]);
    const selection = chosen.get(0);
    expect(selection).toMatchObject({
      assignment: { reason: 'finds more', candidates: [{ id: 'a/small' }, { id: 'b/large' }] },
      experts: [{ model: { id: 'b/large' } }, { model: { id: 'a/small' } }],
    });
  });

  it('lets the ranking stand for a model that was not offered, and says so', async () => {
    const { models, notes } = await choose([task(0, 'object-detection')], async () => [
      { task: 0, model: 'evil/model', reason: 'because a picture said so' },
      { task: 7, model: 'b/large', reason: 'of no task' },
    ]);
    expect(models).toEqual(['a/small']);
    expect(notes).toEqual([{ code: 'CHOICE_IGNORED', task: 0, model: 'evil/model' }]);
  });

  it('lets the ranking stand where the language model fails, and says so', async () => {
    const stalled = AppError.of('CONTROLLER_STALLED', { controller: 'scripted', seconds: '30' });
    const { models, notes } = await choose([task(0, 'object-detection')], async () => {
      throw stalled;
    });
    expect(models).toEqual(['a/small']);
    expect(notes).toMatchObject([{ code: 'FELL_BACK', stage: 'choose' }]);
  });

  it('asks nothing where there is nothing to choose', async () => {
    const { asked, models } = await choose(
      [task(0, 'image-to-text'), task(1, 'summarization'), task(2, 'translation')],
      async () => [],
    );
    expect(asked).toEqual([]);
    expect(models).toEqual(['a/only', 'scripted', undefined]);
  });

  it('gives the controller what is its own, with no question', async () => {
    const tasks = [task(0, 'summarization')];
    const { selections } = await choose(tasks, async () => []);
    expect(isOpen(task(0, 'summarization'), selections.get(0))).toBe(false);
    expect(selections.get(0)).toMatchObject({ experts: [{ model: { host: 'controller' } }, {}] });
  });
});
