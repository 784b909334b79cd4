import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpertInput, Progress } from '../../../../electron/experts/expert.ts';
import { automaticSpeechRecognition } from '../../../../electron/experts/onnx/automatic-speech-recognition.ts';
import { type OnnxOptions, performOnnx } from '../../../fakes/onnx.ts';
import { seededNoise } from '../builtin/wav-bytes.ts';
import {
  atRate,
  audioInput,
  joined,
  keptRecording,
  makeSoundFolder,
  type SoundFolder,
  silence,
  spoken,
  wav16,
} from './sounds.ts';

let folder: SoundFolder;
beforeAll(async () => {
  folder = await makeSoundFolder();
});
afterAll(() => folder.remove());

function hear(audio: ExpertInput, more: Partial<OnnxOptions> = {}) {
  const model = 'automatic-speech-recognition';
  return performOnnx(automaticSpeechRecognition, { model, inputs: { audio }, ...more });
}

/** Words of two to seven letters from a linear congruential generator. */
function someWords(count: number): readonly string[] {
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + next(6) }, () => String.fromCharCode(97 + next(26))).join(''),
  );
}

describe('automaticSpeechRecognition', () => {
  it('reads back what the tiny voice says, double letters included', async () => {
    const text = 'hello brave wizard jumping quickly across a foxy bottle';
    const output = await hear(await folder.file(wav16([await spoken(text)])));
    expect(output.text).toBe(text);
  });

  it('says when each phrase was spoken, within a tenth of a second', async () => {
    const [first, second] = [await spoken('tiny voice'), await spoken('reads back')];
    const sound = joined(silence(1), first, silence(4), second, silence(0.5));
    const { utterances, notes } = await hear(await folder.file(wav16([sound])));
    expect(utterances?.map(({ text }) => text)).toEqual(['tiny voice', 'reads back']);
    const length = first.length / 16_000;
    const [one, two] = utterances ?? [];
    expect(Math.abs((one?.start ?? 9) - 1)).toBeLessThan(0.1);
    expect(Math.abs((one?.end ?? 9) - (1 + length))).toBeLessThan(0.1);
    expect(Math.abs((two?.start ?? 9) - (5 + length))).toBeLessThan(0.1);
    expect(notes).toHaveLength(1); // the four seconds of silence are told
  });

  it('takes stereo at 44.1 kHz and mono at 8 kHz, with some noise', async () => {
    const text = 'seven green lamps';
    const clean = await spoken(text);
    const noise = seededNoise(clean.length, 0.01);
    const voice = joined(
      silence(0.3),
      clean.map((sample, n) => sample + (noise[n] ?? 0)),
    );
    const [fast, slow] = [atRate(voice, 44_100), atRate(voice, 8_000)];
    const left = fast.map((sample) => sample * 0.5);
    expect((await hear(await folder.file(wav16([left, fast], 44_100)))).text).toBe(text);
    expect((await hear(await folder.file(wav16([slow], 8_000)))).text).toBe(text);
  });

  it('reads an MP3', async () => {
    const output = await hear(audioInput(keptRecording('words.mp3'), 'words.mp3', 'audio/mpeg'));
    expect(output.text).toBe('hello tiny voice');
    expect(output.utterances?.[0]?.start).toBeCloseTo(0.5, 0);
  });

  it('reads a long recording in windows without losing or doubling a word at their seams', async () => {
    const words = someWords(120);
    const sound = await spoken(words.join(' '));
    expect(sound.length / 16_000).toBeGreaterThan(95);
    const told: Progress[] = [];
    const output = await hear(await folder.file(wav16([sound])), {
      progress: (progress) => told.push(progress),
    });
    expect(output.text?.split(' ')).toEqual(words);
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)?.fraction).toBe(1);
    expect(output.text).toContain(told[0]?.text?.split(' ').slice(0, -1).join(' '));
  });

  it('writes nothing where nothing is said, and says so', async () => {
    const hum = seededNoise(16_000 * 3, 0.0005);
    const { text, utterances, notes } = await hear(await folder.file(wav16([hum])));
    expect({ text, utterances }).toEqual({ text: '', utterances: [] });
    expect(notes).toHaveLength(1);
  });

  it('refuses a damaged file', async () => {
    const bytes = wav16([silence(1)]).fill(7, 0, 60);
    await expect(hear(await folder.file(bytes))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('stops between windows', async () => {
    const sound = await spoken(someWords(120).join(' '));
    const stop = new AbortController();
    const told: Progress[] = [];
    const progress = (one: Progress) => {
      told.push(one);
      stop.abort();
    };
    const file = await folder.file(wav16([sound]));
    await expect(hear(file, { signal: stop.signal, progress })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(told).toHaveLength(1);
  });
});
