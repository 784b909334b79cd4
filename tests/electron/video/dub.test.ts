import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecording } from '../../../electron/experts/recording.ts';
import { type Dubbing, dubVideo } from '../../../electron/video/dub.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { readVideo, videoBytes, videoFile } from '../../fakes/videos.ts';
import { sine } from '../experts/builtin/wav-bytes.ts';
import { amplitudeOf, joined, wav16 } from '../experts/onnx/sounds.ts';

const RATE = 16_000;
const folder = temporaryFolder();

/** So many seconds of 1000 Hz at half of full scale. */
function speech(seconds: number, hertz = 1000) {
  const name = `speech-${seconds}-${hertz}.wav`;
  const path = join(folder, name);
  writeFileSync(path, wav16([sine(hertz, RATE, seconds)], RATE));
  return { path, name, artefact: { mime: 'audio/wav' } };
}

async function dubbed(video: string, given: Partial<Dubbing> = {}) {
  const dubbing = { speech: [speech(1)], longSpeech: 'hold', ...given } as const;
  const { name, bytes } = await dubVideo({ video: videoFile(video), ...dubbing });
  return { name, bytes, ...(await readVideo(bytes)) };
}

/** What is heard of a file, at RATE. */
async function heard(name: string, bytes: Uint8Array): Promise<Float32Array> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const file = { path, name, artefact: { mime: 'video/mp4' } };
  const recording = await openRecording('automatic-speech-recognition', file, RATE);
  const blocks: Float32Array[] = [];
  for await (const block of recording.blocks()) {
    blocks.push(block);
  }
  recording.close();
  return joined(...blocks);
}

describe('dubVideo', () => {
  it.each([
    ['silent.mp4', 'silent-dubbed.mp4', 'MP4', 'avc'],
    ['silent.mkv', 'silent-dubbed.mp4', 'MP4', 'avc'],
    ['silent-av1.mp4', 'silent-av1-dubbed.mp4', 'MP4', 'av1'],
    ['silent.webm', 'silent-dubbed.webm', 'WebM', 'vp8'],
    ['silent-vp9.webm', 'silent-vp9-dubbed.webm', 'WebM', 'vp9'],
    ['tone-aac.mp4', 'tone-aac-dubbed.mp4', 'MP4', 'avc'],
    ['tone-pcm.mov', 'tone-pcm-dubbed.mp4', 'MP4', 'avc'],
  ])('takes over the picture of %s byte for byte', async (name, made, format, codec) => {
    const before = await readVideo(videoBytes(name));
    const after = await dubbed(name);
    expect(after.name).toBe(made);
    expect(after.format).toBe(format);
    expect(after.tracks).toBe(2);
    expect(after.picture?.codec).toBe(codec);
    expect(after.picture?.packets.length).toBe(20);
    expect(after.picture?.packets.map(({ bytes }) => bytes)).toEqual(
      before.picture?.packets.map(({ bytes }) => bytes),
    );
    const times = (read: typeof before) => read.picture?.packets.map(({ at }) => at.toFixed(2));
    expect(times(after)).toEqual(times(before));
    expect(after.sound?.codec).toBe('opus');
  });

  it('keeps how a picture is turned', async () => {
    const { rotation } = await readVideo(videoBytes('turned.mp4'));
    expect(rotation).not.toBe(0);
    expect((await dubbed('turned.mp4')).rotation).toBe(rotation);
  });

  it.each(['silent.mp4', 'silent.webm'])('puts the speech itself into %s', async (video) => {
    const { name, bytes } = await dubbed(video);
    const sound = await heard(name, bytes);
    expect(Math.abs(amplitudeOf(1000, sound.subarray(1_600, 14_400), RATE) - 0.5)).toBeLessThan(
      0.05,
    );
  });

  it('puts one speech after another', async () => {
    const { name, bytes } = await dubbed('silent.mp4', { speech: [speech(1), speech(1, 2000)] });
    const sound = await heard(name, bytes);
    const [first, second] = [sound.subarray(1_600, 14_400), sound.subarray(17_600, 30_400)];
    expect(amplitudeOf(1000, first, RATE)).toBeGreaterThan(0.45);
    expect(amplitudeOf(1000, second, RATE)).toBeLessThan(0.05);
    expect(amplitudeOf(2000, second, RATE)).toBeGreaterThan(0.45);
  });

  it.each(['silent.mp4', 'turned.mp4', 'silent-av1.mp4'])(
    'holds the last picture of %s while speech goes on',
    async (video) => {
      const { seconds, picture, sound } = await dubbed(video, { speech: [speech(5)] });
      expect(Math.abs(seconds - 5)).toBeLessThan(0.05);
      expect(Math.abs((sound?.end ?? 0) - 5)).toBeLessThan(0.05);
      expect(picture?.packets.length).toBe(20);
      expect(Math.abs((picture?.end ?? 0) - 5)).toBeLessThan(0.05);
    },
  );

  it.each(['silent.mp4', 'silent.webm'])('cuts longer speech at the end of %s', async (video) => {
    const cut = await dubbed(video, { speech: [speech(5)], longSpeech: 'cut' });
    expect(cut.seconds).toBeCloseTo(2, 2);
    expect(cut.sound?.packets.length).toBe(100);
  });

  it.each(['hold', 'cut'] as const)(
    'leaves silence after shorter speech, %s',
    async (longSpeech) => {
      const { seconds, sound } = await dubbed('silent.webm', { longSpeech });
      expect(seconds).toBeCloseTo(2, 2);
      expect(sound?.packets.length).toBe(51); // a second, and the rest that the encoder held back
    },
  );

  it('gives the same bytes at each time', async () => {
    expect((await dubbed('silent.mp4')).bytes).toEqual((await dubbed('silent.mp4')).bytes);
  });
});

