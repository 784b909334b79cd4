import { describe, expect, it } from 'vitest';
import { composeAnswer } from '../../../electron/pipeline/respond.ts';
import { answerWordsFor } from '../../../electron/pipeline/response/answer-words.ts';
import { gatherEvidence } from '../../../electron/pipeline/response/evidence.ts';
import { AppError, detail, toErrorReport } from '../../../shared/errors.ts';
import type { NamedArtefact } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';
import type { Argument, Task } from '../../../shared/plan.ts';
import type { TaskState } from '../../../shared/task-states.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { file, finished, runOf, taskOf } from './response/runs.ts';

function makeTask(id: number, type: TaskType, argument: Argument): Task {
  const slot = type.startsWith('image') || type === 'object-detection' ? 'image' : 'text';
  const dependencies = argument.from === 'task' ? [argument.task] : [];
  return { ...taskOf(id, type, { [slot]: argument }), dependencies };
}

/** By the experts that read the words in a picture and describe none. */
function performed(task: Task, output: TaskOutput): TaskState {
  return finished(task, output, 'builtin');
}

const box = { x: 0, y: 0, width: 1, height: 1 };
const zebra = { label: 'zebra', score: 0.9, box };
const speech: NamedArtefact = {
  name: 'speech.wav',
  artefact: { id: 'a'.repeat(64), kind: 'audio', mime: 'audio/wav', size: 9, duration: 7.25 },
};

function answer(...tasks: TaskState[]): string {
  return [...composeAnswer(runOf(tasks))].join('');
}

