// Text made to cost time, memory or trust: it is refused, and soon.

import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../../../electron/pipeline/planning/compile.ts';
import type { KnownFile } from '../../../../shared/plan.ts';

const KNOWN: readonly KnownFile[] = [{ name: 'cat.png', kind: 'image' }];
const TASK = '{"task":"image-to-text","id":0,"dep":[-1],"args":{"image":"cat.png"}}';

function codes(text: string): readonly string[] {
  const compiled = compilePlan(text, KNOWN);
  return compiled.ok ? [] : compiled.problems.map(({ code }) => code);
}

/** Tasks that all wait for all others. */
function tangle(count: number): string {
  const dep = Array.from({ length: count }, (_, id) => id);
  const tasks = dep.map((id) => ({ task: 'text-to-speech', id, dep, args: { text: 'x' } }));
  return JSON.stringify(tasks);
}

/** Each list doubles what the one before it made. */
function doubling(steps: number): string {
  const tasks = Array.from({ length: steps }, (_, id) => ({
    task: 'image-to-image',
    id,
    dep: id === 0 ? [-1] : [id - 1],
    args: { image: id === 0 ? 'cat.png,cat.png' : `<resource>-${id - 1},<resource>-${id - 1}` },
  }));
  return JSON.stringify(tasks);
}

const HOSTILE: Readonly<Record<string, readonly [string, string]>> = {
  'ten megabytes': [`[${TASK}${' '.repeat(10_000_000)}]`, 'TOO_LONG'],
  'ten thousand tasks': [
    `[${Array(10_000).fill('{"task":"image-to-text"}').join(',')}]`,
    'TOO_MANY_TASKS',
  ],
  'a million brackets': ['['.repeat(999_999), 'TOO_DEEP'],
  'objects inside one another': ['{"a":'.repeat(150_000), 'TOO_DEEP'],
  'lists inside an argument': [
    TASK.replace('"cat.png"', `${'['.repeat(70)}${']'.repeat(70)}`),
    'TOO_DEEP',
  ],
  'braces that open nothing': [`[${'{'.repeat(400_000)}`, 'CUT_SHORT'],
  'quotes without end': [`[{"task": "${'"a '.repeat(300_000)}`, 'CUT_SHORT'],
  'backslashes without end': [`[{"task": "${'\\'.repeat(900_000)}`, 'CUT_SHORT'],
  'lists without number': [`${TASK} and `.repeat(5000), 'NO_PLAN'],
  'white space between brackets': [`[${' \n'.repeat(400_000)}`, 'CUT_SHORT'],
  'a hundred thousand references': [
    TASK.replace('cat.png', '<node-0>,'.repeat(90_000)),
    'TOO_MANY_ARGUMENTS',
  ],
  'a hundred thousand arguments': [
    TASK.replace(
      '"image":"cat.png"',
      Array.from({ length: 60_000 }, (_, i) => `"a${i}":"b"`).join(','),
    ),
    'TOO_MANY_ARGUMENTS',
  ],
  'tasks that all wait for each other': [tangle(400), 'TOO_MANY_ARGUMENTS'],
  'lists that double each other': [doubling(30), 'TOO_MANY_TASKS'],
};

describe('compilePlan', () => {
  it.each(Object.entries(HOSTILE))('refuses %s within seconds', (_, [text, code]) => {
    const begun = performance.now();
    expect(codes(text)).toContain(code);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('keeps prototypes as they are', () => {
    const text = `[{"task":"image-to-text","__proto__":{"id":7},"id":0,"constructor":1,"args":{"image":"cat.png","__proto__":"x","constructor":"none"}}]`;
    expect(codes(text)).toEqual([]);
    expect(codes('[{"__proto__":{"task":"image-to-text"}}]')).toEqual(['BAD_SHAPE']);
    expect(codes('[{"task":"toString","args":{"image":"cat.png"}}]')).toEqual(['UNKNOWN_TASK']);
    expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
  });

  it('refuses files outside the request, wherever they stand', () => {
    const named = (args: unknown): readonly string[] =>
      codes(JSON.stringify([{ task: 'image-to-text', id: 0, dep: [-1], args }]));
    expect(named({ image: '/etc/shadow.png' })).toEqual(['UNKNOWN_FILE']);
    expect(named({ image: '../../cat.png' })).toEqual(['UNKNOWN_FILE']);
    expect(named({ image: 'cat.png, /home/me/secret.png' })).toEqual(['UNKNOWN_FILE']);
    expect(named({ image: 'the file /home/me/secret.png' })).toEqual(['UNKNOWN_FILE']);
    expect(named(['/home/me/secret.png'])).toEqual(['UNKNOWN_FILE']);
    expect(named({ path: '/home/me/secret.png' })).toEqual(['UNKNOWN_FILE']);
    expect(named({ image: 'data:image/png;base64,AAAA' })).toEqual(['UNKNOWN_FILE']);
    expect(named({ image: 'javascript:alert(1)' })).toEqual(['UNKNOWN_FILE']);
  });

  it('compiles a plan of a thousand tasks', () => {
    const tasks = Array.from({ length: 1000 }, (_, id) => ({
      task: 'image-to-image',
      id,
      dep: id === 0 ? [-1] : [id - 1],
      args: { image: id === 0 ? 'cat.png' : `<resource>-${id - 1}` },
    }));
    const compiled = compilePlan(JSON.stringify(tasks), KNOWN);
    expect(compiled.ok && compiled.plan.length).toBe(1000);
  });
});
