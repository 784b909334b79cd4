import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createEngine, type Engine } from '../../electron/engine.ts';
import { TaskChoiceSchema } from '../../shared/task-choices.ts';
import { TASK_TYPES } from '../../shared/tasks.ts';
import { sayingExpert } from '../fakes/experts.ts';
import { temporaryFolder } from '../fakes/folders.ts';

const engines: Engine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

const named = (id: string) => {
  const one = sayingExpert('summarization', `by ${id}`);
  return { ...one, model: { ...one.model, id } };
};

function start(home = temporaryFolder()) {
  mkdirSync(home, { recursive: true });
  const engine = createEngine({ home, experts: [named('a'), named('b')] });
  engines.push(engine);
  return { home, engine };
}

const summarizing = async ({ choices }: Engine) =>
  (await choices()).find(({ task }) => task === 'summarization');

async function usedBy(engine: Engine): Promise<string | undefined> {
  for await (const event of engine.ask('Summarize “one two three”')) {
    if (event.type === 'assigned') {
      return event.assignment.model.id;
    }
  }
  return undefined;
}

test('Every task type is listed with what could do it, and what would be taken', async () => {
  const { engine } = start();
  const choices = await engine.choices();
  expect(choices.map(({ task }) => task)).toEqual(TASK_TYPES);
  expect(z.array(TaskChoiceSchema).parse(choices)).toEqual(choices);
  expect(await summarizing(engine)).toMatchObject({
    taken: { id: 'a' },
    candidates: [{ id: 'a' }, { id: 'b' }],
    onHub: ['onnx', 'hosted'],
  });
});

test('A pin holds from the next run on, without a restart, and after one', async () => {
  const { engine, home } = start();
  expect(await usedBy(engine)).toBe('a');
  await engine.pin('summarization', 'b');
  expect(await usedBy(engine)).toBe('b');
  expect(await summarizing(engine)).toMatchObject({ taken: { id: 'b' }, pinned: 'b' });
  await engine.close();
  engines.splice(0);
  const again = start(home);
  expect(await usedBy(again.engine)).toBe('b');
  await again.engine.pin('summarization', undefined);
  expect(await usedBy(again.engine)).toBe('a');
  expect(JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))).toMatchObject({
    pinnedModels: {},
  });
});

test('A pin that something else wrote holds too; half a file changes nothing', async () => {
  const { engine, home } = start();
  const file = join(home, 'settings.json');
  writeFileSync(file, JSON.stringify({ pinnedModels: { summarization: 'b' } }));
  expect(await summarizing(engine)).toMatchObject({ taken: { id: 'b' } });
  writeFileSync(file, '{"pinned');
  expect(await summarizing(engine)).toMatchObject({ taken: { id: 'b' } });
});

test('Only what is known to do the task can be pinned for it', async () => {
  const { engine } = start();
  await expect(engine.pin('summarization', 'nobody/knows-it')).rejects.toMatchObject({
    code: 'USAGE',
  });
  expect(await summarizing(engine)).not.toHaveProperty('pinned');
});
