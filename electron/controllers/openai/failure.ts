// Whatever a question to a connection can end with, as an error that says what to do about it, and whether
// trying again may help. No cause is kept: bodies and headers of a refusal may hold the key.

import { APIConnectionError, APIError } from 'openai';
import { AppError, detail, type Said } from '../../../shared/errors.ts';
import { reason } from '../../network/fetch.ts';
import { type Fault, type Meaning, meaningOf, readFault, ServerRefusal } from './fault.ts';
import { presentable } from './redact.ts';
import type { Addressed } from './wire.ts';

export interface Failure {
  readonly error: unknown;
  /** The same question may be answered in a moment. */
  readonly mayPass: boolean;
  /** What the server says of when to try again. */
  readonly headers?: Headers;
}

/** A stream that ended before its answer did. */
export class BrokenStream extends Error {
  override readonly name = 'BrokenStream';
}

export interface FailureContext {
  readonly reached: Addressed;
  readonly model: string;
}

/** What is no expected failure is given back as it is. */
export function failureOf(thrown: unknown, context: FailureContext): Failure {
  const controller = context.reached.name;
  const refusal = refusalIn(thrown);
  if (refusal !== undefined) {
    const fault = readFault(refusal);
    const meaning = meaningOf(fault);
    const error = errorOf(meaning, fault, context);
    return { error, mayPass: meaning === 'busy', headers: refusal.headers };
  }
  if (thrown instanceof BrokenStream) {
    const why = thrown.message;
    return { error: AppError.of('CONTROLLER_BUSY', { controller, why }), mayPass: true };
  }
  if (thrown instanceof SyntaxError) {
    const why = detail('sent-no-json');
    return unintelligible(controller, why);
  }
  return connectionFailure(thrown, context);
}

function unintelligible(controller: string, why: Said): Failure {
  return { error: AppError.of('CONTROLLER_UNINTELLIGIBLE', { controller, why }), mayPass: false };
}

/** The package wraps what fetch throws; errors inside a stream are of the package's own making. */
function refusalIn(thrown: unknown): ServerRefusal | undefined {
  if (thrown instanceof ServerRefusal) {
    return thrown;
  }
  if (thrown instanceof APIConnectionError) {
    return thrown.cause instanceof ServerRefusal ? thrown.cause : undefined;
  }
  if (thrown instanceof APIError && thrown.error !== undefined) {
    const status = Number(thrown.code);
    return new ServerRefusal({
      status: status >= 400 && status < 600 ? status : statusOf(thrown),
      headers: new Headers(),
      body: JSON.stringify({ error: thrown.error }),
    });
  }
  return undefined;
}

/** An error that comes inside a stream has no status; its words have to say what it is. */
const statusOf = ({ type, code }: APIError) =>
  /rate_limit|insufficient_quota/u.test(`${type} ${code}`)
    ? 429
    : /invalid_request|context_length|content_filter/u.test(`${type} ${code}`)
      ? 400
      : 500;

function errorOf(meaning: Meaning, fault: Fault, { reached, model }: FailureContext): AppError {
  const { name: controller, key, keyVariable: variable } = reached;
  const said = presentable(fault.message, key);
  const why = said === '' ? detail('answered', { status: fault.status }) : said;
  switch (meaning) {
    case 'key': {
      const source = key === undefined ? detail('no-key-set') : detail('key-from', { variable });
      return AppError.of('CONTROLLER_KEY_NEEDED', { controller, source, why, variable });
    }
    case 'forbidden':
      return AppError.of('CONTROLLER_FORBIDDEN', { controller, why });
    case 'quota':
      return AppError.of('CONTROLLER_QUOTA', { controller, why });
    case 'model':
      return AppError.of('CONTROLLER_MODEL_UNKNOWN', { controller, model, why });
    case 'address':
      return AppError.of('CONTROLLER_UNINTELLIGIBLE', {
        controller,
        why: detail('address-said', {
          address: reached.baseUrl,
          status: fault.status,
          words: said,
        }),
      });
    case 'context':
      return AppError.of('CONTROLLER_CONTEXT_FULL', { controller, why });
    case 'refused':
      return AppError.of('CONTROLLER_REFUSED', { controller, why });
    case 'busy':
    case 'broken':
      return AppError.of('CONTROLLER_BUSY', { controller, why });
  }
}

const LOST = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'];

function connectionFailure(thrown: unknown, { reached }: FailureContext): Failure {
  const controller = reached.name;
  const causes = causesOf(thrown);
  const known = causes.find((cause) => cause instanceof AppError);
  if (known?.code === 'NETWORK_REFUSED') {
    const why = known.details.why ?? known.data.why ?? '';
    return { error: AppError.of('CONTROLLER_NOT_ALLOWED', { controller, why }), mayPass: false };
  }
  if (known !== undefined && known.code !== 'NETWORK_FAILED') {
    return { error: known, mayPass: false };
  }
  const isNetwork =
    known !== undefined ||
    thrown instanceof APIConnectionError ||
    causes.some((cause) => cause instanceof TypeError && cause.message === 'terminated');
  if (!isNetwork) {
    return { error: thrown, mayPass: false };
  }
  const why = presentable(reason(thrown), reached.key);
  const address = reached.baseUrl;
  return {
    error: AppError.of('CONTROLLER_UNREACHABLE', { controller, address, why }),
    mayPass: causes.some((cause) => LOST.includes(codeOf(cause))),
  };
}

function causesOf(thrown: unknown): readonly Error[] {
  return thrown instanceof Error ? [thrown, ...causesOf(thrown.cause)] : [];
}

const codeOf = (error: Error) =>
  'code' in error && typeof error.code === 'string' ? error.code : '';
