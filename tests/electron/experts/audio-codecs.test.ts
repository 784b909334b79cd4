import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { createPacketDecoder } from '../../../electron/experts/audio-codecs.ts';
import type { PacketDecoder } from '../../../electron/experts/audio-packets.ts';
import { rms } from './builtin/wav-bytes.ts';
import { keptRecording } from './onnx/sounds.ts';

async function mp3Frames(): Promise<Uint8Array[]> {
  const source = new FilePathSource(keptRecording('tone.mp3'));
  const input = new Input({ source, formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  const frames: Uint8Array[] = [];
  for await (const packet of track === null ? [] : new EncodedPacketSink(track).packets()) {
    frames.push(packet.data);
  }
  input.dispose();
  return frames;
}

function opened(decoder: PacketDecoder | undefined): PacketDecoder {
  if (decoder === undefined) {
    throw new Error('no decoder');
  }
  return decoder;
}

describe('createPacketDecoder', () => {
  it('has none for AAC, and none for Vorbis of six channels', async () => {
    expect(await createPacketDecoder('aac', { channels: 2 })).toBeUndefined();
    expect(await createPacketDecoder('vorbis', { channels: 6 })).toBeUndefined();
  });

  it('decodes two MP3s at once without mixing them up', async () => {
    const frames = await mp3Frames();
    expect(frames.length).toBeGreaterThan(50);
    const [one, other] = [
      opened(await createPacketDecoder('mp3', { channels: 2 })),
      opened(await createPacketDecoder('mp3', { channels: 2 })),
    ];
    const alone = frames.map((frame) => one.decode(frame));
    expect(alone.filter(({ isDamaged }) => isDamaged)).toEqual([]);
    const anew = opened(await createPacketDecoder('mp3', { channels: 2 }));
    const between = frames.map((frame, n) => {
      other.decode(frames[(n + 20) % frames.length] ?? frame);
      return anew.decode(frame);
    });
    expect(between).toEqual(alone);
  });

  it('is silent where a frame of MP3 builds upon lost ones', async () => {
    const frames = await mp3Frames();
    const decoder = opened(await createPacketDecoder('mp3', { channels: 2 }));
    frames.slice(0, 30).map((frame) => decoder.decode(frame));
    const heard = decoder.decode(frames[30] ?? new Uint8Array(0));
    expect(rms(heard.channels[0] ?? new Float32Array(0))).toBeGreaterThan(0.3);
    decoder.decode(Buffer.alloc(156, 'rubbish')); // and it forgets what it kept for the next frame
    const lost = decoder.decode(frames[30] ?? new Uint8Array(0));
    expect(lost.channels[0]).toHaveLength(1152);
    expect(rms(lost.channels[0] ?? new Float32Array(1).fill(1))).toBe(0);
  });

  it('finds a packet without a frame damaged', async () => {
    const decoder = opened(await createPacketDecoder('mp3', { channels: 2 }));
    expect(decoder.decode(Buffer.alloc(156, 'rubbish'))).toMatchObject({
      channels: [],
      isDamaged: true,
    });
  });
});
