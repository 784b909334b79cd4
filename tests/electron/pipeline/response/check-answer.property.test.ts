import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeAnswer } from '../../../../electron/pipeline/respond.ts';
import { checkAnswer } from '../../../../electron/pipeline/response/check-answer.ts';
import { picture, runOf, searched, zebraRun } from './runs.ts';

const labels = fc.constantFrom('zebra', 'person', 'dog', 'traffic light', 'sheep', 'bus');
const names = fc.constantFrom('a.png', 'b.jpg', 'photo-3.webp', 'dir/c.png');

const runs = fc
  .uniqueArray(names, { minLength: 1, maxLength: 4 })
  .chain((pictures) =>
    fc.record({
      pictures: fc.constant(pictures),
      label: labels,
      numbers: fc.array(fc.integer({ min: 1, max: 12 }), {
        minLength: pictures.length,
        maxLength: pictures.length,
      }),
    }),
  )
  .map(({ pictures, label, numbers }) => {
    const found = pictures.map((name, i) => [name, { [label]: numbers[i] ?? 1 }] as const);
    const run = runOf(searched(Object.fromEntries(found)), {
      attachments: pictures.map((name) => picture(name)),
    });
    return { run, label, pictures, numbers, total: numbers.reduce((a, b) => a + b, 0) };
  });

const PLURALS: Readonly<Record<string, string>> = {
  ...{ zebra: 'zebras', person: 'people', dog: 'dogs', 'traffic light': 'traffic lights' },
  ...{ sheep: 'sheep', bus: 'buses' },
};

function noun(label: string, number: number): string {
  return `${number} ${number === 1 ? label : PLURALS[label]}`;
}

/** Text that a model could write, and text that only somebody who tests would. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...['two zebras', '3 zebras', 'a zebra', ' in total', ' in a.png', 'a.png', 'evil.png', '. '],
    ...['[', ']', '(', ')', '![', '](', '<', '>', '`', '"', '\n', '\n\n', ' ', '\\', ': ', '**'],
    ...[
      'https://evil.com/x',
      '/media/x',
      '匹',
      '斑马',
      '两',
      '只',
      '共',
      'caption says ',
      '4',
      '.png',
    ],
  ),
  fc.string({ maxLength: 6 }),
);
const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('checking an answer', () => {
  it('never changes one that is right', () => {
    fc.assert(
      fc.property(
        runs,
        fc.integer({ min: 0, max: 4 }),
        ({ run, label, pictures, numbers, total }, form) => {
          const each = pictures.map((name, i) => `${numbers[i]} in ${name}`).join(' and ');
          const lines = pictures.map((name, i) => `- ${name}: ${noun(label, numbers[i] ?? 0)}`);
          const answer =
            [
              `There are ${noun(label, total)} in total.`,
              `I counted ${noun(label, total)}: ${each}.`,
              `${lines.join('\n')}\n\nAltogether ${noun(label, total)}.`,
              `**${label}: ${total}** (${each}).`,
              [...composeAnswer(run)].join(''),
            ][form] ?? '';
          expect(checkAnswer(answer, run)).toEqual({ answer, notes: [] });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('finds every wrong total', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 60 }), ({ run, label, total }, said) => {
        fc.pre(said !== total && said > 1);
        const { answer, notes } = checkAnswer(`There are ${noun(label, said)} in total.`, run);
        expect(notes).toEqual([{ code: 'COUNT_CORRECTED', label, said, counted: total }]);
        expect(answer).toContain(`Note: the results count ${noun(label, total)} (`);
      }),
    );
  });

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { answer } = checkAnswer(text, zebraRun());
        expect(checkAnswer(answer, zebraRun()).answer).toBe(answer);
      }),
      { numRuns: 2000 },
    );
  });

  it('lets no name survive that no task made', () => {
    const stems = fc.stringMatching(/^[a-z][a-z0-9_-]{2,8}$/u);
    const extensions = fc.constantFrom('png', 'PNG', 'wav', 'mp4', 'csv', 'txt', 'pdf', 'zip');
    const frames = fc.constantFrom(
      ...[' $ ', '`$`', '"$"', '**$**', '_$_', '[x]($)', '![]($)', '[$]($)', '($)', '$, $'],
      ...[
        'out/$',
        './$',
        '/tmp/$',
        '> $',
        '| $ |',
        '文件$。',
        '做了$文件$',
        '<$>',
        '$: 3',
        'a.png,$',
        '$!',
      ],
    );
    fc.assert(
      fc.property(stems, extensions, frames, texts, (stem, extension, frame, text) => {
        const name = `${stem}-x.${extension}`;
        const { answer, notes } = checkAnswer(`${frame.replaceAll('$', name)} ${text}`, zebraRun());
        expect(answer).not.toContain(name);
        expect(notes.some((note) => note.code === 'NAME_REMOVED')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ...['[', '](', '[a](', '[a](b', '![', '<', '(', '"', '`', '\\', '\n', ' ', '.', '/', '.png'],
    ...[
      '2 zebras ',
      '2 zebras. ',
      '2 zebras, a.png ',
      'a.png and ',
      '两匹斑马',
      '一',
      '2 ',
      'two ',
    ],
    ...[
      'http://',
      'http://)',
      '[a]: b\n',
      '> "',
      'x.png/',
      'caption says 2 zebras. ',
      'a.png: 2\n',
    ],
    ...['total ', 'a.png', '斑马', 'zebra: ', '(a', '* ', '_', '[![]]((', 'x.png文', '[![a](b)]('],
  ])('takes bounded time on 100 kB of %j', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const startedAt = performance.now();
    checkAnswer(text, zebraRun());
    // Some hundred milliseconds where it is linear, minutes where it is not; the rest is for busy machines.
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
