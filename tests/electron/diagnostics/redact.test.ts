import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRedactor, knownSentence, ownFrames } from '../../../electron/diagnostics/redact.ts';

const redact = createRedactor({
  ...{ OPENAI_API_KEY: 'marker-of-a-key', MY_PASSWORD: 'hunter22', GIT_AUTHOR_NAME: 'Ensemble' },
  SHORT_KEY: 'abc',
});

describe('the redactor', () => {
  it.each([
    ['a key of the environment', 'refused marker-of-a-key here', 'refused [key] here'],
    ['a password', 'hunter22', '[key]'],
    ['a key by its form', 'used sk-proj-Abc_12345678', 'used [key]'],
    ['a token of the Hub', 'hf_AbCdEfGhIjKl', '[key]'],
    ['a header', 'Bearer abc.def', '[key]'],
    ['a hash', `of ${'a1'.repeat(32)}`, 'of [key]'],
    [
      'an address with its key',
      'GET https://me:pw@host.example/v1?key=1 failed',
      'GET [address] failed',
    ],
    ['an e-mail address', 'by anna@example.com', 'by [address]'],
    ['a path', `open ${homedir()}/My Documents/tax return.pdf`, 'open [path]'],
    ['a path of Windows', 'open C:\\Users\\Anna\\tax return.pdf', 'open [path]'],
    ['a path in a choice', 'local:/home/anna/models/x', 'local:[path]'],
    ['a path from home', 'in ~/letters/to anna.txt', 'in [path]'],
    ['lines', 'one\n\ttwo', 'one two'],
  ])('takes out %s', (_what, text, left) => {
    expect(redact(text)).toBe(left);
  });

  it.each([
    'onnx-community/mobilenetv4_conv_small.e2400_r224_in1k',
    'Xenova/distilbert-base-uncased-finetuned-sst-2-english',
    'builtin/tesseract-eng',
    'linux 6.1.0-13-amd64 x64',
    '7d1b3c60-0d4e-4c52-9f0e-1a1e6b6f0001',
    'Ensemble',
  ])('leaves %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('cuts what is too long', () => {
    expect(redact('word '.repeat(200)).length).toBeLessThanOrEqual(300);
  });
});

describe('what an error says', () => {
  it.each([
    [
      "Cannot read properties of undefined (reading 'secret')",
      'Cannot read properties of undefined',
    ],
    ['store.find is not a function', '… is not a function'],
    [`Unexpected token 'D', "Dear Anna, "... is not valid JSON`, 'Not valid JSON'],
    ['Minified React error #310; visit https://react.dev', 'React error #310'],
  ])('%s is told as the sentence that it is', (message, told) => {
    expect(knownSentence(message)).toBe(told);
  });

  it.each([
    'the letter to Anna.txt is too long',
    'draw a cat',
    '',
    'Dear Anna is not a function of mine',
  ])('%s may be the person’s and is left out', (message) => {
    expect(knownSentence(message) ?? '').not.toMatch(/Anna|cat/);
  });
});

describe('where an error was', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));

  it('is told for the program’s own files, Node’s, and the page’s', () => {
    const stack = [
      'Error: Dear Anna',
      `    at readAll (${root}electron/store/store.ts:12:3)`,
      `    at async Object.run (file://${root}shared/events.ts:1:2)`,
      '    at node:internal/process/task_queues:103:5',
      '    at x (http://127.0.0.1:4317/assets/index-Ab12.js:1:2345)',
      '    at y (/home/anna/secret plan.ts:1:1)',
      `    at z (${root}Dear Anna.txt:1:1)`,
    ].join('\n');
    expect(ownFrames(stack)).toEqual([
      'readAll electron/store/store.ts:12:3',
      'Object.run shared/events.ts:1:2',
      'node:internal/process/task_queues:103:5',
      'x /assets/index-Ab12.js:1:2345',
      'y [elsewhere]:1:1',
      'z [elsewhere]:1:1',
    ]);
  });
});
