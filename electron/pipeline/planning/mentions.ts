// File names and web addresses that stand in a request: "read invoice.png for me". Pure; whether there is
// such a file is for the host to find out.

import { claimedKind, KNOWN_EXTENSIONS, type ResourceKind } from '../../../shared/media.ts';
import type { KnownFile } from '../../../shared/plan.ts';
import { toldKind } from './told-kind.ts';

const EXTENSION = `\\.(?:${KNOWN_EXTENSIONS.join('|')})(?![\\w.]*\\w)`;
/** A quoted name, which may hold spaces, or a bare one, which holds neither spaces nor Han characters. */
const NAME = new RegExp(
  `["'\`“‘「]([^"'\`“”‘’「」\\n]{1,200}?${EXTENSION})["'\`”’」]|((?:[A-Za-z]:)?[\\w./\\\\~@%+-]{1,200}?${EXTENSION})`,
  'giu',
);

/** Characters in which names are looked for, so that hostile text takes bounded time. */
const SEARCHED = 200_000;

/** The files that a request names, each once, in order, with the kinds that their names claim. */
export function mentionedFiles(request: string): readonly KnownFile[] {
  const names = new Set<string>();
  for (const match of request.slice(0, SEARCHED).matchAll(NAME)) {
    const name = match[1] ?? match[2];
    if (name !== undefined && !/^\w+:\/\//.test(name) && !isInsideUrl(request, match.index)) {
      names.add(name);
    }
  }
  return [...names].flatMap((name) => {
    const kind = claimedKind(name);
    return kind === undefined ? [] : [{ name, kind }];
  });
}

/** Web addresses, each up to a space, a bracket, a quotation mark or a Chinese stop. */
const ADDRESS = /https?:\/\/[^\s<>()"'`“”‘’「」（），。；！？]{1,2000}/giu;

/**
 * The web addresses that a request names, each once, with the kinds that the ends of their paths claim; those
 * that claim none are there where the request itself says what is at them.
 */
export function mentionedAddresses(request: string): readonly KnownFile[] {
  const kinds = new Map<string, ResourceKind>();
  for (const { 0: found, index } of request.slice(0, SEARCHED).matchAll(ADDRESS)) {
    const name = found.replace(/[.,;:!?]+$/, '');
    const claimed = URL.canParse(name) ? claimedKind(new URL(name).pathname) : undefined;
    const kind = claimed ?? toldKind(request.slice(0, index), request.slice(index + name.length));
    if (kind !== undefined && URL.canParse(name) && !kinds.has(name)) {
      kinds.set(name, kind);
    }
  }
  return [...kinds].map(([name, kind]) => ({ name, kind }));
}

function isInsideUrl(text: string, index: number): boolean {
  const word = text.slice(0, index).match(/\S*$/)?.[0] ?? '';
  return /https?:\/\/\S*$/i.test(word);
}
