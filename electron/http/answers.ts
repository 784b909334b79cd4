// How a refusal is told over HTTP: the error's report as JSON, with the status that fits its code.

import { AppError, type ErrorCode, toErrorReport } from '../../shared/errors.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  FILE_TOO_LARGE: 413,
  DISK_FULL: 507,
  INTERNAL: 500,
};

/** An expected failure as it is; of a bug nothing but that there was one, which the log tells. */
export function refusalOf(error: unknown, report: (error: unknown) => void): AppError {
  if (error instanceof AppError) {
    return error;
  }
  report(error);
  return AppError.of('INTERNAL', { why: 'an error that its log describes' }, error);
}

export function answerError(error: AppError, status = STATUS[error.code] ?? 422): Response {
  return Response.json(toErrorReport(error), { status });
}

export function plainAnswer(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
