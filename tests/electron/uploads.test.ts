import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine.ts';
import type { Expert } from '../../electron/experts/expert.ts';
import type { RunEvent, RunState } from '../../shared/events.ts';
import type { Word } from '../../shared/questions.ts';
import type { Mode } from '../../shared/settings.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { follow } from '../fakes/engines.ts';
import { fakeExpert } from '../fakes/experts.ts';
import { temporaryFolder } from '../fakes/folders.ts';

let engine: Engine | undefined;
afterEach(async () => {
  await engine?.close();
});

/** Sends a picture to a provider, if it may. */
function sender(provider: string, timeoutSeconds = 60): Expert {
  const expert = fakeExpert('summarization', {
    id: `org/by-${provider}`,
    timeoutSeconds,
    perform: async (_, { mayUpload }) => {
      await mayUpload?.({ file: 'cat.png', size: 1200, provider, host: 'router.example' });
      return { text: `Sent to ${provider}.` };
    },
  });
  return { ...expert, model: { ...expert.model, host: 'hub' } };
}

const PLAN = [0, 1].map((id) => wire(id, 'summarization', { text: `Text ${id}` }));

interface Sending {
  readonly word: Word;
  readonly experts?: readonly Expert[];
  readonly mode?: Mode;
  readonly home?: string;
  /** Milliseconds that the person takes. */
  readonly thinks?: number;
}

async function send(sending: Sending) {
  const { word, experts = [sender('one')], home = temporaryFolder(), thinks = 0 } = sending;
  await engine?.close();
  const made = createEngine({
    ...{ home, experts, mode: sending.mode ?? 'hybrid' },
    controller: fixedController(PLAN),
  });
  engine = made;
  const onEvent = async (event: RunEvent, { runId }: RunState) => {
    if (event.type === 'question') {
      await delay(thinks);
      made.answer(runId, event.question.key, word);
    }
  };
  const run = () => follow(made.ask('go', { isAttended: true }), onEvent);
  return { home, run, ...(await run()) };
}

const questionsOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'question' ? [event.question] : []));
const outcomes = ({ tasks }: RunState) =>
  tasks.map((task) => (task.status === 'failed' ? task.error.code : task.status));
const settingsIn = (home: string) => JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'));

describe('a file that is about to leave the machine', () => {
  it('is asked about once for all tasks, and once a session after a yes', async () => {
    const { events, state, run } = await send({ word: 'yes' });
    expect(questionsOf(events)).toMatchObject([
      { about: 'upload', file: 'cat.png', size: 1200, provider: 'one', host: 'router.example' },
    ]);
    expect(outcomes(state)).toEqual(['finished', 'finished']);
    expect(questionsOf((await run()).events)).toEqual([]);
  });

  it('is not asked about again after "always", in the next session either', async () => {
    const { home } = await send({ word: 'always' });
    expect(settingsIn(home)).toMatchObject({ uploads: { one: 'always' } });
    const again = await send({ word: 'no', home });
    expect(questionsOf(again.events)).toEqual([]);
    expect(outcomes(again.state)).toEqual(['finished', 'finished']);
  });

  it('stays here after "never", and nobody is asked again', async () => {
    const { home, state } = await send({ word: 'never' });
    expect(outcomes(state)).toEqual(['UPLOAD_REFUSED', 'UPLOAD_REFUSED']);
    const again = await send({ word: 'yes', home });
    expect(questionsOf(again.events)).toEqual([]);
    expect(outcomes(again.state)).toEqual(['UPLOAD_REFUSED', 'UPLOAD_REFUSED']);
  });

  it('stays here after a no, and another run asks again', async () => {
    const { state, run } = await send({ word: 'no' });
    expect(outcomes(state)).toEqual(['UPLOAD_REFUSED', 'UPLOAD_REFUSED']);
    expect(questionsOf((await run()).events)).toHaveLength(1);
  });

  it('leaves the task to the next model where it is refused', async () => {
    const other = fakeExpert('summarization', {
      id: 'org/other',
      perform: async () => ({ text: 'Nothing was sent.' }),
    });
    const second = { ...other, model: { ...other.model, host: 'hub' as const } };
    const { state } = await send({ word: 'no', experts: [sender('one'), second] });
    expect(outcomes(state)).toEqual(['finished', 'finished']);
    const [first] = state.tasks;
    expect(first?.attempts.map(({ error }) => error.code)).toContain('UPLOAD_REFUSED');
  });

  it('goes without a question in remote mode, where files are known to leave', async () => {
    const { events, state } = await send({ word: 'no', mode: 'remote' });
    expect(questionsOf(events)).toEqual([]);
    expect(outcomes(state)).toEqual(['finished', 'finished']);
  });

  it('takes no time off the task while the person thinks', async () => {
    const { state } = await send({ word: 'yes', experts: [sender('one', 0.2)], thinks: 400 });
    expect(outcomes(state)).toEqual(['finished', 'finished']);
  });
});
