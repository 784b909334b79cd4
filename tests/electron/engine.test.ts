import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../electron/engine.ts';
import type { Expert } from '../../electron/experts/expert.ts';
import { reduceRun } from '../../shared/events.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { wire } from '../fakes/controllers.ts';
import { follow, testEngine } from '../fakes/engines.ts';
import { fakeExpert, textOf } from '../fakes/experts.ts';
import { temporaryFolder } from '../fakes/folders.ts';

/** An expert that says what it was given, and how often it was asked in all. */
function counting(type: TaskType, calls: string[]): Expert {
  return fakeExpert(type, {
    perform: async (inputs) => {
      calls.push(textOf(inputs));
      return { text: `${type}(${textOf(inputs)})` };
    },
  });
}

const CHAIN = [
  wire(0, 'summarization', { text: 'a' }),
  wire(1, 'summarization', { text: 'b' }),
  wire(2, 'translation', { text: '<resource>-0' }),
  wire(3, 'translation', { text: '<resource>-2 <resource>-1' }),
];

function chainEngine(calls: string[]) {
  return testEngine(CHAIN, {
    experts: [counting('summarization', calls), counting('translation', calls)],
  });
}

describe('the engine', () => {
  it('does the same work once, also over a restart', async () => {
    const calls: string[] = [];
    const home = temporaryFolder();
    const experts = [counting('summarization', calls), counting('translation', calls)];
    const first = testEngine(CHAIN, { home, experts });
    const before = await follow(first.ask('go'));
    await first.close();
    expect(calls).toHaveLength(4);
    const second = testEngine(CHAIN, { home, experts });
    const after = await follow(second.ask('go'));
    expect(calls).toHaveLength(4);
    expect(after.state.tasks).toMatchObject(
      CHAIN.map(() => ({ status: 'finished', reused: true })),
    );
    expect(after.state.answer).toBe(before.state.answer);
    await second.close();
  });

  it('repeats a run with one argument changed: that task and what is downstream of it', async () => {
    const calls: string[] = [];
    const engine = chainEngine(calls);
    const { state: origin } = await follow(engine.ask('go'));
    calls.length = 0;
    const edits = [{ task: 0, arguments: { text: 'c' } }];
    const { state } = await follow(engine.rerun(origin.runId, { edits }));
    expect(calls).toEqual([
      'c',
      'summarization(c)',
      'translation(summarization(c)) summarization(b)',
    ]);
    expect(state.origin).toBe(origin.runId);
    expect(state.tasks[1]).toMatchObject({ status: 'finished', reused: true });
    // The old run stays as it was.
    expect(engine.run(origin.runId)).toEqual(origin);
    await engine.close();
  });

  it('does a task again from where it is told to, though the result is there', async () => {
    const calls: string[] = [];
    const engine = chainEngine(calls);
    const { state: origin } = await follow(engine.ask('go'));
    calls.length = 0;
    await follow(engine.rerun(origin.runId, { from: 2 }));
    expect(calls).toEqual(['summarization(a)', 'translation(summarization(a)) summarization(b)']);
    await engine.close();
  });

  it('repeats a run with another model', async () => {
    const named = (id: string) =>
      fakeExpert('summarization', { id, perform: async () => ({ text: id }) });
    const engine = testEngine([wire(0, 'summarization', { text: 'a' })], {
      experts: [named('one'), named('two')],
    });
    const { state: origin } = await follow(engine.ask('go'));
    expect(origin.tasks[0]).toMatchObject({ output: { text: 'one' } });
    const edits = [{ task: 0, model: 'two' }];
    const { state } = await follow(engine.rerun(origin.runId, { edits }));
    expect(state.tasks[0]).toMatchObject({
      output: { text: 'two' },
      assignment: { model: { id: 'two' }, reason: expect.stringContaining('You chose it') },
    });
    await engine.close();
  });

  it('refuses a change that names no task, or that makes no valid plan', async () => {
    const engine = chainEngine([]);
    const { state } = await follow(engine.ask('go'));
    const badly = [{ from: 9 }, { edits: [{ task: 2, arguments: { text: '<resource>-7' } }] }];
    for (const changes of badly) {
      await expect(follow(engine.rerun(state.runId, changes))).rejects.toMatchObject({
        code: 'PLAN_INVALID',
      });
    }
    await expect(follow(engine.rerun('no-run', {}))).rejects.toMatchObject({
      code: 'RUN_NOT_FOUND',
    });
    await expect(follow(engine.resume(state.runId))).rejects.toMatchObject({
      code: 'RUN_NOT_OPEN',
    });
    await engine.close();
  });

  it('goes on with a run that was stopped, without doing again what had finished', async () => {
    const calls: string[] = [];
    let isPatient = false;
    const engine = testEngine(CHAIN, {
      experts: [
        counting('summarization', calls),
        fakeExpert('translation', {
          perform: (inputs, { signal }) =>
            isPatient
              ? Promise.resolve({ text: `t(${textOf(inputs)})` })
              : new Promise((_, reject) => {
                  signal.addEventListener('abort', () => reject(signal.reason));
                }),
        }),
      ],
    });
    const stopped = await follow(engine.ask('go'), (event, { runId }) => {
      if (event.type === 'task-started' && event.task === 2) {
        engine.cancel(runId);
      }
    });
    expect(stopped.state.status).toBe('cancelled');
    expect(stopped.state.tasks[2]?.status).toBe('cancelled');
    isPatient = true;
    calls.length = 0;
    const { runId } = stopped.state;
    const before = engine.store.runs.events(runId);
    const resumed = [];
    for await (const event of engine.resume(runId)) {
      resumed.push(event);
    }
    const state = reduceRun([...before, ...resumed]);
    expect(calls).toEqual([]);
    expect(state.status).toBe('finished');
    expect(state.tasks.map(({ status }) => status)).toEqual(CHAIN.map(() => 'finished'));
    expect(engine.run(runId)).toEqual(state);
    await engine.close();
  });

  it('stops one task, and skips what depends on it', async () => {
    const engine = testEngine(CHAIN, {
      experts: [
        counting('summarization', []),
        fakeExpert('translation', { perform: () => new Promise(() => {}) }),
      ],
    });
    const { state } = await follow(engine.ask('go'), (event, { runId }) => {
      if (event.type === 'task-started' && event.task === 2) {
        engine.cancel(runId, 2);
      }
    });
    expect(state.tasks.map(({ status }) => status)).toEqual([
      'finished',
      'finished',
      'cancelled',
      'skipped',
    ]);
    expect(state.status).toBe('finished');
    await engine.close();
  });

  it('lets the rules plan where a plan cannot run, and says so', async () => {
    const engine = testEngine('[{"task": "no-such-task", "id": 0}]', { experts: [] });
    const { state } = await follow(engine.ask('go'));
    expect(state).toMatchObject({
      ...{ status: 'finished', tasks: [] },
      notes: [{ code: 'FELL_BACK', stage: 'plan', error: { code: 'PLAN_INVALID' } }],
    });
    await engine.close();
  });

  it('cancels the run when the iteration is left early', async () => {
    const engine = chainEngine([]);
    let runId = '';
    for await (const event of engine.ask('go')) {
      runId = event.runId;
      break;
    }
    expect(engine.run(runId).status).toBe('cancelled');
    await engine.close();
  });

  it('plans with files of the conversation', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'note.txt'), 'remember the milk');
    const engine = testEngine([wire(0, 'summarization', { text: 'note.txt' })], {
      experts: [counting('summarization', [])],
    });
    const conversation = 'c1';
    await follow(engine.ask('first', { files: [join(folder, 'note.txt')], conversation }));
    const { state } = await follow(engine.ask('again', { conversation }));
    expect(state.tasks[0]).toMatchObject({ output: { text: 'summarization(remember the milk)' } });
    await engine.close();
  });

  it('keeps the masks of a picture like the files that a task makes', async () => {
    const home = temporaryFolder();
    const png = (background: string) =>
      sharp({ create: { width: 4, height: 4, channels: 3, background } })
        .png()
        .toBuffer();
    const [photo, drawn, mask] = await Promise.all(['red', 'green', 'grey'].map(png));
    const segmenter = fakeExpert('image-segmentation', {
      perform: async () => ({
        text: 'sky',
        image: { name: 'picture.png', bytes: new Uint8Array(drawn ?? []) },
        masks: [{ label: 'sky', file: { name: 'sky.png', bytes: new Uint8Array(mask ?? []) } }],
      }),
    });
    const plan = [wire(0, 'image-segmentation', { image: 'photo.png' })];
    const picture = join(home, 'photo.png');
    writeFileSync(picture, photo ?? '');
    const first = testEngine(plan, { home, experts: [segmenter] });
    const { state } = await follow(first.ask('go', { files: [picture] }));
    await first.close();
    const [task] = state.tasks;
    expect(task).toMatchObject({
      output: { masks: [{ label: 'sky', file: { name: 'sky.png' } }] },
    });
    // The next start removes what nothing names.
    const second = testEngine(plan, { home, experts: [segmenter] });
    const masks = task?.status === 'finished' ? (task.output.masks ?? []) : [];
    expect(
      masks.map(({ file }) => existsSync(second.store.artefacts.path(file.artefact.id))),
    ).toEqual([true]);
    expect((await follow(second.ask('go', { files: [picture] }))).state.tasks[0]).toMatchObject({
      reused: true,
    });
    await second.close();
  });

  it('forgets the least recently used results over its limit', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ maxResultBytes: 120 }));
    const calls: string[] = [];
    const ask = async (text: string) => {
      const engine = testEngine([wire(0, 'summarization', { text })], {
        home,
        experts: [counting('summarization', calls)],
      });
      await follow(engine.ask('go'));
      expect(engine.store.results.size()).toBeLessThanOrEqual(120);
      await engine.close();
    };
    for (const text of ['first', 'second', 'first', 'third', 'fourth', 'first', 'second']) {
      await ask(text);
    }
    expect(calls).toEqual(['first', 'second', 'third', 'fourth', 'second']);
  });
});

describe('createEngine', () => {
  it('refuses a folder that another engine has', async () => {
    const home = temporaryFolder();
    const engine = createEngine({ home, experts: [] });
    expect(() => createEngine({ home, experts: [] })).toThrowError(
      expect.objectContaining({ code: 'HOME_IN_USE' }),
    );
    await engine.close();
  });
});
