// How soon the first task of a plan starts while the plan is still being written, in pieces of the plan's
// text: a piece stands for the time that a model takes to write it.

import { describe, expect, it } from 'vitest';
import { listOf } from '../../../electron/controllers/plan-form.ts';
import { createEngine } from '../../../electron/engine.ts';
import { TASK_TYPES } from '../../../shared/tasks.ts';
import { planWords } from '../../fakes/conducted.ts';
import { scriptedController } from '../../fakes/controllers.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { mediaExpert, picture } from '../../fakes/media-experts.ts';
import { KNOWN_REQUESTS, type KnownRequest } from './known-requests.ts';

/** About a token. */
const PIECE = 4;
const SEVERAL = KNOWN_REQUESTS.filter(({ plan, id }) => plan.length > 1 && id !== 'canny');
const experts = TASK_TYPES.map((type) => mediaExpert(type));

/** @returns the share of the plan's pieces after which its first task has started */
async function shareBeforeStart({ plan, request, files }: KnownRequest): Promise<number> {
  const text = planWords(plan);
  const pieces = text.match(new RegExp(`.{1,${PIECE}}`, 'gsu')) ?? [];
  let given = 0;
  let startedAt: number | undefined;
  const started = Promise.withResolvers<void>();
  const write = async function* () {
    for (const piece of pieces) {
      given += 1;
      yield piece;
      // What a piece sets going is under way before the next one is written.
      await Promise.race([started.promise, new Promise((resolve) => setImmediate(resolve))]);
    }
  };
  const controller = scriptedController({ plan: () => listOf(write()) });
  const engine = createEngine({ home: temporaryFolder(), experts, controller });
  const named = await Promise.all(files.map(async (name) => ({ name, bytes: await picture() })));
  for await (const event of engine.ask(request, { files: named })) {
    if (event.type === 'task-started' && startedAt === undefined) {
      startedAt = given;
      started.resolve();
    }
  }
  await engine.close();
  return (startedAt ?? Number.POSITIVE_INFINITY) / pieces.length;
}

describe('the first task of a plan', () => {
  it('starts before 0.4 of the plan is written, in the median of known plans', async () => {
    const shares: number[] = [];
    for (const known of SEVERAL) {
      shares.push(await shareBeforeStart(known));
    }
    const median = shares.toSorted((a, b) => a - b)[Math.floor(shares.length / 2)];
    expect(Math.max(...shares)).toBeLessThan(1);
    expect(median).toBeLessThanOrEqual(0.4);
  });
});
