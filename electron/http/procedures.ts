// The contract, ready to be answered: what is expected to fail crosses as its REFUSED.

import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract.ts';
import { AppError, toErrorReport } from '../../shared/errors.ts';

export const procedures = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw error instanceof AppError ? refusal(error) : error;
  }
});

/** The signal of a caller who can't leave. */
export const NEVER = new AbortController().signal;

/** The contract's REFUSED. Streams throw it themselves: they fail after their procedure has answered. */
export function refusal(error: AppError): ORPCError<'REFUSED', ReturnType<typeof toErrorReport>> {
  const data = toErrorReport(error);
  return new ORPCError('REFUSED', { status: 422, message: data.message, data, cause: error });
}
