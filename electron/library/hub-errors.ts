// What the Hub's refusals mean. The Hub says more in X-Error-Code than in the status.

import { AppError, detail, type ErrorDetail, type Said } from '../../shared/errors.ts';
import { retryAfter, Transient } from './retry.ts';

export interface Asked {
  readonly model: string;
  /** What was asked for: `revision x of org/name`. */
  readonly what: string;
  /** The model's page. */
  readonly link: string;
  readonly hasToken: boolean;
  /** The answer came from the storage that the Hub sent us to. */
  readonly isStorage: boolean;
}

/** The failure that an answer stands for; to be thrown. */
export function hubError(response: Response, asked: Asked): AppError | Transient {
  const { model, what, link, hasToken } = asked;
  const status = response.status;
  const code = response.headers.get('x-error-code');
  if (isPassing(status) || (asked.isStorage && status === 403)) {
    const after = retryAfter(response.headers.get('retry-after'), Date.now());
    return new Transient(unexpected(response), after);
  }
  if (code === 'GatedRepo') {
    return hasToken && status === 403
      ? AppError.of('HUB_LICENCE_NEEDED', { model, link })
      : AppError.of('HUB_TOKEN_NEEDED', { model, link });
  }
  if (status === 404 || (status === 401 && code === 'RepoNotFound' && hasToken)) {
    return AppError.of('HUB_NOT_FOUND', { what: code === 'RepoNotFound' ? model : what, link });
  }
  if (status === 401 || status === 403) {
    return AppError.of('HUB_TOKEN_NEEDED', { model, link });
  }
  return unexpected(response);
}

/** Too many requests, too slow, or a fault of the server. A signed address that ran out is asked anew. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function unexpected(response: Response): AppError {
  const host = response.url === '' ? detail('the-hub') : new URL(response.url).host;
  return AppError.of('NETWORK_FAILED', {
    host,
    why: detail('answered', { status: response.status }),
  });
}

/** What may keep the Hub from being asked. */
export interface Forbidding {
  readonly offlineVariable: string | undefined;
  /** Why it must not be asked now, or nothing where it may. */
  readonly refusal: () => ErrorDetail | undefined;
}

/** Why something can't be fetched now, where that is so. The environment comes first: no setting helps there. */
export function forbidden(
  { offlineVariable, refusal }: Forbidding,
  what: Said,
): AppError | undefined {
  if (offlineVariable !== undefined) {
    return AppError.of('HUB_VARIABLE_SET', { what, variable: offlineVariable });
  }
  const why = refusal();
  return why === undefined ? undefined : AppError.of('HUB_OFFLINE', { what, why });
}

/** An answer that is none, such as the page for people of a network that wants a sign-in first. */
export function unintelligible(endpoint: string, cause?: unknown): AppError {
  const why = detail('not-as-documented');
  return AppError.of('NETWORK_FAILED', { host: new URL(endpoint).host, why }, cause);
}

export interface SearchAsked {
  readonly endpoint: string;
  /** What was asked for, of the Hub. */
  readonly what: Said;
  readonly hasToken: boolean;
}

/** The failure that an answer to a search stands for; to be thrown. Who searches does not want to wait long. */
export function searchError(response: Response, asked: SearchAsked): AppError | Transient {
  const { status, headers } = response;
  const { endpoint, what: model, hasToken } = asked;
  const why = detail('answered', { status });
  if (status === 429) {
    const seconds = secondsLeft(headers);
    const quiet = seconds === undefined ? why : detail('answered-asks-quiet', { status, seconds });
    return AppError.of('HUB_RATE_LIMITED', { provider: detail('the-hub'), model, why: quiet });
  }
  if (status === 401 || status === 403) {
    const link = `${endpoint}/settings/tokens`;
    return hasToken
      ? AppError.of('HUB_TOKEN_REFUSED', { provider: detail('the-hub'), why, link })
      : AppError.of('HUB_TOKEN_NEEDED', { model, link });
  }
  const failure = AppError.of('NETWORK_FAILED', { host: new URL(endpoint).host, why });
  const after = retryAfter(headers.get('retry-after'), Date.now());
  return isPassing(status) ? new Transient(failure, after) : failure;
}

/** `RateLimit: "api";r=0;t=55` as the Hub writes it, else Retry-After. */
function secondsLeft(headers: Headers): number | undefined {
  const left = /;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  const milliseconds = retryAfter(headers.get('retry-after'), Date.now());
  return left === undefined ? Math.ceil(milliseconds / 1000) || undefined : Number(left);
}
