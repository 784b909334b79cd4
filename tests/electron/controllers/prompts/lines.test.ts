import { describe, expect, it } from 'vitest';
import type { OfferedCandidate, Turn } from '../../../../electron/controllers/controller.ts';
import { choiceLines } from '../../../../electron/controllers/prompts/choice-lines.ts';
import { planQuestion } from '../../../../electron/controllers/prompts/compose.ts';
import { fileLines } from '../../../../electron/controllers/prompts/file-lines.ts';
import { taskLines } from '../../../../electron/controllers/prompts/task-lines.ts';
import { TASK_TYPES } from '../../../../shared/tasks.ts';
import { asking, shippedPrompt } from '../asking.ts';

describe('the task types in a prompt', () => {
  it('stand once each, after what they take and make', () => {
    const listed = taskLines()
      .split('\n')
      .flatMap((line) => line.split(': ')[1]?.split(', ') ?? []);
    expect(listed.toSorted()).toEqual(TASK_TYPES.toSorted());
    expect(taskLines()).toContain('text, target_language?, source_language? -> text: translation');
  });
});

const HISTORY: readonly Turn[] = [
  {
    request: 'a cat and a dog',
    answer: 'Here they are.',
    files: [
      { name: 'cat.png', kind: 'image', from: 'text-to-image' },
      { name: 'dog.png', kind: 'image', from: 'text-to-image' },
    ],
  },
  {
    request: 'read it',
    answer: 'Done.',
    files: [
      { name: 'notes.txt', kind: 'text', from: 'given' },
      { name: 'speech.wav', kind: 'audio', from: 'text-to-speech' },
    ],
  },
];
const EARLIER = HISTORY.flatMap(({ files }) => files);

describe('the files in a prompt', () => {
  it('are numbered and say where they came from, and which is the latest of its kind', () => {
    const attachments = [{ name: 'a "b".png', kind: 'image' }] as const;
    const lines = fileLines({ attachments, earlier: EARLIER, history: HISTORY }).split('\n');
    expect(lines).toEqual([
      'given: "a \\"b\\".png" image',
      'earlier 1: "cat.png" image, made by text-to-image in turn 1',
      'earlier 2: "dog.png" image, made by text-to-image in turn 1; the latest image',
      'earlier 3: "notes.txt" text, given in turn 2; the latest text',
      'earlier 4: "speech.wav" audio, made by text-to-speech in turn 2; the latest audio',
    ]);
  });

  it('are those that a name means now', () => {
    const image = (name: string) => ({ name, kind: 'image' }) as const;
    const earlier = [image('a.png'), image('b.png'), image('a.png'), image('c.png')];
    const lines = fileLines({ attachments: [image('c.png')], earlier, history: [] });
    expect(lines.split('\n')).toEqual([
      'given: "c.png" image',
      'earlier 1: "b.png" image',
      'earlier 2: "a.png" image; the latest image',
    ]);
  });

  it('stay where no earlier turn fits', () => {
    const long = HISTORY.map((turn) => ({ ...turn, answer: 'so on '.repeat(20_000) }));
    const input = asking('make it greyscale', { earlier: EARLIER, history: long });
    const asked = { name: 'Any', contextTokens: 2000, prompts: shippedPrompt };
    const { question, history } = planQuestion(input, asked);
    expect(history).toEqual({ kept: 0, of: 2 });
    for (const { name } of EARLIER) {
      expect(question.messages[1]?.text).toContain(`"${name}"`);
    }
  });
});

const CANDIDATE: OfferedCandidate = {
  id: 'org/detr',
  host: 'onnx',
  score: 3,
  reason: 'first',
  description: `Finds things. In pictures too. ${'It goes on at length '.repeat(9)}. End.`,
  licence: 'apache-2.0',
  languages: ['en', 'zh'],
  device: 'webgpu',
  isWarm: true,
  bytes: 43_000_000,
  downloads: 1200,
  likes: 7,
  succeeded: 5,
  failed: 1,
  medianMs: 320.4,
};

describe('the models of a task in a question', () => {
  const task = { task: 'object-detection', id: 2, dep: [-1], args: { image: 'a.png' } };

  it('are one line each, with what is known', () => {
    const { device: _, isWarm: __, bytes: ___, downloads: ____, likes: _____, ...rest } = CANDIDATE;
    const bare = { ...rest, id: 'org/new', host: 'hub', licence: '', languages: [] } as const;
    const unknown = { ...bare, succeeded: 0, failed: 0, description: 'short' };
    expect(choiceLines([{ task, candidates: [CANDIDATE, unknown] }]).split('\n')).toEqual([
      'Task 2, object-detection, with {"image":"a.png"}:',
      '- "org/detr": onnx on webgpu, loaded, 1200 downloads, 7 likes, licence "apache-2.0", ' +
        'languages "en zh", 43 MB, 5 of 6 succeeded here in 320 ms each. "Finds things. In pictures too."',
      '- "org/new": hub, not tried here. "short"',
    ]);
  });

  it('are described in a hundred characters at most', () => {
    const description = 'one very long sentence that goes on and on '.repeat(10);
    const line = choiceLines([{ task, candidates: [{ ...CANDIDATE, description }] }]);
    const about = /"([^"]*)"$/.exec(line)?.[1] ?? '';
    expect(about.length).toBeLessThanOrEqual(100);
    expect(about).toMatch(/\w…$/);
  });
});
