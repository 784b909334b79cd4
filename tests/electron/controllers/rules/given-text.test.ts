import { describe, expect, it } from 'vitest';
import { givenText } from '../../../../electron/controllers/rules/given-text.ts';
import { planRequest } from '../../../../electron/controllers/rules/plan-request.ts';

const found = (request: string) => {
  const given = givenText(request);
  return given && request.slice(given.start, given.end);
};
const plan = (request: string) =>
  planRequest({ request, attachments: [], earlier: [] }).tasks.map(({ task, args }) => ({
    task,
    ...args,
  }));

describe('a text behind an instruction and a colon', () => {
  it.each([
    ['Summarise: It rained. We stayed in.', 'It rained. We stayed in.'],
    ['What names are in this text: Anna met Bob. They talked.', 'Anna met Bob. They talked.'],
    ['Is this review positive: I loved it. The soup was great!', 'I loved it. The soup was great!'],
    ['read aloud: Dear Anna.\nI am well.', 'Dear Anna.\nI am well.'],
    ['总结：今天天气很好。我们去公园。', '今天天气很好。我们去公园。'],
  ])('of %j is all that follows', (request, text) => {
    expect(found(request)).toBe(text);
  });

  it.each([
    ['Summarise: It rained. We stayed in. Then say it aloud.', 'It rained. We stayed in.'],
    [
      'Summarise: It rained. We stayed in. Could you translate it to German?',
      'It rained. We stayed in.',
    ],
    ['My text: It rained. Summarise it.', 'It rained.'],
    ['下面是一段文字：今天天气很好。总结一下', '今天天气很好。'],
  ])('of %j ends where more is asked', (request, text) => {
    expect(found(request)).toBe(text);
  });

  it.each([
    'Do the following: translate good morning into German',
    'Read these: 1. the first page 2. the second page',
    'Translate: what does she say?',
    'The passage says: it rains. Is it long?',
    'Draw a cat: it sits on a mat.',
    'It is late. Translate this: good night.',
    'Summarise:',
    'no colon here',
  ])('is not in %j', (request) => {
    expect(found(request)).toBeUndefined();
  });

  it('is found in a long text at once', () => {
    const text = 'It rained, and then we said nothing of it. '.repeat(20_000).trim();
    const startedAt = performance.now();
    expect(found(`Summarise: ${text}`)).toBe(text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

describe('the plan of such a request', () => {
  it('works on the whole text, and on that alone', () => {
    const text = 'The ferry leaves at seven. It carries the mail. Nobody swims.';
    expect(plan(`summarise: ${text}`)).toEqual([{ task: 'summarization', text }]);
  });

  it('goes on with what comes after it', () => {
    expect(
      plan('Translate to German: The ferry leaves. It carries mail. Then say it aloud.'),
    ).toEqual([
      {
        task: 'translation',
        text: 'The ferry leaves. It carries mail.',
        target_language: 'German',
      },
      { task: 'text-to-speech', text: '<resource>-0' },
    ]);
  });

  it('speaks what is to be said', () => {
    const text = 'Good morning. How are you?';
    expect(plan(`say: ${text}`)).toEqual([{ task: 'text-to-speech', text }]);
    expect(plan(`Speak this: ${text}`)).toEqual([{ task: 'text-to-speech', text }]);
  });

  it('leaves a quotation as the person marked it', () => {
    expect(plan("Summarise: 'It rained.' That is all.")).toEqual([
      { task: 'summarization', text: 'It rained.' },
    ]);
  });
});
