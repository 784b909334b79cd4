// The npm packages that go into the installed program: those that it counts on to run, and those that the
// page is built from, each with all that it needs, as the lock file has them and this system got them.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const NeedsSchema = z.record(z.string(), z.string()).default({});
const LockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: NeedsSchema,
      optionalDependencies: NeedsSchema,
      peerDependencies: NeedsSchema,
      devDependencies: NeedsSchema,
    }),
  ),
});
type Packages = z.infer<typeof LockSchema>['packages'];

const LicenceSchema = z.union([
  z.string(),
  z.object({ type: z.string() }).transform((it) => it.type),
]);
const PackageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: LicenceSchema.optional(),
  licenses: z.array(LicenceSchema).optional(),
});

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As the package says it, which is an SPDX expression where it follows npm's rules. */
  readonly licence: string;
  /** Its own. */
  readonly folder: string;
}

export function shippedPackages(root = ROOT): readonly ShippedPackage[] {
  const { packages } = LockSchema.parse(
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')),
  );
  const own = packages[''];
  const roots = [...Object.keys(own?.dependencies ?? {}), ...pagePackages(root, own)];
  const found = new Set<string>();
  const open = roots.map((name) => ({ name, from: '' }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const place = placeOf(next, packages);
    if (place !== undefined && !found.has(place) && existsSync(join(root, place))) {
      found.add(place);
      open.push(...needsOf(packages, place).map((name) => ({ name, from: place })));
    }
  }
  return [...found].toSorted().map((place) => describe(join(root, place)));
}

/** What the page's sources import of the packages that are only there to build it. */
function pagePackages(root: string, own: Packages[string] | undefined): readonly string[] {
  const texts = globSync('renderer/**/*.{ts,tsx,css}', { cwd: root }).map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  return Object.keys(own?.devDependencies ?? {}).filter((name) =>
    texts.some((text) => text.includes(`'${name}'`) || text.includes(`'${name}/`)),
  );
}

function needsOf(packages: Packages, place: string): readonly string[] {
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
  } = packages[place] ?? {};
  return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
}

/** Where Node finds a package, looking upwards from the folder of who needs it. */
function placeOf(
  { name, from }: { readonly name: string; readonly from: string },
  packages: Packages,
): string | undefined {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    const place = join(folder, 'node_modules', name).replaceAll('\\', '/');
    if (packages[place] !== undefined) {
      return place;
    }
    if (folder === '') {
      return undefined; // optional, and not of this system
    }
  }
}

function describe(folder: string): ShippedPackage {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const { name, version, license, licenses = [] } = PackageSchema.parse(JSON.parse(text));
  return { name, version, licence: license ?? licenses.join(' OR '), folder };
}
