// How the OpenAI-compatible endpoints refuse: the error body that OpenAI's clients read, and the status that
// makes them throw the right one of their errors.

import type { AppError, ErrorCode } from '../../shared/errors.ts';
import { refusalOf } from './answers.ts';
import { BodyRefusedError } from './body.ts';

export interface OpenAiFault {
  readonly status: number;
  readonly message: string;
  /** The place in the body that is wrong: `messages[1].content`. */
  readonly param?: string;
  /** A documented code of OpenAI's where there is one, else ours. */
  readonly code?: string;
}

/** A call that is wrong in itself, found before anything is run. */
export class OpenAiRefusal extends Error {
  override readonly name = 'OpenAiRefusal';
  readonly fault: OpenAiFault;

  constructor(fault: OpenAiFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** A wrong body; by far the most common. */
export function badRequest(param: string, message: string, code?: string): OpenAiRefusal {
  return new OpenAiRefusal({ status: 400, message, param, ...(code !== undefined && { code }) });
}

/** What clients get as the body, and within a stream. */
export interface OpenAiErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
  };
}

export function errorBody({ status, message, param, code }: OpenAiFault): OpenAiErrorBody {
  return { error: { message, type: typeOf(status), param: param ?? null, code: code ?? null } };
}

export function refuseCall(fault: OpenAiFault): Response {
  const { status } = fault;
  // Clients try again by themselves, where a run would do all its work again, or what a person stopped.
  const headers = { 'x-should-retry': String(status === 429) };
  return Response.json(errorBody(fault), { status, headers });
}

/** @param report is told of bugs, of which a client learns no more than that there was one */
export function faultOf(thrown: unknown, report: (error: unknown) => void): OpenAiFault {
  if (thrown instanceof OpenAiRefusal) {
    return thrown.fault;
  }
  if (thrown instanceof BodyRefusedError) {
    const advice = thrown.status === 413 ? ` ${LARGE_FILES}` : '';
    return { status: thrown.status, message: `${thrown.message}${advice}` };
  }
  const error = refusalOf(thrown, report);
  const code = error.code === 'CONTROLLER_CONTEXT_FULL' ? 'context_length_exceeded' : error.code;
  return { status: statusOf(error), message: error.message, code };
}

/** Of a run that failed, or could not be begun. */
export function statusOf({ code }: AppError): number {
  return STATUS[code] ?? 500;
}

const LARGE_FILES =
  'Large files go to POST /media, and the address that it gives into the message.';

const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  ...withStatus(400, [
    'PLAN_INVALID',
    'INPUT_INVALID',
    'USAGE',
    'FILE_NOT_FOUND',
    'FILE_EMPTY',
    'FILE_UNREADABLE',
    'FILE_MISLABELLED',
    'FILE_UNSUPPORTED',
    'CONTROLLER_CONTEXT_FULL',
    'CONTROLLER_REFUSED',
  ]),
  ...withStatus(404, ['CONVERSATION_NOT_FOUND', 'RUN_NOT_FOUND']),
  ...withStatus(413, ['FILE_TOO_LARGE']),
  // What a service refused us is not the caller's own key or quota: 401 and 429 would say so.
  ...withStatus(502, [
    'NETWORK_FAILED',
    'CONTROLLER_UNREACHABLE',
    'CONTROLLER_KEY_NEEDED',
    'CONTROLLER_FORBIDDEN',
    'CONTROLLER_QUOTA',
    'CONTROLLER_MODEL_UNKNOWN',
    'CONTROLLER_UNINTELLIGIBLE',
  ]),
  ...withStatus(503, ['CONTROLLER_BUSY', 'HOST_BUSY', 'CANCELLED']),
  ...withStatus(504, ['CONTROLLER_STALLED', 'TIMED_OUT']),
  ...withStatus(507, ['DISK_FULL']),
};

function withStatus(
  status: number,
  codes: readonly ErrorCode[],
): Readonly<Partial<Record<ErrorCode, number>>> {
  return Object.fromEntries(codes.map((code) => [code, status]));
}

function typeOf(status: number): string {
  if (status === 429) {
    return 'rate_limit_error';
  }
  return status < 500 ? 'invalid_request_error' : 'server_error';
}
