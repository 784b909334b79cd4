// What a server's refusal means. Servers agree on the statuses and hardly on the bodies, so the words count
// where the code says nothing.

import { z } from 'zod';
import { jsonOrNothing } from '../../../shared/json-or-nothing.ts';

/** A refusal as it arrived: kept by this process alone, since it may repeat a key. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;

  constructor({ status, headers, body }: Pick<ServerRefusal, 'status' | 'headers' | 'body'>) {
    super(`The server refused with status ${status}`);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

export interface Fault {
  readonly status: number;
  /** What it says of itself, as it came. */
  readonly message: string;
  readonly code: string;
  readonly param: string;
  /** All of the body in lower case, for words that stand elsewhere. */
  readonly words: string;
}

const TextSchema = z.union([z.string(), z.number().transform(String)]).catch('');
const DetailsSchema = z.looseObject({
  message: TextSchema,
  code: TextSchema,
  type: TextSchema,
  param: TextSchema,
  innererror: z.looseObject({ code: TextSchema }).optional().catch(undefined),
});
/** OpenAI's envelope, a plain text under `error` or `detail`, or the details without an envelope. */
const BodySchema = z.looseObject({
  error: z.union([z.string(), DetailsSchema]).optional().catch(undefined),
  detail: z.unknown().optional(),
  message: TextSchema,
});

export function readFault({ status, body }: Pick<ServerRefusal, 'status' | 'body'>): Fault {
  const words = body.toLowerCase();
  const parsed = BodySchema.safeParse(jsonOrNothing(body));
  if (!parsed.success) {
    const message = /^\s*</u.test(body) ? 'it sent a web page' : body;
    return { status, message, code: '', param: '', words };
  }
  const { error, detail, message } = parsed.data;
  const details = DetailsSchema.parse(typeof error === 'object' ? error : parsed.data);
  const said =
    (typeof error === 'string' ? error : details.message) || message || textOfDetail(detail);
  const code = [details.code, details.type, details.innererror?.code ?? ''].join(' ').toLowerCase();
  return { status, message: said, code, param: details.param, words };
}

const textOfDetail = (detail: unknown) =>
  detail === undefined ? '' : typeof detail === 'string' ? detail : JSON.stringify(detail);

export type Meaning =
  | 'key'
  | 'forbidden'
  | 'quota'
  | 'model'
  | 'address'
  | 'context'
  | 'refused'
  /** It may pass. */
  | 'busy'
  | 'broken';

const CONTEXT =
  /context_length_exceeded|exceed_context_size|maximum context length|context (?:window|length|size)|prompt is too long|reduce the length|too many tokens|string_above_max_length/u;
const QUOTA =
  /insufficient_quota|billing_(?:hard_limit|not_active)|exceeded your (?:current|monthly)|payment required/u;
const CONTENT = /content_filter|content_policy|content management policy|responsibleai/u;
const NO_MODEL = /model_not_found|deploymentnotfound|model_not_supported|invalid_model/u;
const WRONG_MODEL = /invalid model|\bmodel\b.{0,80}(?:not found|does not exist|not supported by)/u;
const NAMES_MODEL = /\b(?:model|deployment)\b/u;
const KEY = /invalid_api_key|api[ _]key/u;
const PASSING = [408, 409, 429, 500, 502, 503, 504];

export function meaningOf(fault: Fault): Meaning {
  const { status, code, words } = fault;
  if (status === 429 || status === 402) {
    return status === 402 || QUOTA.test(`${code} ${words}`) ? 'quota' : 'busy';
  }
  if (status === 401 || status === 403) {
    return status === 401 ? 'key' : QUOTA.test(code) ? 'quota' : 'forbidden';
  }
  if (status === 413 || isContextFull(fault)) {
    return 'context';
  }
  if (PASSING.includes(status)) {
    return 'busy';
  }
  if (status === 404) {
    return NO_MODEL.test(code) || NAMES_MODEL.test(fault.message.toLowerCase())
      ? 'model'
      : 'address';
  }
  if (status < 400 || status === 405) {
    return 'address';
  }
  return status < 500 ? meaningOfWrong(fault) : 'broken';
}

/** Of 400, 422 and their like. */
function meaningOfWrong({ code, words }: Fault): Meaning {
  if (CONTENT.test(`${code} ${words}`)) {
    return 'refused';
  }
  if (NO_MODEL.test(code) || WRONG_MODEL.test(words)) {
    return 'model';
  }
  return KEY.test(`${code} ${words}`) ? 'key' : 'refused';
}

/** Some servers say so with 500. */
export function isContextFull({ status, code, words }: Fault): boolean {
  return (status === 400 || status === 422 || status === 500) && CONTEXT.test(`${code} ${words}`);
}
