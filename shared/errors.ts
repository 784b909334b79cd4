// Expected failures: those of error-table.ts. A failure that is not there is a bug; it stays an ordinary Error
// and is shown as INTERNAL.

import { z } from 'zod';
import { type DetailCode, ERROR_DETAILS } from './error-details.ts';
import { ERRORS, RECOVERIES } from './error-table.ts';

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[]; // keys of a const table

type Slots<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never;
type Data = Readonly<Record<string, string>>;

/** A part of an error's sentence that we word ourselves, by its code. */
export const ErrorDetailSchema = z
  .object({
    /** A key of error-details.ts; in what was stored, perhaps one that is not known any more. */
    code: z.string(),
    data: z.record(z.string(), z.string()),
    /** In English. */
    text: z.string(),
  })
  .readonly();
export type ErrorDetail = z.infer<typeof ErrorDetailSchema>;

type DetailSlots<Code extends DetailCode> = Slots<(typeof ERROR_DETAILS)[Code]>;
type DetailData<Code extends DetailCode> = Readonly<Record<DetailSlots<Code>, string | number>>;

/** The detail of this code, with what fills it. */
export function detail<Code extends DetailCode>(
  code: Code,
  ...[given]: [DetailSlots<Code>] extends [never] ? [] : [data: DetailData<Code>]
): ErrorDetail {
  const values = Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]);
  const data: Data = Object.fromEntries(values);
  return { code, data, text: fill(ERROR_DETAILS[code], data) };
}

/** What fills a slot: someone else's words or a name as it is, one of our details, or several of them. */
export type Said = string | ErrorDetail | readonly ErrorDetail[];

/** In English. */
export function saidText(said: Said): string {
  if (typeof said === 'string') {
    return said;
  }
  return 'text' in said ? said.text : said.map(({ text }) => text).join('; ');
}

/** What an error of this code must carry: the slots of its message. */
export type ErrorData<Code extends ErrorCode> = Readonly<
  Record<Slots<(typeof ERRORS)[Code]['message']>, Said>
>;

/** An error as it crosses a process or the disk: no stack, no cause. */
export const ErrorReportSchema = z
  .object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    recovery: z.enum(RECOVERIES),
    data: z.record(z.string(), z.string()),
    /** Of the data, by their names, those that we word ourselves: screens write their own words for them. */
    details: z.record(z.string(), z.array(ErrorDetailSchema).readonly()).optional(),
  })
  .readonly();
export type ErrorReport = z.infer<typeof ErrorReportSchema>;

/** An expected failure. Tests and screens look at `code`, never at the text. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly data: Data;
  readonly details: NonNullable<ErrorReport['details']>;

  private constructor(
    code: ErrorCode,
    { data, details = {} }: Pick<ErrorReport, 'data' | 'details'>,
    cause?: unknown,
  ) {
    super(fill(ERRORS[code].message, data), cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
    this.details = details;
  }

  static of<Code extends ErrorCode>(code: Code, data: ErrorData<Code>, cause?: unknown): AppError {
    const said = Object.entries<Said>(data);
    const texts = said.map(([name, one]) => [name, saidText(one)]);
    const details = said.flatMap(([name, one]) =>
      typeof one === 'string' ? [] : [[name, [one].flat()] as const],
    );
    const filled = { data: Object.fromEntries(texts), details: Object.fromEntries(details) };
    return new AppError(code, filled, cause);
  }

  /** Rebuilds an error that crossed a process. */
  static from(report: ErrorReport): AppError {
    return new AppError(report.code, report);
  }
}

/** The sentence of a template, whose full stop is not said twice. A slot without data stays as it is. */
export function fill(template: string, data: Data): string {
  return template.replace(/\{(\w+)\}([.。]?)/g, (slot, name: string, stop: string) =>
    data[name] === undefined ? slot : data[name].replace(stop === '' ? '' : /[.。]$/, '') + stop,
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
    ...(Object.keys(error.details).length > 0 && { details: error.details }),
  };
}
