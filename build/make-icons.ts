// Makes the icons of the installed program from the one of the page: `node build/make-icons.ts`. Linux takes
// pictures by size, Windows one file of several, and macOS one whose picture has the margin of its Dock.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';

const SOURCE = new URL('../renderer/public/icon.svg', import.meta.url);
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names for a PNG of so many pixels, the larger ones also as those of half the points. */
const MAC_NAMES = [
  ...[['ic11', 32] as const, ['ic12', 64] as const, ['ic07', 128] as const],
  ...[['ic13', 256] as const, ['ic08', 256] as const, ['ic14', 512] as const],
  ...[['ic09', 512] as const, ['ic10', 1024] as const],
];
/** Of macOS's grid, where a picture of 824 pixels stands in one of 1024. */
const MAC_SHARE = 824 / 1024;

/** Every file by its path in build/. */
export async function makeIcons(): Promise<ReadonlyMap<string, Uint8Array>> {
  const svg = await readFile(SOURCE);
  const linux = LINUX_SIZES.map(
    async (size) => [`icons/${size}x${size}.png`, await draw(svg, size)] as const,
  );
  const windows = WINDOWS_SIZES.map(async (size) => ({ size, png: await draw(svg, size) }));
  const mac = MAC_NAMES.map(async ([name, size]) => ({
    name,
    png: await draw(svg, size, MAC_SHARE),
  }));
  return new Map([
    ...(await Promise.all(linux)),
    ['icon.ico', joinIco(await Promise.all(windows))],
    ['icon.icns', joinIcns(await Promise.all(mac))],
  ]);
}

/** @param share of the side that the drawing takes; the rest is a clear margin */
async function draw(svg: Uint8Array, size: number, share = 1): Promise<Buffer> {
  const inner = 2 * Math.round((size * share) / 2);
  const margin = (size - inner) / 2;
  // 72 dots an inch give the drawing its own 64 pixels.
  return sharp(svg, { density: (72 * inner) / 64 })
    .resize(inner, inner)
    .extend({
      ...{ top: margin, bottom: margin, left: margin, right: margin },
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Windows' icon file: a header, an entry of 16 bytes each, and the PNGs, little-endian. */
function joinIco(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2); // an icon, no cursor
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry); // 0 stands for 256
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4); // planes
    header.writeUInt16LE(32, entry + 6); // bits a pixel
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** Apple's icon file: each part with its name and its length, itself included, big-endian. */
function joinIcns(pictures: readonly { readonly name: string; readonly png: Buffer }[]): Buffer {
  const parts = pictures.map(({ name, png }) => part(name, png));
  return part('icns', Buffer.concat(parts));
}

function part(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + content.length);
  return Buffer.concat([Buffer.from(name, 'latin1'), length, content]);
}

if (import.meta.main) {
  await mkdir(new URL('icons/', import.meta.url), { recursive: true });
  for (const [name, bytes] of await makeIcons()) {
    await writeFile(new URL(name, import.meta.url), bytes);
  }
}
