// A NuGet feed on this machine: speaks version 3 of its protocol over HTTP, with the faults that a test
// asks for; and a package onnxruntime-node whose table names that feed.

import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CudaPlace, cudaPlace } from '../../electron/runner/cuda-place.ts';
import type { Mode } from '../../shared/settings.ts';
import { type Fault, json, listen, refuseWith, type Seen, sendFile } from './hub.ts';
import { type ZippedFile, zipOf } from './zip.ts';

export interface FakeFeedOptions {
  readonly version?: string;
  /** The bytes of the package, asked at each request. */
  readonly content?: () => Buffer;
  /** Asked at each request; the first that it names happens. */
  readonly fault?: (seen: Seen) => Fault | undefined;
}

export interface FakeFeed {
  /** The service index. */
  readonly index: string;
  readonly seen: readonly Seen[];
  /** Bytes of packages that went out. */
  readonly sent: () => number;
  readonly close: () => Promise<void>;
}

const NATIVE = 'runtimes/linux-x64/native';
export const CUDA_LIBRARY = 'libonnxruntime_providers_cuda.so';
export const SHARED_LIBRARY = 'libonnxruntime_providers_shared.so';
/** Random, so that nothing of it is smaller than it looks. */
export const CUDA_BYTES = randomBytes(700_000);
const SHARED_BYTES = Buffer.from('shared '.repeat(2000));

const PACKED: readonly ZippedFile[] = [
  { path: 'Fake.Gpu.nuspec', content: Buffer.from('<package/>') },
  { path: `${NATIVE}/${CUDA_LIBRARY}`, content: CUDA_BYTES, isStored: true },
  { path: `${NATIVE}/${SHARED_LIBRARY}`, content: SHARED_BYTES },
];
export const CUDA_PACKAGE = zipOf(PACKED);

export async function startFeed(options: FakeFeedOptions = {}): Promise<FakeFeed> {
  const { version = '1.0.0', content = () => CUDA_PACKAGE, fault } = options;
  const seen: Seen[] = [];
  let sent = 0;
  const count = (bytes: number) => {
    sent += bytes;
  };
  const feed = await listen((request, response) => {
    const { method = '', url: path = '', headers } = request;
    const { authorization, range } = headers;
    const one: Seen = { host: 'storage', method, path, authorization, range };
    seen.push(one);
    const wrong = fault?.(one);
    const base = `http://${headers.host}/flat`; // without the slash at its end, as some feeds have it
    if (wrong?.kind === 'status') {
      refuseWith(wrong, response);
    } else if (path === '/v3/index.json') {
      json(response, { version: '3.0.0', resources: resourcesAt(base) });
    } else if (path === '/flat/fake.gpu/index.json') {
      json(response, { versions: ['0.9.0', version] });
    } else if (path === `/flat/fake.gpu/${version}/fake.gpu.${version}.nupkg`) {
      const file = { path, content: content(), isLarge: true };
      sendFile({ file, etag: '"package"', seen: one, fault: wrong, count }, response);
    } else {
      response.writeHead(404).end();
    }
  });
  return { index: `${feed.address}/v3/index.json`, seen, sent: () => sent, close: feed.close };
}

function resourcesAt(base: string) {
  return [
    { '@id': `${base}/query`, '@type': 'SearchQueryService' },
    { '@id': base, '@type': 'PackageBaseAddress/3.0.0' },
  ];
}

export interface FakeRuntime {
  /** Service indexes, the first asked first. */
  readonly indexes: readonly string[];
  readonly version?: string;
}

/** A folder as the package onnxruntime-node for linux/x64, without its CUDA libraries. */
export function writeRuntime(folder: string, { indexes, version = '1.0.0' }: FakeRuntime): void {
  const feeds = indexes.map((index, number) => [`feed${number}`, { type: 'nuget', index }]);
  const manifest = [CUDA_LIBRARY, SHARED_LIBRARY].map((name) => [
    `./${name}`,
    { package: 'gpu', path: `${NATIVE}/${name}` },
  ]);
  const table = {
    requirements: { 'linux/x64': ['cuda12'], 'darwin/arm64': [] },
    manifests: { 'linux/x64:cuda12': Object.fromEntries(manifest) },
    packages: {
      gpu: { name: 'Fake.Gpu', versions: feeds.map(([feed]) => ({ feed, version })) },
    },
    feeds: Object.fromEntries(feeds),
  };
  const files = {
    'package.json': JSON.stringify({ type: 'commonjs', version }),
    'script/install-metadata.js': `module.exports = ${JSON.stringify(table)};`,
    'bin/napi-v6/linux/x64/libonnxruntime.so.1': 'runtime',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** The place of CUDA's libraries beside such a package. */
export function fakePlace(folder: string): CudaPlace {
  const runtime = { folder, platform: 'linux', architecture: 'x64' };
  return cudaPlace({ folder: join(folder, 'apart'), runtime });
}

/** What the program cuda-server.ts is told. */
export interface CudaServed {
  readonly home: string;
  readonly mode: Mode;
  /** What goes wrong with the package, one request after the other; the last goes on. */
  readonly faults: readonly (Fault | 'none')[];
}
