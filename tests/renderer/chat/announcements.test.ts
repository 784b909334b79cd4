import { describe, expect, it } from 'vitest';
import { announcementOf, seenOf, spokenText } from '../../../renderer/chat/announcements.ts';
import { asked, asks, DETECTION, install, upload } from './asking-runs.ts';
import { runOf } from './runs.ts';

describe('announcementOf', () => {
  const running = runOf({ status: 'running', answer: 'Half' });

  it('says nothing of an answer while it grows', () => {
    const more = { ...running, answer: 'Half an answer' };
    expect(announcementOf(seenOf([running]), [more])).toBeUndefined();
  });

  it('tells the whole answer once the run has ended', () => {
    const ended = runOf({ answer: 'It is **done**.' });
    expect(announcementOf(seenOf([running]), [ended])).toEqual({
      type: 'finished',
      answer: 'It is done.',
    });
    expect(announcementOf(seenOf([ended]), [ended])).toBeUndefined();
  });

  it('tells that a run was begun, stopped or failed', () => {
    expect(announcementOf(new Map(), [running])?.type).toBe('started');
    for (const status of ['cancelled', 'failed', 'interrupted'] as const) {
      expect(announcementOf(seenOf([running]), [runOf({ status })])?.type).toBe(status);
    }
  });

  it('tells that a plan waits, and not that it goes on once the person let it', () => {
    const waiting = runOf({ status: 'running', review: 'asked' });
    const approved = runOf({ status: 'running', review: 'approved' });
    expect(announcementOf(seenOf([running]), [waiting])?.type).toBe('reviewing');
    expect(announcementOf(new Map(), [waiting])?.type).toBe('reviewing');
    expect(announcementOf(seenOf([waiting]), [approved])).toBeUndefined();
    const refused = runOf({ status: 'cancelled', review: 'refused' });
    expect(announcementOf(seenOf([waiting]), [refused])?.type).toBe('cancelled');
  });

  it('tells each question once, and not that the run goes on after the answer', () => {
    const before = asked([DETECTION]);
    const one = asked([DETECTION], asks(install()));
    expect(announcementOf(seenOf([before]), [one])).toEqual({
      type: 'asking',
      question: install(),
    });
    expect(announcementOf(seenOf([one]), [one])).toBeUndefined();
    const two = asked([DETECTION], asks(install()), asks(upload()));
    expect(announcementOf(seenOf([one]), [two])).toEqual({ type: 'asking', question: upload() });
    expect(announcementOf(seenOf([two]), [one])).toBeUndefined();
    expect(announcementOf(seenOf([one]), [before])).toBeUndefined();
  });

  it('tells a question that was open when its conversation was opened', () => {
    const open = asked([DETECTION], asks(install()));
    const before = new Map([['run', { status: 'running', asked: [] }]] as const);
    expect(announcementOf(before, [open])?.type).toBe('asking');
  });

  it('does not tell of a run that was over when it was first seen', () => {
    expect(announcementOf(new Map(), [runOf()])).toBeUndefined();
  });
});

describe('spokenText', () => {
  it('leaves out the marks of Markdown and keeps the words', () => {
    const markdown = [
      '## Found',
      '- one [link](https://example.org)',
      '- `two`',
      '',
      '| name | count |',
      '| --- | ---: |',
      '| zebra | 4 |',
      '```ts',
      'const a = 1;',
      '```',
    ].join('\n');
    expect(spokenText(markdown)).toBe('Found one link two name, count zebra, 4 const a = 1;');
  });

  it('keeps numbers with signs, and names with underscores', () => {
    expect(spokenText('It is -4 at my_file.png * 2')).toBe('It is -4 at my_file.png * 2');
  });
});
