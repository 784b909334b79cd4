// Which model a person means by what they typed or pasted: `org/name`, `org/name@revision`, or the address
// of its page on the Hub.

export type ModelAddress =
  | { readonly id: string; readonly revision?: string }
  | { readonly fault: AddressFault };

export type AddressFault = 'empty' | 'shape' | 'address' | 'other';

const NAME = /^[\w.-]+\/[\w.-]+$/;
/** The Hub and its short name. */
const HUB_HOSTS: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);
/** First parts of addresses that lead to something else than a model. */
const OTHER_PLACES: ReadonlySet<string> = new Set(['datasets', 'spaces', 'docs', 'collections']);
/** What stands before a revision in the address of a model's files. */
const FILE_VIEWS: ReadonlySet<string> = new Set(['tree', 'blob', 'resolve', 'commit']);

/** @param endpoint the address of a Hub of one's own, without a slash at its end */
export function parseModelAddress(typed: string, endpoint?: string): ModelAddress {
  const text = typed.trim();
  if (text === '') {
    return { fault: 'empty' };
  }
  if (endpoint !== undefined && text.startsWith(`${endpoint}/`)) {
    return parsePath(text.slice(endpoint.length).replace(/[?#].*$/, ''));
  }
  const url = asUrl(text);
  if (url === undefined) {
    return parseName(text);
  }
  return HUB_HOSTS.has(url.hostname) ? parsePath(url.pathname) : { fault: 'address' };
}

/** An address also without its protocol, as a browser's address line shows it. */
function asUrl(text: string): URL | undefined {
  const [first = ''] = text.split('/');
  const isBare = HUB_HOSTS.has(first.toLowerCase());
  return /^https?:/i.test(text) || isBare
    ? (URL.parse(isBare ? `https://${text}` : text) ?? undefined)
    : undefined;
}

function parseName(text: string): ModelAddress {
  const at = text.indexOf('@');
  const id = at === -1 ? text : text.slice(0, at);
  const revision = at === -1 ? '' : text.slice(at + 1);
  if (!isName(id) || (at !== -1 && !/^[^\s@]+$/.test(revision))) {
    return { fault: 'shape' };
  }
  return { id, ...(revision !== '' && { revision }) };
}

function parsePath(path: string): ModelAddress {
  const [owner = '', name = '', view = '', revision = ''] = path.slice(1).split('/');
  if (OTHER_PLACES.has(owner)) {
    return { fault: 'other' };
  }
  const id = `${owner}/${name}`;
  if (!isName(id)) {
    return { fault: 'shape' };
  }
  const pinned = FILE_VIEWS.has(view) ? decoded(revision) : '';
  return pinned === undefined
    ? { fault: 'shape' }
    : { id, ...(pinned !== '' && { revision: pinned }) };
}

/** Parts of dots alone would lead elsewhere. */
function isName(id: string): boolean {
  return NAME.test(id) && !id.split('/').some((part) => /^\.+$/.test(part));
}

/** Undefined where what stands in the address can't be read. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
