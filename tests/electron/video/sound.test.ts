import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../electron/experts/recording.ts';
import { identifyFile } from '../../../electron/store/identify.ts';
import { extractSound } from '../../../electron/video/sound.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { readVideo, videoBytes, videoFile } from '../../fakes/videos.ts';
import { amplitudeOf, joined } from '../experts/onnx/sounds.ts';

const RATE = 16_000;
const folder = temporaryFolder();

async function extracted(video: string) {
  const { name, bytes } = await extractSound(videoFile(video));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, name, bytes, artefact: await identifyFile(path, name, DEFAULT_SETTINGS) };
}

describe('extractSound', () => {
  it.each([
    ['tone-opus.webm', 'tone-opus.ogg', 'opus'],
    ['tone-vorbis.webm', 'tone-vorbis.ogg', 'vorbis'],
    ['tone-aac.mp4', 'tone-aac.aac', 'aac'],
    ['words.mp4', 'words.mp3', 'mp3'],
  ])('takes the sound of %s out as it is, as %s', async (video, name, codec) => {
    const before = (await readVideo(videoBytes(video))).sound?.packets ?? [];
    const made = await extracted(video);
    const after = await readVideo(made.bytes);
    expect(made.name).toBe(name);
    expect(made.artefact.kind).toBe('audio');
    expect(after.picture).toBeUndefined();
    expect(after.sound?.codec).toBe(codec);
    const head = codec === 'aac' ? 7 : 0; // bytes that ADTS sets before each packet
    expect(after.sound?.packets.map(({ bytes }) => bytes.subarray(head))).toEqual(
      before.map(({ bytes }) => bytes),
    );
  });

  it.each(['tone-opus.webm', 'tone-vorbis.webm'])(
    'makes of %s what is read as a recording',
    async (video) => {
      const recording = await openRecording(
        'automatic-speech-recognition',
        await extracted(video),
        RATE,
      );
      const blocks: Float32Array[] = [];
      for await (const block of recording.blocks()) {
        blocks.push(block);
      }
      recording.close();
      const sound = joined(...blocks);
      expect(Math.abs(sound.length / RATE - 1.5)).toBeLessThan(0.05);
      expect(amplitudeOf(1000, sound.subarray(4_000, 20_000), RATE)).toBeGreaterThan(0.4);
    },
  );

  it.each([
    ['silent.mp4', 'it has no sound'],
    ['tone-ac3.mp4', 'ac3'],
    ['tone-pcm.mov', 'pcm-s16be'],
  ])('refuses %s and says why', async (video, why) => {
    await expect(extractSound(videoFile(video))).rejects.toMatchObject({
      code: 'VIDEO_UNUSABLE',
      data: { name: video, why: expect.stringContaining(why) },
    });
  });
});
