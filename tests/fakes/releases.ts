// A place on this machine where packages of newer versions are published: the files as electron-builder writes
// them, over HTTP, with the faults that a test asks for.

import { createHash, randomBytes } from 'node:crypto';
import { type Fault, listen, refuseWith, type Seen, sendFile } from './hub.ts';

export interface FakeReleasesOptions {
  readonly version?: string;
  /** The list, as text; by default that of the version. */
  readonly list?: (lines: string) => string;
  /** It begins, and nothing comes any more. */
  readonly hasEndlessList?: boolean;
  /** Of the package, asked at each request. */
  readonly content?: () => Buffer;
  /** Asked at each request; the first that it names happens. */
  readonly fault?: (seen: Seen) => Fault | undefined;
}

export interface FakeReleases {
  /** Of the folder. */
  readonly address: string;
  readonly seen: readonly Seen[];
  /** Bytes of packages that went out. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

/** Random, so that nothing of it is smaller than it looks. */
export const PACKAGE = randomBytes(600_000);

const LISTS = ['latest-linux.yml', 'latest-linux-arm64.yml', 'latest.yml', 'latest-mac.yml'];

/** As electron-builder 26 writes it, with a package of each kind. */
export function listOf(version: string): string {
  const sha512 = createHash('sha512').update(PACKAGE).digest('base64');
  const files = ['AppImage', 'deb', 'exe', 'dmg', 'arm64.AppImage'].flatMap((ending) => [
    `  - url: Ensemble-${version}.${ending}`,
    `    sha512: ${sha512}`,
    `    size: ${PACKAGE.length}`,
  ]);
  return [
    `version: ${version}`,
    'files:',
    ...files,
    `path: Ensemble-${version}.AppImage`,
    `sha512: ${sha512}`,
    'releaseNotes: |',
    '  <p>Two things are <b>better</b>.</p>',
    "releaseDate: '2026-11-20T10:00:00.000Z'",
    '',
  ].join('\n');
}

export async function startReleases(options: FakeReleasesOptions = {}): Promise<FakeReleases> {
  const { version = '99.0.0', list = (lines) => lines, content = () => PACKAGE } = options;
  const { fault, hasEndlessList } = options;
  const seen: Seen[] = [];
  let sent = 0;
  const count = (bytes: number) => {
    sent += bytes;
  };
  const server = await listen((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const { authorization, range } = headers;
    const one: Seen = { host: 'storage', method, path, authorization, range };
    seen.push(one);
    const wrong = fault?.(one);
    if (wrong?.kind === 'status') {
      refuseWith(wrong, response);
    } else if (LISTS.some((name) => path === `/releases/${name}`)) {
      response.writeHead(200, { 'content-type': 'text/yaml' });
      response.write(list(listOf(version)));
      if (hasEndlessList !== true) {
        response.end();
      }
    } else if (path.startsWith(`/releases/Ensemble-${version}.`)) {
      const file = { path, content: content(), isLarge: true };
      sendFile({ file, etag: '"package"', seen: one, fault: wrong, count }, response);
    } else {
      response.writeHead(404).end();
    }
  });
  return {
    address: `${server.address}/releases`,
    seen,
    sent: () => sent,
    close: server.close,
  };
}
