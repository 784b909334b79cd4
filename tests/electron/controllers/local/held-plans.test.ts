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

const PLANS = 200;

let rig: ChatRig;
let model: ChatModel;
beforeAll(async () => {
  const folder = chatFolder({ config: () => ({ max_position_embeddings: 8192 }) });
  rig = await openChat(folder);
  model = rig.local.chat(folder);
});
afterAll(() => rig.close());

const FILES: readonly KnownFile[] = [
  { name: 'a.png', kind: 'image' },
  { name: 'b.wav', kind: 'audio' },
  { name: 'c.mp4', kind: 'video' },
  { name: 'd.csv', kind: 'table' },
  { name: 'notes "of" today.txt', kind: 'text' },
];

function inputOf(at: number): PlanningInput {
  const has = (index: number) => ((at >>> index) & 1) === 1;
  return {
    request: `Request ${at}: what do ${at * 7} pictures show?`,
    attachments: FILES.filter((_, index) => has(index)),
    earlier: has(5) ? [{ name: '写真 1.jpg', kind: 'image' }] : [],
    history: [],
  };
}

describe('a model with random weights', () => {
  it('X', async () => {
    const controller = controllerOn(model);
    const t0=performance.now();
    for (let at = 0; at < 10; at += 1) {
      const input = inputOf(at);
      const t=performance.now();
      const c=remembering();
      const text = await textOf(controller.plan(input, c));
      const compiled = compilePlan(text, [...input.earlier, ...input.attachments]);
      console.log(performance.now()-t, JSON.stringify(c.calls), compiled.ok, compiled.ok ? [compiled.plan.length, JSON.stringify(compiled.repairs)]: JSON.stringify(compiled.problems), text.slice(0,300));
    }
    console.log(performance.now()-t0);
  }, 120_000);
});
