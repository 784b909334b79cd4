import { describe, expect, it } from 'vitest';
import { AppError, detail, ErrorReportSchema, toErrorReport } from '../../shared/errors.ts';

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

describe('the details of an error', () => {
  const report = toErrorReport(
    AppError.of('NO_MODEL', {
      task: 'translation',
      needed: [detail('way-token', { model: 'a/b' }), detail('way-licence', { model: 'c/d' })],
    }),
  );

  it('are told by their codes, with what fills them, beside their words', () => {
    expect(report.details?.needed).toMatchObject([
      { code: 'way-token', data: { model: 'a/b' } },
      { code: 'way-licence', data: { model: 'c/d' } },
    ]);
    expect(report.data.needed).toContain('a/b could be asked; your settings leave out');
    expect(report.message).toContain(report.data.needed);
  });

  it('survive a round trip over a process boundary', () => {
    const parsed = ErrorReportSchema.parse(JSON.parse(JSON.stringify(report)));
    expect(toErrorReport(AppError.from(parsed))).toEqual(report);
  });

  it('are written with numbers as they come', () => {
    expect(detail('rows', { rows: 3 })).toEqual({
      code: 'rows',
      data: { rows: '3' },
      text: '3 rows',
    });
  });
});

describe('toErrorReport', () => {
  it.each([[new Error('boom')], ['boom'], [undefined]])('makes a bug of %s', (thrown) => {
    const report = toErrorReport(thrown);
    expect(report.code).toBe('INTERNAL');
    expect(report).not.toHaveProperty('stack');
  });
});
