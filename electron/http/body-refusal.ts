// What a file is refused for that did not arrive as it should.

import { AppError } from '../../shared/errors.ts';
import type { BodyRefusedError } from './body.ts';

/** @param limit bytes that are taken */
export function bodyRefusal({ status }: BodyRefusedError, name: string, limit: number): AppError {
  const megabytes = `${(limit / 1024 ** 2).toFixed(0)} MB`;
  return status === 413
    ? AppError.of('FILE_TOO_LARGE', {
        name,
        actual: `more than ${megabytes}`,
        limit: megabytes,
        advice: 'Choose a smaller one, or raise maxFileBytes in the settings.',
      })
    : AppError.of('FILE_UNREADABLE', { name, why: 'it stopped arriving' });
}
