// The engine, typed by the contract. Addresses are relative to the page, so that every host serves it.

import { createORPCClient, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import type { contract } from '../../shared/contract.ts';
import {
  AppError,
  type ErrorReport,
  ErrorReportSchema,
  toErrorReport,
} from '../../shared/errors.ts';

export type EngineClient = ContractRouterClient<typeof contract>;

export const engine: EngineClient = createORPCClient(
  new RPCLink({ url: () => new URL('/rpc', location.href) }),
);

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ErrorReport };

/** What a call gave back, or why it was refused, in words for a person. */
export async function answerOf<Value>(call: Promise<Value>): Promise<Answer<Value>> {
  const { error, data, isSuccess } = await safe(call);
  return isSuccess ? { ok: true, value: data } : { ok: false, error: toReport(error) };
}

/** Why a call was refused, where what it gives back does not matter. */
export async function errorOf(call: Promise<unknown>): Promise<ErrorReport | undefined> {
  const answer = await answerOf(call);
  return answer.ok ? undefined : answer.error;
}

function toReport(error: unknown): ErrorReport {
  const refusal = RefusalSchema.safeParse(error);
  if (refusal.success) {
    return refusal.data.data;
  }
  if (UnauthorisedSchema.safeParse(error).success) {
    return toErrorReport(AppError.of('UNAUTHORISED', {}));
  }
  // What a browser says of it is in its own language.
  return toErrorReport(
    error instanceof TypeError ? AppError.of('ENGINE_SILENT', {}, error) : error,
  );
}

/** The server host's guard answers before any procedure does. */
const UnauthorisedSchema = z.object({ status: z.literal(401) });
const RefusalSchema = z.object({ code: z.literal('REFUSED'), data: ErrorReportSchema });
