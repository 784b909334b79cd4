// What a file is refused for that did not arrive as it should.

import { AppError, detail } from '../../shared/errors.ts';
import type { BodyRefusedError } from './body.ts';

/** @param limit bytes that are taken */
export function bodyRefusal({ status }: BodyRefusedError, name: string, limit: number): AppError {
  const megabytes = `${(limit / 1024 ** 2).toFixed(0)} MB`;
  return status === 413
    ? AppError.of('FILE_TOO_LARGE', {
        name,
        actual: detail('more-than', { size: megabytes }),
        limit: megabytes,
        advice: detail('choose-smaller-or-raise-bytes'),
      })
    : AppError.of('FILE_UNREADABLE', { name, why: detail('stopped-arriving') });
}
