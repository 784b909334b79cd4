import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../../electron/experts/expert.ts';
import { automaticSpeechRecognition } from '../../../../electron/experts/onnx/automatic-speech-recognition.ts';
import { type OnnxOptions, performOnnx } from '../../../fakes/onnx.ts';
import { seededNoise } from '../builtin/wav-bytes.ts';
import { joined, makeSoundFolder, type SoundFolder, silence, wav16 } from './sounds.ts';

let folder: SoundFolder;
beforeAll(async () => {
  folder = await makeSoundFolder();
});
afterAll(() => folder.remove());

/** A model in Whisper's form that says "hello world" for two seconds, in German, to whatever it hears. */
async function hear(samples: Float32Array, more: Partial<OnnxOptions> = {}) {
  const inputs = { audio: await folder.file(wav16([samples])) };
  return performOnnx(automaticSpeechRecognition, { model: 'whisper-script', inputs, ...more });
}

const sound = (seconds: number) => seededNoise(seconds * 16_000, 0.3);

describe('automaticSpeechRecognition with Whisper', () => {
  it('finds the language, and gives what is said with its times', async () => {
    const output = await hear(sound(4));
    expect(output.text).toBe('hello world');
    expect(output.utterances).toEqual([{ text: 'hello world', start: 0, end: 2 }]);
    expect(output.notes).toContainEqual({ code: 'speech-language', values: { language: 'de' } });
  });

  it('never asks the model about silence, where it would make words up', async () => {
    const { text, utterances, notes } = await hear(silence(70));
    expect({ text, utterances }).toEqual({ text: '', utterances: [] });
    expect(notes).toHaveLength(1);
  });

  it('drops words that the model puts where nothing sounds', async () => {
    const output = await hear(joined(silence(10), sound(3)));
    expect(output.text).toBe(''); // it claims 0 to 2 s
    expect(output.notes?.length).toBeGreaterThan(0);
  });

  it('keeps times true behind windows of silence that were left out', async () => {
    // Windows of 30 s begin every 20 s; the first with sound begins at 60 s.
    const { utterances } = await hear(joined(silence(60), sound(30)));
    const first = utterances?.[0];
    expect(first?.text.startsWith('hello world')).toBe(true);
    expect(first?.end).toBeGreaterThan(60);
  });

  it('stops at the next token', async () => {
    const stop = new AbortController();
    const told: Progress[] = [];
    const progress = (one: Progress) => {
      told.push(one);
      setImmediate(() => stop.abort());
    };
    await expect(hear(sound(90), { signal: stop.signal, progress })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(told).toHaveLength(1);
  });
});
