// What a mode lets out of this machine.

import type { Mode } from '../../shared/settings.ts';
import { isLoopbackUrl } from './loopback.ts';

export const ONLY_LOOPBACK = 'nothing leaves this machine in local mode (hybrid mode allows it)';

/** Why an address must not be asked in this mode, or nothing where it may. */
export function refusalIn(mode: Mode): (url: URL) => string | undefined {
  return (url) => (isLoopbackUrl(url) || mode !== 'local' ? undefined : ONLY_LOOPBACK);
}
