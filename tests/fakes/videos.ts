// The videos beside this file, as what a task is given, and what a video that was made holds.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type InputTrack } from 'mediabunny';
import type { VideoFile } from '../../electron/video/opened-video.ts';

const FOLDER = new URL('videos/', import.meta.url);

export function videoFile(name: string): VideoFile {
  return { path: fileURLToPath(new URL(name, FOLDER)), name, artefact: { mime: 'video/mp4' } };
}

export function videoBytes(name: string): Buffer {
  return readFileSync(new URL(name, FOLDER));
}

export interface ReadTrack {
  readonly codec: string | null;
  /** Seconds. */
  readonly end: number;
  readonly packets: readonly { readonly at: number; readonly bytes: Buffer }[];
}

/** What a file holds, read back. */
export async function readVideo(bytes: Uint8Array) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const picture = await input.getPrimaryVideoTrack();
  const sound = await input.getPrimaryAudioTrack();
  return {
    format: (await input.getFormat()).name,
    /** As its head says, which is what players show. */
    seconds: (await input.getDurationFromMetadata()) ?? 0,
    rotation: (await picture?.getRotation()) ?? 0,
    tracks: (await input.getTracks()).length,
    picture: picture === null ? undefined : await readTrack(picture),
    sound: sound === null ? undefined : await readTrack(sound),
  };
}

async function readTrack(track: InputTrack): Promise<ReadTrack> {
  const packets: { at: number; bytes: Buffer }[] = [];
  for await (const { timestamp, data } of new EncodedPacketSink(track).packets()) {
    packets.push({ at: timestamp, bytes: Buffer.from(data) });
  }
  const end = (await track.getDurationFromMetadata()) ?? (await track.computeDuration());
  return { codec: await track.getCodec(), end, packets };
}
