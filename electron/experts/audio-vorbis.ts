// Packets of Vorbis, decoded by stb_vorbis. It takes only whole Ogg streams, so packets are gathered
// and written, a few hundred at a time, as short streams behind the headers of theirs.

import {
  BROKEN,
  type CodecShape,
  type Decoded,
  NOTHING,
  type PacketDecoder,
} from './audio-packets.ts';

/** New packets of one short stream: 1 to 6 seconds at 44.1 kHz. */
const BATCH = 256;
/** A comment without a word: the kind, "vorbis", two empty lists, and the bit that ends it. */
const NO_COMMENT = Uint8Array.of(3, 0x76, 0x6f, 0x72, 0x62, 0x69, 0x73, 0, 0, 0, 0, 0, 0, 0, 0, 1);
/** The package makes noise of six channels, so no more are taken than most files have. */
const MOST_CHANNELS = 2;
const FIRST_PAGE = 2;
const CONTINUED = 1;
/** Bytes of a page's head before the lengths of its segments, and of a page's longest content. */
const PAGE_HEAD = 27;
const PAGE_LONGEST = 255 * 255;

/** Undefined where there are more channels than are taken. */
export async function createVorbisDecoder({
  channels,
  description,
}: CodecShape): Promise<PacketDecoder | undefined> {
  if (channels > MOST_CHANNELS) {
    return undefined;
  }
  const { StbVorbis } = await import('stb-vorbis');
  await StbVorbis.ready;
  const [identification, setup] = vorbisHeaders(description ?? new Uint8Array(0));
  const heads = [...pagesOf(identification, FIRST_PAGE), ...pagesOf(NO_COMMENT), ...pagesOf(setup)];
  const sound = (packets: readonly Uint8Array[]) => {
    try {
      const pages = packets.flatMap((packet) => pagesOf(packet));
      return StbVorbis.decode(Buffer.concat([...heads, ...pages]));
    } catch {
      return undefined; // it says of every fault only that it failed
    }
  };
  // A packet sounds only together with the one before it, so a short stream begins with the last two
  // packets of the one before. The first of them stands there twice: after a long block before short
  // ones, stb_vorbis leaves out a part of what follows, or all; now that is a part of the repetition.
  let seam: readonly Uint8Array[] = [];
  let held: Uint8Array[] = [];
  const release = (): Decoded => {
    const before = [...seam.slice(0, 1), ...seam];
    const heard = sound([...before, ...held]);
    const known = sound(before)?.channels[0]?.length ?? 0;
    seam = held.slice(-2);
    held = [];
    if (heard === undefined) {
      return BROKEN;
    }
    const planes = heard.channels.map((samples) => samples.subarray(known));
    return { rate: heard.sampleRate, channels: planes, isDamaged: false };
  };
  return {
    decode: (packet) => {
      if (seam.length === 0) {
        seam = [packet]; // the first one makes no sound of its own
        return NOTHING;
      }
      held.push(packet);
      return held.length < BATCH ? NOTHING : release();
    },
    rest: () => (held.length === 0 ? NOTHING : release()),
    free: () => undefined, // stb_vorbis keeps nothing between streams
  };
}

/**
 * The packet in Ogg pages of its own. Left at zero are the serial number, the page number and the
 * checksum, which stb_vorbis does not look at; the position is "unknown", so that it cuts nothing off.
 */
function pagesOf(packet: Uint8Array, kind = 0): Uint8Array[] {
  const pages: Uint8Array[] = [];
  for (let start = 0; start <= packet.length; start += PAGE_LONGEST) {
    const content = packet.subarray(start, start + PAGE_LONGEST);
    const isLast = content.length < PAGE_LONGEST;
    const segments = isLast ? Math.floor(content.length / 255) + 1 : 255;
    const page = new Uint8Array(PAGE_HEAD + segments + content.length).fill(255, PAGE_HEAD);
    page.set([0x4f, 0x67, 0x67, 0x53, 0, start > 0 ? CONTINUED : kind]); // "OggS", version 0
    page.fill(255, 6, 14);
    page[26] = segments;
    if (isLast) {
      page[PAGE_HEAD + segments - 1] = content.length % 255;
    }
    page.set(content, PAGE_HEAD + segments);
    pages.push(page);
  }
  return pages;
}

/**
 * Identification and setup out of identification, comment and setup in Xiph lacing: a 2, the lengths
 * of the first two in bytes of up to 255 each, then the three.
 */
function vorbisHeaders(description: Uint8Array): [Uint8Array, Uint8Array] {
  let place = 1;
  const lengths = [0, 0].map(() => {
    let length = 0;
    let more = 255;
    while (more === 255) {
      more = description[place] ?? 0;
      length += more;
      place += 1;
    }
    return length;
  });
  const [first = 0, second = 0] = lengths;
  if (description[0] !== 2 || place + first + second >= description.length) {
    throw new Error('its Vorbis headers are broken');
  }
  return [description.subarray(place, place + first), description.subarray(place + first + second)];
}
