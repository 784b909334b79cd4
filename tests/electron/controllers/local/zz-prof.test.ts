import { it } from 'vitest';
import { chatFolder, openChat } from '/work/main/tests/fakes/local-chat.ts';
import { answerOf } from '/work/main/tests/electron/controllers/local/answers.ts';
import { PLAN_FORM } from '/work/main/electron/controllers/plan-form.ts';
import { planGrammar } from '/work/main/electron/controllers/plan-grammar.ts';
it('x', async () => {
  const folder = chatFolder({ config: () => ({ max_position_embeddings: 8192 }) });
  const rig = await openChat(folder);
  const model = rig.local.chat(folder);
  for (const pad of [0, 1000, 4000]) for (const [n, form] of [['schema', PLAN_FORM], ['grammar', { ...PLAN_FORM, grammar: planGrammar([{ name: 'a.png', kinds: ['image'] }, {name:'b.wav',kinds:['audio']}]) }], ['none', undefined]] as const) {
    let tokens = 0; const t = performance.now(); let prompt = 0;
    for (let i = 0; i < 8; i++) {
      const r = await answerOf(model, { messages: [{ role: 'user', text: `Request ${i}: ${'the tasks '.repeat(pad/10)}` }], ...(form && { form }), maxTokens: 160 });
      tokens += r.end?.usage.completionTokens ?? 0; prompt = r.end?.usage.promptTokens??0;
    }
    const ms = performance.now() - t;
    console.log(pad, n, 'prompt', prompt, 'tokens', tokens, 'ms/plan', (ms / 8).toFixed(0), 'ms/token', (ms / tokens).toFixed(2));
  }
  await rig.close();
}, 200_000);
