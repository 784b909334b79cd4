// What a provider's refusals mean, as the failures that people are told. Nothing that could hold the token
// is passed on.

import { z } from 'zod';
import { AppError, detail, type ErrorCode, type Said } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { formatBytes } from '../../library/bytes.ts';
import { failureCode } from '../../network/failure-code.ts';
import { reason } from '../../network/fetch.ts';
import { isLoading, reasonIn, withoutSecrets } from './refusal-text.ts';

/** What was asked of whom. */
export interface Asked {
  readonly task: TaskType;
  /** The Hub's id, and what a person calls it. */
  readonly model: string;
  readonly name: string;
  /** A provider, or the host of an own endpoint. */
  readonly provider: string;
  readonly link: string;
  /** Where tokens and payments are looked after. */
  readonly account: string;
  readonly token: string | undefined;
  /** Whether it is shown the token. */
  readonly isSignedIn: boolean;
  /** The name of the file that went along. */
  readonly file: string | undefined;
}

/** A question is sent once, its job may be looked after for a while, and its result may lie elsewhere. */
export type Part = 'question' | 'job' | 'result';

export interface Refusal {
  readonly part: Part;
  readonly status: number;
  /** As it came. */
  readonly body: string;
  readonly code: string | null;
  /** Bytes that were sent. */
  readonly sent: number;
}

type Kind =
  | 'licence'
  | 'token'
  | 'payment'
  | 'unserved'
  | 'large'
  | 'limit'
  | 'cold'
  | 'down'
  | 'input';

/** Services say so under several statuses. */
const UNPAID =
  /(?:not|in)[_ ]?(?:enough|sufficient)[_ ](?:balance|funds|credits?|quota)|exceeded your (?:current|monthly)|(?:monthly|included) credits|exhausted balance|add \S* ?credits|payment (?:is )?required|payment method/i;
const UNSERVED = /not supported by (?:any )?provider|model[^.]{0,200}(?:does not exist|not found)/i;

function kindOf({ part, status, body, code }: Refusal): Kind {
  if (part === 'result') {
    return 'down';
  }
  if (status === 403 && code === 'GatedRepo') {
    return 'licence';
  }
  if (status === 402 || ([400, 403, 429].includes(status) && UNPAID.test(body))) {
    return 'payment';
  }
  if (status === 401 || status === 403) {
    return 'token';
  }
  if (status === 404 || status === 410 || ([400, 422].includes(status) && UNSERVED.test(body))) {
    return part === 'job' ? 'down' : 'unserved';
  }
  if (status === 503 && isLoading(body)) {
    return 'cold';
  }
  if (status === 413 || status === 429) {
    return status === 413 ? 'large' : 'limit';
  }
  return status >= 500 || status === 408 ? 'down' : 'input';
}

export function refusedBy(asked: Asked, refusal: Refusal): AppError {
  const { task, model: id, name: model, provider, link, account, isSignedIn } = asked;
  const { status, part } = refusal;
  const said = reasonIn(refusal.body, asked.token);
  const words = said === undefined ? String(status) : `${said} (${status})`;
  const why = said === undefined ? detail('answered', { status }) : words;
  switch (kindOf(refusal)) {
    case 'licence':
      return AppError.of('HUB_LICENCE_NEEDED', { model: id, link });
    case 'token': {
      const unasked = detail('token-wanted', { status });
      const refused = isSignedIn ? why : unasked;
      return AppError.of('HUB_TOKEN_REFUSED', {
        provider,
        why: refused,
        link: `${account}/tokens`,
      });
    }
    case 'payment':
      return AppError.of('HUB_PAYMENT_NEEDED', {
        ...{ provider, model, why, link: `${account}/billing` },
      });
    case 'unserved':
      return AppError.of('HUB_NOT_SERVED', {
        model,
        task,
        why: detail('provider-lacks', { provider, words }),
      });
    case 'large':
      return tooLarge(asked, refusal.sent);
    case 'limit':
      return AppError.of('HUB_RATE_LIMITED', { provider, model, why });
    case 'cold':
      return AppError.of('HUB_MODEL_COLD', { provider, model, why });
    case 'down':
      return down(asked, part === 'question' ? why : detail(UNHAD[part], { words }));
    case 'input':
      return AppError.of('INPUT_INVALID', { task, why: detail('refused-by', { provider, words }) });
  }
}

