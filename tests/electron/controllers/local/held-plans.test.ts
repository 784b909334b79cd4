import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AnswerForm, ChatModel } from '../../../../electron/controllers/chat.ts';
import { listOf, PLAN_FORM } from '../../../../electron/controllers/plan-form.ts';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import type { KnownFile } from '../../../../shared/plan.ts';
import { type ChatRig, chatFolder, openChat } from '../../../fakes/local-chat.ts';
import { typedPlanSchema } from '../../../fakes/typed-plan-form.ts';
import { answerOf } from './answers.ts';

const FILES: readonly KnownFile[] = [
  { name: 'a.png', kind: 'image' },
  { name: 'b.wav', kind: 'audio' },
  { name: 'c.mp4', kind: 'video' },
  { name: 'd.csv', kind: 'table' },
];
/** What the compiler says of a plan whose form is right and whose tasks do not fit together. */
const MEANING = [
  ...['SELF_REFERENCE', 'DANGLING_REFERENCE', 'CYCLE', 'WRONG_KIND', 'UNKNOWN_FILE'],
  ...['UNKNOWN_ARGUMENT', 'MISSING_ARGUMENT', 'CONTRADICTION'],
];
const PLANS = 200;

let rig: ChatRig;
let model: ChatModel;
beforeAll(async () => {
  const folder = chatFolder();
  rig = await openChat(folder);
  model = rig.local.chat(folder);
});
afterAll(() => rig.close());

async function plansFor(form: AnswerForm, maxTokens: number): Promise<readonly string[]> {
  const plans: string[] = [];
  for (let i = 0; i < PLANS; i += 1) {
    const messages = [
      { role: 'system', text: 'You make plans.' },
      { role: 'user', text: `Request ${i}: what do ${i * 7} pictures show?` },
    ] as const;
    plans.push((await answerOf(model, { messages, form, maxTokens })).text);
  }
  return plans;
}

/** As the pipeline reads it. */
async function compiled(text: string) {
  const pieces = async function* () {
    yield text;
  };
  const parts = await Array.fromAsync(listOf(pieces()));
  return compilePlan(parts.join(''), FILES);
}

describe('a model with random weights, held to the form of a plan', () => {
  it('writes 200 plans of 200 in the form, which the compiler at most finds without sense', async () => {
    const plans = await plansFor(PLAN_FORM, 160);
    const form = z.fromJSONSchema(PLAN_FORM.schema);
    expect(new Set(plans).size).toBeGreaterThan(PLANS / 2);
    const problems = new Set<string>();
    for (const text of plans) {
      expect(form.safeParse(JSON.parse(text)).error?.issues).toBeUndefined();
      const result = await compiled(text);
      for (const { code } of result.ok ? [] : result.problems) {
        problems.add(code);
      }
    }
    expect([...problems].filter((code) => !MEANING.includes(code))).toEqual([]);
  }, 120_000);

  it('writes 200 plans of 200 that hold where the form knows the slots and the files', async () => {
    const schema = typedPlanSchema(FILES);
    const plans = await plansFor({ name: 'plan', schema }, 160);
    const form = z.fromJSONSchema(schema);
    expect(new Set(plans).size).toBeGreaterThan(PLANS / 4);
    for (const text of plans) {
      expect(form.safeParse(JSON.parse(text)).error?.issues).toBeUndefined();
      expect(await compiled(text)).toMatchObject({ ok: true });
    }
  }, 120_000);
});