describe('what can not be dubbed', () => {
  const broken = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return { path, name, artefact: { mime: 'video/mp4' } };
  };
  const refusal = (given: Partial<Dubbing>) =>
    dubVideo({ video: videoFile('silent.mp4'), speech: [speech(1)], longSpeech: 'hold', ...given });

  it('is a picture that no container here takes, told by its name', async () => {
    await expect(refusal({ video: videoFile('old.mp4') })).rejects.toMatchObject({
      code: 'VIDEO_UNUSABLE',
      data: { name: 'old.mp4', why: expect.stringContaining('mp4v') },
    });
  });

  it('is a file with sound alone', async () => {
    const video = { ...videoFile('../recordings/tone.webm'), name: 'tone.webm' };
    await expect(refusal({ video })).rejects.toMatchObject({ code: 'VIDEO_UNUSABLE' });
  });

  it.each([
    ['nothing but a head', videoBytes('silent.mp4').subarray(0, 40)],
    ['a file that ends in the middle', videoBytes('silent.webm').subarray(0, 300)],
    ['an index that leads out of the file', videoBytes('silent.mp4').subarray(0, 1000)],
    ['noise', Buffer.from('this is no video at all, though it is called one')],
  ])('is %s', async (what, bytes) => {
    const video = broken(`${what}.mp4`, bytes);
    const error = await refusal({ video }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^(FILE_UNREADABLE|VIDEO_UNUSABLE)$/),
    });
  });

  it('is speech that is no recording', async () => {
    const given = { ...speech(1), ...broken('speech.wav', Buffer.from('RIFF....WAVEfmt ')) };
    await expect(refusal({ speech: [given] })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('is speech of a day', async () => {
    const [path, data] = [join(folder, 'day.wav'), 86_400 * 2000];
    const head = Buffer.from(wav16([new Float32Array(0)], 1000));
    head.writeUInt32LE(head.length - 8 + data, 4);
    head.writeUInt32LE(data, 40);
    writeFileSync(path, head);
    truncateSync(path, head.length + data); // silence that takes no room
    const day = { path, name: 'day.wav', artefact: { mime: 'audio/wav' } };
    await expect(refusal({ speech: [day] })).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    const cut = await refusal({ speech: [day], longSpeech: 'cut' });
    expect((await readVideo(cut.bytes)).seconds).toBeCloseTo(2, 2);
  });
});
