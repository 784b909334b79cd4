// Finds the file that a plan means among those that it may name. Nothing outside them is ever found.

import type { KnownFile } from '../../../shared/plan.ts';

export interface KnownFiles {
  readonly all: readonly KnownFile[];
  /** By the very name. */
  readonly exact: (name: string) => KnownFile | undefined;
  /** By the name, whatever its case and with or without its folder, where only one file fits. */
  readonly find: (name: string) => KnownFile | undefined;
}

export function indexFiles(all: readonly KnownFile[]): KnownFiles {
  const byName = new Map(all.map((file) => [file.name, file]));
  const files = [...byName.values()];
  const byLowerCase = uniqueBy(files, (file) => file.name.toLowerCase());
  const byBaseName = uniqueBy(files, (file) => baseName(file.name).toLowerCase());
  return {
    all: files,
    exact: (name) => byName.get(name),
    find: (name) => {
      const plain = name.replace(/^\.\//, '').toLowerCase();
      return byName.get(name) ?? byLowerCase.get(plain) ?? byBaseName.get(plain);
    },
  };
}

/** Keyed files, without the keys that several files share. */
function uniqueBy(
  files: readonly KnownFile[],
  key: (file: KnownFile) => string,
): ReadonlyMap<string, KnownFile> {
  const groups = Map.groupBy(files, key);
  return new Map(
    [...groups].flatMap(([name, [file, ...others]]) =>
      file === undefined || others.length > 0 ? [] : [[name, file] as const],
    ),
  );
}

function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}