describe('the answer by rules', () => {
  it('tells what was read, what was made and how', () => {
    const text = answer(
      performed(makeTask(0, 'image-to-text', file('invoice.png')), { text: 'Total\n42.10' }),
      performed(makeTask(1, 'text-to-speech', { from: 'task', task: 0, kind: 'text' }), {
        audio: speech,
      }),
    );
    expect(text).toBe(
      [
        'invoice.png reads:',
        '> Total\n> 42.10',
        'I made speech.wav (7.3 s).',
        'I read the text of invoice.png with Model M, then spoke it with Model M.',
      ].join('\n\n'),
    );
  });

  it('is Chinese where the request is', () => {
    const tasks = [
      performed(makeTask(0, 'image-to-text', file('invoice.png')), { text: 'Total\n42.10' }),
      performed(makeTask(1, 'text-to-speech', { from: 'task', task: 0, kind: 'text' }), {
        audio: speech,
        notes: [{ code: 'summary-chosen', values: { chosen: 1, total: 3 } }],
      }),
      performed(taskOf(2, 'sentence-similarity', { text1: file('a.txt'), text2: file('b.txt') }), {
        text: '0.43 (partly similar)',
        similarity: { score: 0.43, method: 'words' },
      }),
    ];
    const run = runOf(tasks, { request: '识别 invoice.png 中的文字并朗读，再比较 a.txt 和 b.txt' });
    expect([...composeAnswer(run)].join('')).toBe(
      [
        'invoice.png 中的文字：',
        '> Total\n> 42.10',
        '生成了 speech.wav（7.3 秒）。从 3 句中原样选出 1 句。',
        '相似度 0.43（部分相似）。',
        '我先用 Model M 识别了 invoice.png 中的文字，再用 Model M 朗读了结果，再用 Model M 比较了 a.txt 和 b.txt 的用词。',
      ].join('\n\n'),
    );
  });

  it.each([
    ['把“hello”翻译成中文', 'zh-CN'],
    ['总结：The ferry leaves at seven.', 'zh-CN'],
    ['summarise: 轮渡七点离港。', 'en'],
    ['translate “你好” to English', 'en'],
    ['read 发票.png for me', 'en'],
  ])('to %s is in the language %s', (request, locale) => {
    const attachments = [{ ...speech, name: '发票.png' }];
    expect(answerWordsFor({ request, attachments }).locale).toBe(locale);
  });

  it('names the picture that was looked at, and not the one that it was made from', () => {
    const pictureOf = (id: number): Argument => ({ from: 'task', task: id, kind: 'image' });
    const image: NamedArtefact = {
      name: 'girl.png',
      artefact: { ...speech.artefact, kind: 'image' },
    };
    const text = answer(
      performed(taskOf(0, 'openpose-control', { image: file('boy.png') }), {}),
      performed(taskOf(1, 'openpose-text-to-image', { image: pictureOf(0) }), { image }),
      finished(taskOf(2, 'image-to-text', { image: pictureOf(1) }), { text: 'a girl' }, 'onnx'),
    );
    expect(text).toContain('girl.png shows: a girl');
    expect(text).not.toContain('boy.png shows');
  });

  it('says which question to which picture an answer is to', () => {
    const asked = (name: string, value: string) => ({
      image: file(name),
      text: { from: 'literal', value } as const,
    });
    const text = answer(
      ...['a.png', 'b.png'].map((name, id) =>
        finished(
          taskOf(id, 'visual-question-answering', asked(name, 'What colour is it?')),
          { text: name === 'a.png' ? 'red' : 'blue' },
          'onnx',
        ),
      ),
    );
    expect(text).toContain('a.png “What colour is it?”: red');
    expect(text).toContain('b.png “What colour is it?”: blue');
  });

  it('tells once what was done several times in a row', () => {
    const draw = (id: number) => {
      const task = makeTask(id, 'text-to-image', { from: 'literal', value: 'a cat' });
      return performed(task, { text: `drawing ${id}` });
    };
    const read = performed(makeTask(3, 'image-to-text', file('a.png')), { text: 'Sale' });
    const text = answer(draw(0), draw(1), draw(2), read, draw(4));
    const drawn = 'did text-to-image on the text with Model M';
    expect(text.split('\n').at(-1)).toBe(
      `I ${drawn} 3 times, read the text of a.png with Model M, then ${drawn}.`,
    );
  });

  it('adds up what was counted in several pictures', () => {
    const tasks = [3, 1].map((count, id) =>
      performed(makeTask(id, 'object-detection', file(`${id}.jpg`)), {
        objects: Array.from({ length: count }, () => zebra),
      }),
    );
    expect(gatherEvidence(runOf(tasks)).counts).toEqual([
      {
        label: 'zebra',
        total: 4,
        perTask: [
          { source: '0.jpg', count: 3 },
          { source: '1.jpg', count: 1 },
        ],
      },
    ]);
    expect(answer(...tasks)).toContain('**zebra: 4** (3 in 0.jpg and 1 in 1.jpg).');
  });

  it('says what failed and why, and what was skipped for it', () => {
    const error = toErrorReport(AppError.of('NO_MODEL', { task: 'text-to-image', needed: 'much' }));
    const text = answer(
      {
        task: makeTask(0, 'text-to-image', { from: 'literal', value: 'a cat' }),
        attempts: [],
        status: 'failed',
        error,
        durationMs: 0,
      },
      {
        task: makeTask(1, 'image-to-text', { from: 'task', task: 0, kind: 'image' }),
        attempts: [],
        status: 'skipped',
        because: 0,
      },
    );
    expect(text).toContain(`- text-to-image (task 0) failed: ${error.message}`);
    expect(text).toContain('- image-to-text (task 1) was skipped because task 0 failed.');
    expect(text).not.toContain('I made');
  });

  it('says in Chinese, too, what failed and why', () => {
    const why = [detail('slot-missing', { slot: 'image' })];
    const error = toErrorReport(AppError.of('INPUT_INVALID', { task: 'image-to-text', why }));
    const task = makeTask(0, 'image-to-text', file('invoice.png'));
    const failed = { task, attempts: [], status: 'failed', error, durationMs: 0 } as const;
    const run = runOf([failed], { request: '识别 invoice.png 中的文字' });
    expect([...composeAnswer(run)].join('')).toContain(
      '- image-to-text（任务 0）失败：“image-to-text”无法使用给定的内容：缺少“image”。',
    );
  });

  it('says that no text was found rather than nothing', () => {
    const text = answer(performed(makeTask(0, 'image-to-text', file('sky.png')), { text: '' }));
    expect(text).toContain('No text was found in sky.png.');
  });

  it('says what can be asked where there was no task', () => {
    expect(answer()).toContain('no task');
  });
});
