import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createVideoThreads } from '../../../electron/video/video-work.ts';
import { readVideo, videoFile } from '../../fakes/videos.ts';

const SPEECH = {
  path: fileURLToPath(new URL('../../../assets/samples/recording.wav', import.meta.url)),
  name: 'recording.wav',
  artefact: { mime: 'audio/wav' },
};
const threads = createVideoThreads(1);
afterAll(threads.close);

const dub = (video: string, signal = new AbortController().signal) =>
  threads.work.dub({ video: videoFile(video), speech: [SPEECH], longSpeech: 'hold' }, signal);

describe('the threads that work on videos', () => {
  it('give what was made, and expected failures as they are', async () => {
    const { name, bytes } = await dub('silent.webm');
    expect(name).toBe('silent-dubbed.webm');
    expect((await readVideo(bytes)).seconds).toBeGreaterThan(6.5);
    await expect(dub('old.mp4')).rejects.toMatchObject({ code: 'VIDEO_UNUSABLE' });
  });

  it('end with the signal, and work on', async () => {
    const stop = new AbortController();
    const stopped = dub('silent.mp4', stop.signal);
    stop.abort();
    await expect(stopped).rejects.toThrow();
    expect((await dub('silent.mp4')).name).toBe('silent-dubbed.mp4');
  });
});
