// The requests that HuggingGPT is known by, from end to end over a language model's wire format: every task
// ends, the files are there, counts are right whatever the model says, and few calls are made.

import { afterAll, describe, expect, it } from 'vitest';
import type { RunState } from '../../../shared/events.ts';
import { filesMade } from '../../../shared/run-files.ts';
import { TASK_TYPES, type TaskType } from '../../../shared/tasks.ts';
import { type Conducted, conducted, planWords } from '../../fakes/conducted.ts';
import { wire } from '../../fakes/controllers.ts';
import { follow } from '../../fakes/engines.ts';
import { found, mediaExpert, picture, pictureName } from '../../fakes/media-experts.ts';
import { KNOWN_REQUESTS, type KnownRequest } from './known-requests.ts';

const ZEBRAS: Readonly<Record<string, number>> = { 'a.jpg': 1, 'b.jpg': 3, 'c.jpg': 0 };
const WORDS: Readonly<Record<string, string>> = {
  'a.jpg': 'a zebra on the grass',
  'b.jpg': 'two zebras at the water',
  'c.jpg': 'an empty field',
};

function expertOf(type: TaskType) {
  switch (type) {
    case 'object-detection':
      return mediaExpert(type, (inputs) => ({
        objects: found('zebra', ZEBRAS[pictureName(inputs)] ?? 0),
      }));
    case 'image-to-text':
      return mediaExpert(type, (inputs) => ({ text: WORDS[pictureName(inputs)] ?? 'a picture' }));
    default:
      return mediaExpert(type);
  }
}

const EXPERTS = TASK_TYPES.map(expertOf);
const EDGES = [wire(0, 'canny-control', { image: 'house.jpg' })];

const open: Conducted[] = [];
afterAll(() => Promise.all(open.map((one) => one.close())));

async function start({ plan, answer }: Pick<KnownRequest, 'plan' | 'answer'>) {
  let isFirst = true;
  const one = await conducted(
    {
      plan: (request) => {
        const isEdges = JSON.stringify(request.body).includes('house.jpg') && isFirst;
        isFirst = false;
        return planWords(isEdges ? EDGES : plan);
      },
      answer,
    },
    { engine: { experts: EXPERTS } },
  );
  open.push(one);
  return one;
}

async function filesOf(names: readonly string[]) {
  return Promise.all(names.map(async (name) => ({ name, bytes: await picture() })));
}

async function run(known: KnownRequest): Promise<{ state: RunState; conducted: Conducted }> {
  const one = await start(known);
  let conversation: string | undefined;
  if (known.id === 'canny') {
    const files = await filesOf(['house.jpg']);
    const before = await follow(one.engine.ask('find the edges in house.jpg', { files }));
    conversation = before.state.conversation;
  }
  const files = await filesOf(known.files);
  const { state } = await follow(one.engine.ask(known.request, { files, conversation }));
  return { state, conducted: one };
}

describe('the requests that HuggingGPT is known by', () => {
  it.each(KNOWN_REQUESTS.map((known) => [known.id, known] as const))(
    '%s: every task ends and every file is there',
    async (_, known) => {
      const { state, conducted: one } = await run(known);
      expect(state.status).toBe('finished');
      expect(state.tasks.map(({ task }) => task.type)).toEqual(known.plan.map(({ task }) => task));
      expect(state.tasks.map(({ status }) => status)).toEqual(known.plan.map(() => 'finished'));
      expect(filesMade(state).map(({ name }) => name)).toEqual(known.made);
      for (const { artefact } of filesMade(state)) {
        expect(one.engine.store.artefacts.find(artefact.id)).toBeDefined();
      }
      expect(state.repairs).toEqual([]);
      expect(state.calls.length).toBeLessThanOrEqual(3);
      if (known.id !== 'zebras') {
        expect(state.answer).toBe(known.answer);
      }
    },
  );

  it('count four zebras though the model says two, and say so', async () => {
    const known = KNOWN_REQUESTS.find(({ id }) => id === 'zebras');
    const { state } = known === undefined ? { state: undefined } : await run(known);
    expect(state?.answer).toMatch(/\b(?:4|four)\b/);
    expect(state?.notes).toMatchObject([{ code: 'COUNT_CORRECTED', said: 2, counted: 4 }]);
  });

  it('take at most three calls for forty tasks, with models to choose among', async () => {
    const many = Array.from({ length: 40 }, (_, id) =>
      wire(id, 'object-detection', { image: 'a.jpg' }),
    );
    const others = ['x/one', 'x/two'].map((id) => {
      const expert = mediaExpert('object-detection', () => ({ objects: [] }));
      return { ...expert, model: { ...expert.model, id, host: 'onnx' as const } };
    });
    const one = await conducted(
      {
        plan: planWords(many),
        choose: JSON.stringify({
          choices: many.map(({ id }) => ({ id, model: 'x/two', reason: 'it is newer' })),
        }),
        answer: 'Done.',
      },
      { engine: { experts: others } },
    );
    open.push(one);
    const files = await filesOf(['a.jpg']);
    const { state } = await follow(one.engine.ask('look at a.jpg forty times', { files }));
    expect(one.stages()).toEqual(['plan', 'choose', 'answer']);
    expect(state.calls.map(({ stage }) => stage)).toEqual(['plan', 'choose', 'answer']);
    expect(state.tasks.every(({ assignment }) => assignment?.model.id === 'x/two')).toBe(true);
    expect(state.tasks[0]?.assignment?.reason).toBe('it is newer');
    expect(state.tasks.every(({ status }) => status === 'finished')).toBe(true);
  });

  it('are done by the language model itself where that is its own, and its call is counted', async () => {
    const plan = [wire(0, 'summarization', { text: 'A long text about tides.' })];
    const one = await conducted({
      plan: planWords(plan),
      perform: 'Tides, in short.',
      answer: 'In short: tides.',
    });
    open.push(one);
    const { state, events } = await follow(one.engine.ask('summarise it'));
    expect(one.stages()).toEqual(['plan', 'perform', 'answer']);
    expect(state.tasks).toMatchObject([
      {
        status: 'finished',
        assignment: { model: { host: 'controller', id: 'test:test-model' } },
        output: { text: 'Tides, in short.' },
      },
    ]);
    expect(state.calls.map(({ stage }) => stage)).toEqual(['plan', 'perform', 'answer']);
    expect(events.some((event) => event.type === 'task-progress' && event.text)).toBe(true);
  });
});
