import { describe, expect, it } from 'vitest';
import { AppError, ErrorReportSchema, toErrorReport } from '../../shared/errors.ts';

describe('AppError', () => {
  it('fills its message from its data', () => {
    const error = AppError.of('FILE_TOO_LARGE', {
      name: 'a.png',
      actual: '100 MP',
      limit: '64 MP',
      advice: 'Make it smaller.',
    });
    expect(error.message).toBe(
      'The file a.png is too large: 100 MP, and at most 64 MP is taken. Make it smaller.',
    );
  });

  it('keeps braces that come with the data', () => {
    expect(AppError.of('FILE_EMPTY', { name: '{home}' }).message).toContain('{home} is empty');
  });

  it('survives a round trip over a process boundary', () => {
    const report = toErrorReport(AppError.of('NO_MODEL', { task: 'a', needed: 'b' }));
    const parsed = ErrorReportSchema.parse(JSON.parse(JSON.stringify(report)));
    expect(toErrorReport(AppError.from(parsed))).toEqual(report);
  });
});

describe('toErrorReport', () => {
  it.each([[new Error('boom')], ['boom'], [undefined]])('makes a bug of %s', (thrown) => {
    const report = toErrorReport(thrown);
    expect(report.code).toBe('INTERNAL');
    expect(report).not.toHaveProperty('stack');
  });
});
