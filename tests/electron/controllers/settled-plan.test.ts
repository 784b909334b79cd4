import { describe, expect, it } from 'vitest';
import { settledPlan } from '../../../electron/controllers/settled-plan.ts';
import { createPlanStream } from '../../../electron/pipeline/planning/stream.ts';

type Args = readonly (readonly [string, string])[];

function task(type: string, id: number, dep: readonly number[], args: Args): object {
  return { task: type, id, dep, args: args.map(([name, value]) => ({ name, value })) };
}

async function settled(text: string): Promise<string> {
  const pieces = await Array.fromAsync(settledPlan(charactersOf(text)));
  return pieces.join('');
}

async function* charactersOf(text: string): AsyncGenerator<string> {
  yield* text;
}

async function tasksOf(...tasks: readonly object[]): Promise<unknown> {
  return JSON.parse(await settled(JSON.stringify(tasks)));
}

const CAT = task('image-to-text', 0, [-1], [['image', 'cat.png']]);

describe('settling a plan', () => {
  it('gives tasks ids of their own and lets references follow', async () => {
    const second = task('translation', 0, [0], [['text', '<resource>-0 and <resource>-9']]);
    const third = task('summarization', 0, [], [['text', '<resource>-0']]);
    expect(await tasksOf(CAT, second, third)).toEqual([
      CAT,
      task('translation', 1, [0], [['text', '<resource>-0 and <resource>-0']]),
      task('summarization', 2, [1], [['text', '<resource>-1']]),
    ]);
  });

  it('reads a reference that leads nowhere as the latest task that makes such a thing', async () => {
    const drawn = task('text-to-image', 5, [-1], [['text', 'a cat']]);
    const spoken = task('text-to-speech', 6, [5, 40], [['text', 'Meow']]);
    const seen = task('image-to-image', 7, [6], [['image', '<resource>-6']]);
    expect(await tasksOf(drawn, spoken, seen)).toEqual([
      drawn,
      task('text-to-speech', 6, [5], [['text', 'Meow']]),
      task('image-to-image', 7, [5, 6], [['image', '<resource>-5']]),
    ]);
  });

  it('takes a reference to no text for words, and fills or leaves out what is blank', async () => {
    const first = task(
      'translation',
      0,
      [3],
      [
        ['text', 'Of <resource>-3'],
        ['target_language', '\u3000'],
      ],
    );
    expect(await tasksOf(first, task('conversational', 1, [-1], [['text', '\u00a0']]))).toEqual([
      task('translation', 0, [-1], [['text', 'Of resource-3']]),
      task('conversational', 1, [-1], [['text', '…']]),
    ]);
  });

  it.each([
    [
      'a plan that is right',
      JSON.stringify([CAT, task('fill-mask', 4, [0], [['text', 'A "<resource>-0" \\']])], null, 1),
    ],
    [
      'links that no argument needs',
      JSON.stringify([CAT, task('fill-mask', 1, [0], [['text', 'Hi']])]),
    ],
    ['an empty plan', '[]'],
    ['prose', 'I cannot [really] plan {"that"}.'],
    ['a text that was cut', '[{"task":"image-to-text","id":0,"de'],
    ['tasks of another form', '[{"task":"image-to-text","args":{"image":"<resource>-4"}}]'],
  ])('leaves %s as it is', async (_, text) => {
    expect(await settled(text)).toBe(text);
  });

  it('gives each task when it is closed, so that it can start', async () => {
    const known = [{ name: 'cat.png', kind: 'image' }] as const;
    const stream = createPlanStream(known);
    const text = JSON.stringify([CAT, task('translation', 0, [7], [['text', '<resource>-7']])]);
    const early: number[] = [];
    for await (const piece of settledPlan(charactersOf(text.slice(0, -1)))) {
      early.push(...stream.push(piece).map(({ id }) => id));
    }
    expect(early).toEqual([0, 1]);
  });
});
