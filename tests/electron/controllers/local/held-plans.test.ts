import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ChatModel } from '../../../../electron/controllers/chat.ts';
import type { PlanningInput } from '../../../../electron/controllers/controller.ts';
import { PLAN_FORM } from '../../../../electron/controllers/plan-form.ts';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import type { KnownFile } from '../../../../shared/plan.ts';
import { type ChatRig, chatFolder, openChat } from '../../../fakes/local-chat.ts';
import { expectSound } from '../../../fakes/sound-plans.ts';
import { controllerOn, remembering, textOf } from '../asking.ts';
import { answerOf } from './answers.ts';

/** Milliseconds: the runner takes only what other work leaves, and other tests may leave little. */
const PATIENCE = 480_000;
const PLANS = 200;
const FILES: readonly KnownFile[] = [
  { name: 'a.png', kind: 'image' },
  { name: 'b.wav', kind: 'audio' },
  { name: 'c.mp4', kind: 'video' },
  { name: 'd.csv', kind: 'table' },
  { name: 'notes "of" today.txt', kind: 'text' },
];
const EARLIER: KnownFile = { name: '写真 1.jpg', kind: 'image' };
/** What is attached, and what the conversation has; none at all is among them. */
const GIVEN: readonly Pick<PlanningInput, 'attachments' | 'earlier'>[] = [
  { attachments: [], earlier: [] },
  { attachments: FILES, earlier: [EARLIER] },
  { attachments: [], earlier: [EARLIER] },
  ...[0, 1, 3].map((at) => ({ attachments: FILES.slice(at, at + 2), earlier: [] })),
];

const FORM = z.strictObject({
  tasks: z.array(
    z.strictObject({
      task: z.string(),
      id: z.number().int(),
      dep: z.array(z.number().int()),
      args: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    }),
  ),
});

let rig: ChatRig;
let model: ChatModel;
beforeAll(async () => {
  // The shipped prompt takes more of the tokens of so small a vocabulary than its context has.
  const folder = chatFolder({ config: () => ({ max_position_embeddings: 8192 }) });
  rig = await openChat(folder);
  model = rig.local.chat(folder);
});
afterAll(() => rig.close());

function inputOf(at: number): PlanningInput {
  const given = GIVEN[at % GIVEN.length] ?? { attachments: [], earlier: [] };
  return { request: `Request ${at}: what do ${at * 7} pictures show?`, history: [], ...given };
}

/**
 * Without the message that is the same for all requests, which takes time and tells chance nothing, and
 * with another end of the answer each time, wherever the plan stands then.
 */
function shortened(at: number): ChatModel {
  return {
    ...model,
    ask: ({ messages, ...question }, signal) => {
      const own = messages.filter(({ role }) => role === 'user');
      return model.ask(
        { ...question, messages: own, maxTokens: at % 5 === 0 ? 700 : 40 + at },
        signal,
      );
    },
  };
}

interface Planned {
  readonly written: string;
  readonly tasks: number;
  readonly isOk: boolean;
}

async function planWith(asked: ChatModel, at: number): Promise<Planned> {
  const input = inputOf(at);
  const known = [...input.earlier, ...input.attachments];
  const written = await textOf(controllerOn(asked).plan(input, remembering()));
  const compiled = compilePlan(written, known);
  expect(compiled).toMatchObject({ ok: true, repairs: [] });
  if (compiled.ok) {
    expectSound(compiled.plan, known);
  }
  return { written, tasks: compiled.ok ? compiled.plan.length : 0, isOk: compiled.ok };
}

describe('a model with random weights', () => {
  it(
    'writes 200 plans of 200 that the compiler takes as they are',
    async () => {
      const plans: Planned[] = [];
      for (let at = 0; at < PLANS; at += 1) {
        plans.push(await planWith(shortened(at), at));
      }
      expect(plans.filter(({ isOk }) => isOk)).toHaveLength(PLANS);
      expect(new Set(plans.map(({ written }) => written)).size).toBeGreaterThan(PLANS / 2);
      const lengths = Map.groupBy(plans, ({ tasks }) => tasks);
      expect(lengths.size).toBeGreaterThan(3);
      expect(plans.filter(({ tasks }) => tasks > 1).length).toBeGreaterThan(PLANS / 10);
      expect(plans.some(({ written }) => written.includes('<resource>-'))).toBe(true);
    },
    PATIENCE,
  );

  it(
    'plans with the whole prompt too',
    async () => {
      for (let at = 0; at < 3; at += 1) {
        await planWith(model, at);
      }
    },
    PATIENCE,
  );

  it(
    'writes 200 texts of 200 that are JSON to its end in the form of all models',
    async () => {
      const plans = new Set<string>();
      for (let at = 0; at < PLANS; at += 1) {
        const messages = [{ role: 'user', text: inputOf(at).request }] as const;
        const { text } = await answerOf(model, { messages, form: PLAN_FORM, maxTokens: 100 });
        // Names of tasks are not looked at: of an enum the library makes more than stands in it.
        expect(FORM.safeParse(JSON.parse(text)).error?.issues).toBeUndefined();
        plans.add(text);
      }
      expect(plans.size).toBeGreaterThan(PLANS / 2);
    },
    PATIENCE,
  );
});
