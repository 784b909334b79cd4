// What the planning prompt costs, on the requests that HuggingGPT is known by, in our own words.

import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { planQuestion } from '../../../../electron/controllers/prompts/compose.ts';
import type { KnownFile } from '../../../../shared/plan.ts';
import { asking, shippedPrompt } from '../asking.ts';

/** Tokens of the original's planning prompt, without history. */
const ORIGINAL = 1927;
const MOST = 0.6;

const REQUESTS: readonly (readonly [request: string, ...files: string[]])[] = [
  ['say what vege-meat.jpg holds and make a picture of a recipe with these foods', 'vege-meat.jpg'],
  ['here are a.jpg, b.jpg and c.jpg: how many zebras do they show?', 'a.jpg', 'b.jpg', 'c.jpg'],
  ['paint a meadow full of wild flowers under a blue sky'],
  ['what are egg.jpg and chili2.jpg? make a recipe picture of both', 'egg.jpg', 'chili2.jpg'],
  ['make a video of "a blue bird flies around the apple tree" and dub it'],
  ['read out example.jpg to me', 'example.jpg'],
  [
    'a girl with a book in the pose of the boy in example.jpg, then describe the new picture with your voice',
    'example.jpg',
  ],
  [
    'take the pose of example1.jpg and what example2.jpg shows for a new picture',
    'example1.jpg',
    'example2.jpg',
  ],
  ['document.jpg: how large is the amount of students? and describe it aloud', 'document.jpg'],
  ['tell me a joke and show me a cat'],
  ['describe example.jpg in as much detail as possible', 'example.jpg'],
  ['from the canny image above make a new picture of a cottage in snow'],
];

function tokensOf([request, ...names]: (typeof REQUESTS)[number]): number {
  const attachments = names.map((name): KnownFile => ({ name, kind: 'image' }));
  const isSecondTurn = request.includes('above');
  const made = { name: 'edges.png', kind: 'image', from: 'canny-control' } as const;
  const input = asking(request, { attachments, earlier: isSecondTurn ? [made] : [] });
  const asked = { name: 'Any', contextTokens: 8192, prompts: shippedPrompt };
  const { messages } = planQuestion(input, asked).question;
  return messages.reduce((sum, { text }) => sum + countTokens(text), 0);
}

describe('the planning prompt', () => {
  it('takes at most 0.6 of the tokens of the original for each of its requests', () => {
    const tokens = REQUESTS.map(tokensOf);
    const mean = tokens.reduce((sum, count) => sum + count, 0) / tokens.length;
    const most = Math.max(...tokens);
    process.stdout.write(
      `planning prompt: mean ${Math.round(mean)} tokens (${(mean / ORIGINAL).toFixed(3)} of ${ORIGINAL}), ` +
        `most ${most} (${(most / ORIGINAL).toFixed(3)})\n`,
    );
    expect(most / ORIGINAL).toBeLessThanOrEqual(MOST);
  });
});
