// What ONNX Runtime needs for CUDA beside its npm package, by the table that this package brings for its
// own install script: which files, out of which NuGet packages, from which feeds.

import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { WantedPackage } from '../library/nuget.ts';
import type { Runtime } from './runtime-libraries.ts';

export interface CudaPackage extends WantedPackage {
  readonly files: readonly CudaFile[];
}

export interface CudaFile {
  /** In the package. */
  readonly path: string;
  /** Under which ONNX Runtime looks for it. */
  readonly name: string;
}

const TableSchema = z.object({
  requirements: z.record(z.string(), z.array(z.string())),
  manifests: z.record(
    z.string(),
    z.record(z.string(), z.object({ package: z.string(), path: z.string() })),
  ),
  packages: z.record(
    z.string(),
    z.object({
      name: z.string(),
      versions: z.array(z.object({ feed: z.string(), version: z.string() })),
    }),
  ),
  feeds: z.record(z.string(), z.object({ type: z.literal('nuget'), index: z.url() })),
});
type Table = z.infer<typeof TableSchema>;

/** The packages that have files of it; none where there is no CUDA for the platform. */
export function cudaPackages({ folder, platform, architecture }: Runtime) {
  const require = createRequire(join(folder, 'package.json'));
  const table = TableSchema.parse(require('./script/install-metadata.js'));
  const place = `${platform}/${architecture}`;
  const names = table.requirements[place]?.filter((name) => name.startsWith('cuda')) ?? [];
  const files = names.flatMap((name) => Object.entries(table.manifests[`${place}:${name}`] ?? {}));
  const byPackage = Map.groupBy(files, ([, entry]) => entry.package);
  return [...byPackage].map(
    ([key, entries]): CudaPackage => ({
      ...wantedPackage(table, key),
      files: entries.map(([file, { path }]) => ({ path, name: basename(file) })),
    }),
  );
}

function wantedPackage({ packages, feeds }: Table, key: string): WantedPackage {
  const { name = key, versions = [] } = packages[key] ?? {};
  const candidates = versions.flatMap(({ feed, version }) => {
    const index = feeds[feed]?.index;
    return index === undefined ? [] : [{ index, version }];
  });
  return { name, candidates };
}
