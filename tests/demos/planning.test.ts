import { describe, expect, it } from 'vitest';
import {
  demonstrationText,
  likestDemonstrations,
  parseDemonstrations,
} from '../../electron/controllers/demonstrations.ts';
import type { KnownFile } from '../../shared/plan.ts';
import { asking, shippedPrompt } from '../electron/controllers/asking.ts';

const ALL = parseDemonstrations(shippedPrompt('demonstrations'));

function likest(request: string, names: readonly string[] = []): readonly string[] {
  const attachments = names.map((name): KnownFile => ({ name, kind: 'image' }));
  return likestDemonstrations(ALL, asking(request, { attachments }), 3).map((one) => one.request);
}

describe('the demonstrations of planning', () => {
  it('all compile as they are written, and cover what requests are like', () => {
    // parseDemonstrations refuses a plan that needs a repair.
    expect(ALL.length).toBeGreaterThanOrEqual(16);
    const linked = ALL.map(({ tasks }) => tasks.map(({ dep }) => dep.filter((id) => id >= 0)));
    const has = (test: (dep: readonly (readonly number[])[]) => boolean): boolean =>
      linked.some(test);
    expect(has((dep) => dep.length === 0)).toBe(true);
    expect(has((dep) => dep.length === 1)).toBe(true);
    expect(has((dep) => dep.length > 2 && dep.slice(1).every(({ length }) => length === 1))).toBe(
      true,
    );
    expect(has((dep) => dep.some(({ length }) => length > 1))).toBe(true);
    expect(ALL.some(({ earlier, tasks }) => earlier.length > 0 && tasks.length > 0)).toBe(true);
    expect(ALL.some(({ request }) => /\p{sc=Han}/u.test(request))).toBe(true);
    expect(ALL.some(({ tasks }) => tasks.some(({ task }) => task.endsWith('-control')))).toBe(true);
  });

  it.each([
    ['how many dogs are there in these pictures?', ['a.png', 'b.png'], 'How many cats are there'],
    ['draw a green bicycle', [], 'draw a red bicycle'],
    ['图里有几只猫？', ['a.png'], '这张图里有几只鸟'],
    ['hello, what can you do?', [], 'Hi! Who are you'],
    ['a queen in the pose of boy.png', ['boy.png'], 'a robot dancing in the pose'],
  ])('shows what is like “%s”, the likest last', (request, files, first) => {
    const shown = likest(request, files);
    expect(shown).toHaveLength(3);
    expect(shown.at(-1)).toContain(first);
    expect(likest(request, files)).toEqual(shown);
  });

  it('shows three for a request that is like none', () => {
    expect(likest('')).toHaveLength(3);
    expect(likest('zzz qqq')).toHaveLength(3);
  });

  it('shows files, request and answer in the form that is asked for', () => {
    const [one] = ALL;
    expect(one && demonstrationText(one)).toBe(
      'Files: given: "photo.jpg" image\nRequest: "describe photo.jpg"\n' +
        '{"tasks":[{"task":"image-to-text","id":0,"dep":[-1],"args":[{"name":"image","value":"photo.jpg"}]}]}',
    );
  });

  it.each([
    ['no JSON', '[{'],
    ['no list', '{}'],
    ['an unknown task type', '[{"request":"x","tasks":[{"task":"x","id":0,"dep":[],"args":{}}]}]'],
    ['a file of no kind', '[{"request":"x","files":["x"],"tasks":[]}]'],
    [
      'a plan that needs a repair',
      '[{"request":"x","tasks":[{"task":"text-to-image","id":0,"dep":[5],"args":{"text":"x"}}]}]',
    ],
    [
      'a plan with a file that is not there',
      '[{"request":"x","tasks":[{"task":"image-to-text","id":0,"dep":[-1],"args":{"image":"a.png"}}]}]',
    ],
  ])('are refused with %s', (_, text) => {
    expect(() => parseDemonstrations(text)).toThrow(
      expect.objectContaining({ code: 'PROMPT_INVALID' }),
    );
  });
});
