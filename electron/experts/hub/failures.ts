// What a provider's refusals mean, as the failures that people are told. Nothing that could hold the token
// is passed on.

import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { formatBytes } from '../../library/bytes.ts';
import { reason } from '../../network/fetch.ts';

/** What was asked of whom. */
export interface Asked {
  readonly task: TaskType;
  /** The Hub's id, and what a person calls it. */
  readonly model: string;
  readonly name: string;
  /** A provider, or the host of an own endpoint. */
  readonly provider: string;
  readonly link: string;
  readonly token: string | undefined;
  /** The name of the file that went along. */
  readonly file: string | undefined;
}

export interface Refusal {
  readonly status: number;
  /** As it came. */
  readonly body: string;
  readonly code: string | null;
  /** Bytes that were sent. */
  readonly sent: number;
}

const LONGEST_REASON = 300;

export function refusedBy(asked: Asked, refusal: Refusal): AppError {
  const { task, model, name, provider, link } = asked;
  const { status, code, sent } = refusal;
  const said = reasonIn(refusal.body, asked.token) ?? `it answered ${status}`;
  if (status === 403 && code === 'GatedRepo') {
    return AppError.of('HUB_LICENCE_NEEDED', { model, link });
  }
  if (status === 401 || status === 403) {
    return AppError.of('HUB_TOKEN_NEEDED', { model, link });
  }
  if (status === 402) {
    return failed(asked, `${provider} wants to be paid (402): ${said}`);
  }
  if (status === 404) {
    return AppError.of('MODEL_UNUSABLE', { model: name, why: `${provider} has it not: ${said}` });
  }
  if (status === 413) {
    return tooLarge(asked, sent);
  }
  if (status === 429 || status === 503) {
    const why = `${provider} ${status === 429 ? 'was asked too often' : 'is not ready'}: ${said}`;
    return AppError.of('HOST_BUSY', { model: name, task, why });
  }
  return status >= 500
    ? AppError.of('NETWORK_FAILED', { host: provider, why: `${said} (${status})` })
    : AppError.of('INPUT_INVALID', { task, why: `${provider} refused it: ${said}` });
}

function tooLarge({ task, provider, file }: Asked, sent: number): AppError {
  const actual = formatBytes(sent);
  const limit = `what ${provider} accepts`;
  const advice = 'Make it smaller, or choose another model.';
  return file === undefined
    ? AppError.of('INPUT_INVALID', { task, why: `${actual} are too much for ${provider}` })
    : AppError.of('FILE_TOO_LARGE', { name: file, actual, limit, advice });
}

export function tokenNeeded({ model, link }: Pick<Asked, 'model' | 'link'>): AppError {
  return AppError.of('HUB_TOKEN_NEEDED', { model, link });
}

export function failed({ name, task }: Pick<Asked, 'name' | 'task'>, why: string): AppError {
  return AppError.of('EXPERT_FAILED', { model: name, task, why });
}

/** Whatever the library or the connection threw, as a failure; bugs of ours stay what they are. */
export function failureOf(thrown: unknown, asked: Asked): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error)) {
    return thrown;
  }
  const why = withoutSecrets(reason(thrown), asked.token).slice(0, LONGEST_REASON);
  if (thrown instanceof z.ZodError || thrown instanceof SyntaxError) {
    return failed(asked, `${asked.provider} sent another form than was asked for`);
  }
  switch (thrown.name) {
    case 'ProviderOutputError':
      return failed(asked, `${asked.provider} sent another form than was asked for: ${why}`);
    case 'InputError':
    case 'RoutingError':
      return AppError.of('INPUT_INVALID', { task: asked.task, why });
    case 'ProviderApiError': // errors in the midst of a stream
      return failed(asked, `${asked.provider} broke off: ${why}`);
    default:
      return isLost(thrown) ? AppError.of('NETWORK_FAILED', { host: asked.provider, why }) : thrown;
  }
}

/** Fetch reports a connection that ends within a body as a TypeError with the reason as its cause. */
function isLost(thrown: Error): boolean {
  return (
    thrown instanceof TypeError && (thrown.cause !== undefined || thrown.message === 'terminated')
  );
}

/** A failure that every provider would answer with, so that no other one is asked. */
export function isFinal(thrown: unknown): boolean {
  return (
    !(thrown instanceof AppError) ||
    ['HUB_TOKEN_NEEDED', 'HUB_LICENCE_NEEDED', 'HUB_OFFLINE', 'FILE_UNREADABLE'].includes(
      thrown.code,
    )
  );
}

const TextSchema = z.union([
  z.string(),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.array(z.string()).transform((parts) => parts.join(', ')),
]);
const BodySchema = z.object({
  error: TextSchema.optional().catch(undefined),
  detail: TextSchema.optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  /** Seconds until a cold model is loaded. */
  estimated_time: z.number().nonnegative().optional().catch(undefined),
});

export function readRefusal(body: string): z.infer<typeof BodySchema> {
  try {
    return BodySchema.catch({}).parse(JSON.parse(body));
  } catch {
    return {}; // a page or plain text, of which nothing is shown
  }
}

function reasonIn(body: string, token: string | undefined): string | undefined {
  const { error, detail, message } = readRefusal(body);
  const said = error ?? detail ?? message;
  return said === undefined ? undefined : withoutSecrets(said, token).slice(0, LONGEST_REASON);
}

/** Some services repeat the token that they refuse. */
export function withoutSecrets(text: string, token: string | undefined): string {
  const bare = token === undefined || token === '' ? text : text.replaceAll(token, '[token]');
  return bare.replaceAll(/\bhf_\w{4,}/g, '[token]');
}
