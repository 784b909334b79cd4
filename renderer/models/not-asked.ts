// Which errors say that the Hub was not asked at all, by the mode or by a variable of the environment.

import type { ErrorReport } from '../../shared/errors.ts';

export function isNotAsked({ code }: ErrorReport): boolean {
  return code === 'HUB_OFFLINE' || code === 'HUB_VARIABLE_SET';
}
