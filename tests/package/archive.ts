// Reads Electron's archive: a header of four 32-bit numbers, a tree of its files as JSON, and their bytes one
// after another. Files that lie beside the archive are in its tree, without bytes.

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FileSchema = z.object({
  size: z.number(),
  offset: z.string().optional(),
  unpacked: z.boolean().optional(),
});
type Entry = readonly [path: string, file: z.infer<typeof FileSchema>];
interface Folder {
  readonly files: Readonly<Record<string, Folder | z.infer<typeof FileSchema>>>;
}
const FolderSchema: z.ZodType<Folder> = z.object({
  get files() {
    return z.record(z.string(), z.union([FolderSchema, FileSchema]));
  },
});

export interface Archive {
  /** Paths of the files that are in it. */
  readonly packed: readonly string[];
  /** Paths of those that it says are beside it. */
  readonly unpacked: readonly string[];
  readonly read: (path: string) => Buffer;
}

export function readArchive(path: string): Archive {
  const bytes = readFileSync(path);
  const [headerSize, textSize] = [bytes.readUInt32LE(4), bytes.readUInt32LE(12)];
  const root = FolderSchema.parse(JSON.parse(bytes.toString('utf8', 16, 16 + textSize)));
  const files = new Map(filesIn(root, ''));
  const paths = [...files.keys()];
  const isUnpacked = (file: string) => files.get(file)?.unpacked === true;
  return {
    packed: paths.filter((file) => !isUnpacked(file)),
    unpacked: paths.filter(isUnpacked),
    read: (file) => {
      const { offset, size } = files.get(file) ?? {};
      if (offset === undefined || size === undefined) {
        throw new Error(`${file} is not in the archive`);
      }
      const start = 8 + headerSize + Number(offset);
      return bytes.subarray(start, start + size);
    },
  };
}

function filesIn({ files }: Folder, path: string): readonly Entry[] {
  return Object.entries(files).flatMap(([name, entry]): readonly Entry[] =>
    'files' in entry ? filesIn(entry, `${path}${name}/`) : [[`${path}${name}`, entry]],
  );
}
