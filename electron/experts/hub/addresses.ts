// Where hosted inference asks, and who of them is shown the token.

import { detail } from '../../../shared/errors.ts';
import { INFERENCE_ROUTER } from '../../library/hub-settings.ts';
import { type Asked, failed } from './failures.ts';

const HUB = 'https://huggingface.co';
/** The library puts it into its headers; the real token is put in here, and only for the right hosts. */
export const PLACEHOLDER = 'hf_placeholder';

/** Where the Hub and its router are, without a slash at the end. */
export interface Addresses {
  readonly router: string;
  readonly hub: string;
}

export function addressesOf(options: {
  readonly endpoint?: string | undefined;
  readonly hubEndpoint?: string | undefined;
}): Addresses {
  const bare = (address: string) => address.replace(/\/+$/, '');
  const { endpoint, hubEndpoint } = options;
  return { router: bare(endpoint ?? INFERENCE_ROUTER), hub: bare(hubEndpoint ?? endpoint ?? HUB) };
}

/** Whether the library asks the Hub who serves a model, which is known already. */
export function isAboutModel({ href }: URL): boolean {
  return href.startsWith(`${HUB}/api/models/`);
}

/** What the library asks of the router's and the Hub's own names goes where these are here. */
export function moved(url: URL, { router, hub }: Addresses): URL {
  const to = url.origin === INFERENCE_ROUTER ? router : url.origin === HUB ? hub : undefined;
  return to === undefined ? url : new URL(`${to}${url.pathname}${url.search}`);
}

export function checked(url: URL, asked: Asked): URL {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw failed(
      asked,
      detail('odd-address', { provider: asked.provider, protocol: url.protocol }),
    );
  }
  return url;
}

/** With the token where it may be, and without what the library put in its place elsewhere. */
export function signed(
  given: RequestInit['headers'],
  url: URL,
  { token, addresses }: { token: string | undefined; addresses: Addresses },
): Headers {
  const headers = new Headers(given);
  headers.delete('authorization');
  if (token !== undefined && mayKnow(url, addresses)) {
    headers.set('authorization', `Bearer ${token}`);
  }
  return headers;
}

/** The router, the Hub, and endpoints that the Hub runs for the person; no provider and no storage. */
export function mayKnow(url: URL, { router, hub }: Addresses): boolean {
  return (
    [router, hub].some((address) => new URL(address).origin === url.origin) ||
    (url.protocol === 'https:' && url.hostname.endsWith('.endpoints.huggingface.cloud'))
  );
}
