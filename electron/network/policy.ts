// What a mode lets out of this machine: in local mode loopback alone; else the hosts that were configured for
// a purpose, and those that they send us to. Addresses from requests have rules of their own.

import type { Purpose } from '../../shared/connections.ts';
import { detail, type ErrorDetail } from '../../shared/errors.ts';
import type { Mode } from '../../shared/settings.ts';
import { isLoopbackUrl } from './loopback.ts';
import { addressRefusal } from './public-address.ts';

export const ONLY_LOOPBACK = detail('only-loopback');

/** Why an address must not be asked in this mode, or nothing where it may. */
export function refusalIn(mode: Mode): (url: URL) => ErrorDetail | undefined {
  return (url) => (isLoopbackUrl(url) || mode !== 'local' ? undefined : ONLY_LOOPBACK);
}

export interface PolicyOptions {
  readonly mode: Mode;
  /** Addresses whose hosts the person or the program's own parts named for a purpose, as they are now. */
  readonly configured: (purpose: Purpose) => readonly string[];
}

export interface Policy {
  /** Why an address must not be asked for this purpose, or nothing where it may. */
  readonly refusal: (purpose: Purpose, url: URL) => ErrorDetail | undefined;
  /** A host that was asked for this purpose sends us to another. */
  readonly redirected: (purpose: Purpose, from: URL, to: URL) => void;
}

/** What is asked of a language model is for its host and for no other that it names. */
const FOLLOWED: ReadonlySet<Purpose> = new Set<Purpose>(['hub', 'expert', 'cuda', 'update']);

export function createPolicy({ mode, configured }: PolicyOptions): Policy {
  const inMode = refusalIn(mode);
  const learned = new Set<string>();
  const keyOf = (purpose: Purpose, { origin }: URL) => `${purpose} ${origin}`;
  return {
    refusal: (purpose, url) => {
      const refused = inMode(url);
      if (refused !== undefined || isLoopbackUrl(url) || learned.has(keyOf(purpose, url))) {
        return refused;
      }
      const origins = configured(purpose).map((address) => URL.parse(address)?.origin);
      if (origins.includes(url.origin)) {
        return undefined;
      }
      return url.protocol === 'http:'
        ? detail('plain-http')
        : detail('host-not-configured', { host: url.host });
    },
    redirected: (purpose, from, to) => {
      // One that may reach a network of ours must have been named by us.
      const isOpen = to.protocol === 'https:' && addressRefusal(to) === undefined;
      if (isOpen && from.origin !== to.origin && FOLLOWED.has(purpose)) {
        learned.add(keyOf(purpose, to));
      }
    },
  };
}