const UNHAD = { result: 'result-not-had', job: 'job-not-had' } as const;

function tooLarge({ task, provider, file }: Asked, sent: number): AppError {
  const actual = formatBytes(sent);
  const limit = detail('what-provider-takes', { provider });
  const advice = detail('make-smaller-or-other');
  return file === undefined
    ? AppError.of('INPUT_INVALID', { task, why: detail('too-much-for', { actual, provider }) })
    : AppError.of('FILE_TOO_LARGE', { name: file, actual, limit, advice });
}

export function tokenNeeded({ model, link }: Pick<Asked, 'model' | 'link'>): AppError {
  return AppError.of('HUB_TOKEN_NEEDED', { model, link });
}

export function failed({ name, task }: Pick<Asked, 'name' | 'task'>, why: Said): AppError {
  return AppError.of('EXPERT_FAILED', { model: name, task, why });
}

export function down({ provider }: Pick<Asked, 'provider'>, why: Said): AppError {
  return AppError.of('HUB_PROVIDER_DOWN', { provider, why });
}

/** Whatever the library or the connection threw, as a failure; bugs of ours stay what they are. */
export function failureOf(thrown: unknown, asked: Asked): unknown {
  if (!(thrown instanceof Error)) {
    return thrown;
  }
  const known = appErrorIn(thrown);
  if (known !== undefined && known.code !== 'NETWORK_FAILED') {
    return known;
  }
  const why = withoutSecrets(reason(thrown), asked.token);
  if (isBrokenOff(thrown)) {
    return down(asked, why);
  }
  if (known !== undefined) {
    return known;
  }
  if (thrown instanceof z.ZodError || thrown instanceof SyntaxError) {
    return failed(asked, detail('other-form', { provider: asked.provider }));
  }
  switch (thrown.name) {
    case 'ProviderOutputError':
      return failed(asked, detail('other-form-words', { provider: asked.provider, words: why }));
    case 'InputError':
    case 'RoutingError':
      return AppError.of('INPUT_INVALID', { task: asked.task, why });
    case 'ProviderApiError': // errors in the midst of a stream
      return failed(asked, detail('provider-broke-off', { provider: asked.provider, words: why }));
    default:
      return thrown instanceof TypeError && thrown.cause !== undefined
        ? AppError.of('NETWORK_FAILED', { host: asked.provider, why })
        : thrown;
  }
}

function appErrorIn(thrown: Error): AppError | undefined {
  if (thrown instanceof AppError) {
    return thrown;
  }
  return thrown.cause instanceof Error ? appErrorIn(thrown.cause) : undefined;
}

/** Somebody was there, who went away or was too slow; no connection at all has other codes. */
const BROKEN_OFF =
  /^(?:ECONNRESET|EPIPE|TIMED_OUT|CANCELLED|ABORT_ERR|HPE_|UND_ERR_(?:SOCKET|HEADERS|BODY))/;

/** Fetch reports a connection that ends within a body as a TypeError, now and then without a cause. */
function isBrokenOff(thrown: Error): boolean {
  return (
    BROKEN_OFF.test(failureCode(thrown)) ||
    (thrown instanceof TypeError && thrown.message === 'terminated')
  );
}

/** Failures with which every provider would answer, so that no other one is asked. */
const FINAL: readonly ErrorCode[] = [
  'HUB_TOKEN_NEEDED',
  'HUB_TOKEN_REFUSED',
  'HUB_LICENCE_NEEDED',
  'NETWORK_REFUSED',
  'NETWORK_FAILED', // all are behind the one router
  'FILE_UNREADABLE',
];

export function isFinal({ code }: AppError): boolean {
  return FINAL.includes(code);
}
