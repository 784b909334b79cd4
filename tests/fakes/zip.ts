// ZIP files with real bytes, for what unpacks them.

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedFile {
  readonly path: string;
  readonly content: Buffer;
  /** Kept as it is, without compression. */
  readonly isStored?: boolean;
}

/** Local headers and contents, then the central directory, then its end record. */
export function zipOf(files: readonly ZippedFile[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { path, content, isStored = false } of files) {
    const data = isStored ? content : deflateRawSync(content);
    const name = Buffer.from(path);
    const common = commonFields({ content, data, name, isStored });
    const local = Buffer.concat([signature(0x04034b50), common, name, data]);
    const place = Buffer.alloc(14); // no comment, disk 0, no attributes
    place.writeUInt32LE(offset, 10);
    const version = Buffer.from([20, 0]);
    central.push(Buffer.concat([signature(0x02014b50), version, common, place, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, signature(0x06054b50), end]);
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

interface Fields {
  readonly content: Buffer;
  readonly data: Buffer;
  readonly name: Buffer;
  readonly isStored: boolean;
}

/** What a local header and an entry of the directory both have. */
function commonFields({ content, data, name, isStored }: Fields): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0); // version 2.0
  fields.writeUInt16LE(isStored ? 0 : 8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}
