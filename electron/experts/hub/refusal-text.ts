// What can be read out of the body of a refusal: the reason, and how long a cold model takes. Of pages and
// plain texts nothing is shown, and never a token.

import { z } from 'zod';
import { jsonOrNothing } from '../../../shared/json-or-nothing.ts';

const LONGEST_REASON = 300;

/** A sentence, or an object or a list that holds some. */
export const SaidSchema = z.union([
  z.string(),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.array(z.string()).transform((parts) => parts.join(', ')),
  z
    .array(z.object({ msg: z.string() }))
    .transform((parts) => parts.map(({ msg }) => msg).join(', ')),
]);
const BodySchema = z.object({
  error: SaidSchema.optional().catch(undefined),
  detail: SaidSchema.optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  /** Seconds until a cold model is loaded. */
  estimated_time: z.number().nonnegative().optional().catch(undefined),
});

function read(body: string): z.infer<typeof BodySchema> {
  return BodySchema.catch({}).parse(jsonOrNothing(body));
}

export function reasonIn(body: string, token: string | undefined): string | undefined {
  const { error, detail, message } = read(body);
  const said = error ?? detail ?? message;
  return said === undefined ? undefined : withoutSecrets(said, token);
}

/** Milliseconds until a cold model is loaded, where that is said. */
export function loadingTime(body: string): number | undefined {
  const { estimated_time: seconds } = read(body);
  return seconds === undefined ? undefined : seconds * 1000;
}

export function isLoading(body: string): boolean {
  return loadingTime(body) !== undefined || /\bloading\b/i.test(reasonIn(body, undefined) ?? '');
}

/** Some services repeat the token that they refuse. */
export function withoutSecrets(text: string, token: string | undefined): string {
  const bare = token === undefined || token === '' ? text : text.replaceAll(token, '[token]');
  return bare.replaceAll(/\bhf_\w{4,}/g, '[token]').slice(0, LONGEST_REASON);
}
