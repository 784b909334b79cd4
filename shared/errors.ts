// Expected failures: those of error-table.ts. A failure that is not there is a bug; it stays an ordinary Error
// and is shown as INTERNAL.

import { z } from 'zod';
import { ERRORS, RECOVERIES } from './error-table.ts';

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[]; // keys of a const table

type Slots<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;
/** What an error of this code must carry: the slots of its message. */
export type ErrorData<Code extends ErrorCode> = Readonly<
  Record<Slots<(typeof ERRORS)[Code]['message']>, string>
>;

/** An error as it crosses a process or the disk: no stack, no cause. */
export const ErrorReportSchema = z
  .object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    recovery: z.enum(RECOVERIES),
    data: z.record(z.string(), z.string()),
  })
  .readonly();
export type ErrorReport = z.infer<typeof ErrorReportSchema>;

/** An expected failure. Tests and screens look at `code`, never at the text. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, string>>;

  private constructor(code: ErrorCode, data: Readonly<Record<string, string>>, cause: unknown) {
    super(fillMessage(code, data), cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
  }

  static of<Code extends ErrorCode>(code: Code, data: ErrorData<Code>, cause?: unknown): AppError {
    return new AppError(code, data, cause);
  }

  /** Rebuilds an error that crossed a process. */
  static from(report: ErrorReport): AppError {
    return new AppError(report.code, report.data, undefined);
  }
}

function fillMessage(code: ErrorCode, data: Readonly<Record<string, string>>): string {
  return ERRORS[code].message.replace(/\{(\w+)\}(\.?)/g, (slot, name: string, stop: string) =>
    data[name] === undefined ? slot : data[name].replace(stop === '' ? '' : /\.$/, '') + stop,
  );
}

/** Any thrown value as a report. What is not an {@link AppError} is a bug and becomes INTERNAL. */
export function toErrorReport(thrown: unknown): ErrorReport {
  const error =
    thrown instanceof AppError
      ? thrown
      : AppError.of('INTERNAL', { why: thrown instanceof Error ? thrown.message : String(thrown) });
  return {
    code: error.code,
    message: error.message,
    recovery: ERRORS[error.code].recovery,
    data: error.data,
  };
}
