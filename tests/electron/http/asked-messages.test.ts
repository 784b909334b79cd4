import { readFileSync } from 'node:fs';
import type OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { fixedController, wire } from '../../fakes/controllers.ts';
import { sayingExpert } from '../../fakes/experts.ts';
import { dataUrl, serveOpenAi } from './openai-served.ts';

const SCENE = readFileSync(new URL('../../../assets/samples/scene.png', import.meta.url));
const model = 'ensemble';
const user = (content: string) => ({ role: 'user', content }) as const;

const echoing = {
  controller: fixedController([wire(0, 'text-generation', { text: 'said it' })]),
  experts: [sayingExpert('text-generation', 'said it')],
};

describe('a conversation that the client repeats', () => {
  const picture = { type: 'image_url', image_url: { url: dataUrl('image/png', SCENE) } } as const;
  const first = {
    role: 'user',
    content: [{ type: 'text', text: 'Find the edges in this picture.' }, picture],
  } satisfies OpenAI.ChatCompletionUserMessageParam;

  it('goes on with ours, so that files of earlier turns are found', async () => {
    const { client, states } = await serveOpenAi();
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'system', content: 'It is Monday.' },
      { ...first, content: [...first.content] },
    ];
    const edges = await client.chat.completions.create({ model, messages });
    const { content } = edges.choices[0]?.message ?? {};
    const next: OpenAI.ChatCompletionMessageParam[] = [
      { role: 'system', content: 'It is Tuesday.' },
      { ...first, content: [...first.content] },
      { role: 'assistant', content: ` ${content ?? ''}\n` },
      user('make it greyscale'),
    ];
    const turned = await client.chat.completions.create({ model, messages: next });
    const [before, after] = states();
    expect(after).toMatchObject({
      ...{ conversation: before?.conversation, parent: before?.runId, attachments: [] },
      tasks: [{ status: 'finished', task: { type: 'image-to-image' } }],
    });
    expect(turned.choices[0]?.message.content).toMatch(/!\[.+\]\(http.+\)/);
  });

  it('may branch off at any answer', async () => {
    const { client, states } = await serveOpenAi({ engine: echoing });
    const one = await client.chat.completions.create({ model, messages: [user('one')] });
    const said = { role: 'assistant', content: one.choices[0]?.message.content ?? '' } as const;
    for (const request of ['two', 'or two']) {
      await client.chat.completions.create({ model, messages: [user('one'), said, user(request)] });
    }
    const [start, ...branches] = states();
    expect(branches.map(({ parent }) => parent)).toEqual([start?.runId, start?.runId]);
  });

  it('that is not known starts anew with the files that it carries, and runs nothing of it', async () => {
    const { client, engine, states } = await serveOpenAi({ engine: echoing });
    const { artefact } = await engine.store.artefacts.addBytes('old.png', SCENE);
    const gone = `/media/${'b'.repeat(64)}/gone.png`;
    await client.chat.completions.create({
      model,
      messages: [
        { ...first, content: [...first.content] },
        { role: 'assistant', content: `Here: /media/${artefact.id}/old.png and ${gone}` },
        { role: 'user', content: [picture, { type: 'text', text: 'say it' }] },
      ],
    });
    expect(states()).toHaveLength(1);
    expect(states()[0]?.parent).toBeUndefined();
    expect(states()[0]?.attachments.map(({ name }) => name)).toEqual([
      'image.png',
      'old.png',
      'image-2.png',
    ]);
  });

  it('that was deleted here starts anew', async () => {
    const { client, engine, states } = await serveOpenAi({ engine: echoing });
    const one = await client.chat.completions.create({ model, messages: [user('one')] });
    engine.store.conversations.remove(states()[0]?.conversation ?? '', Date.now());
    const said = { role: 'assistant', content: one.choices[0]?.message.content ?? '' } as const;
    const messages = [user('one'), said, user('two')];
    await client.chat.completions.create({ model, messages });
    expect(states()[1]?.conversation).not.toBe(states()[0]?.conversation);
  });
});
