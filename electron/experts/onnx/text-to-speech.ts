// text-to-speech on this machine: speaks a text sentence by sentence and joins the sentences with
// pauses. Which voices a model has is speaker-voices.ts's. The noise that VITS draws is inside its
// graph, where no seed reaches it, so the task type is not said to be seeded.

import { AppError, detail } from '../../../shared/errors.ts';
import { pipeline, type TextToAudioPipeline } from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import { splitSentences } from '../builtin/sentences.ts';
import { invalid, optionalText, textInput } from '../inputs.ts';
import { layOutWav, toInt16 } from '../wav.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { findVoice, loadVocoder, type Voice } from './speaker-voices.ts';

const TASK = 'text-to-speech';
/** Some 55 minutes of speech. */
const MAX_CHARACTERS = 50_000;
/** Sentences beyond it are cut between words: models were trained on shorter ones. */
const MAX_SENTENCE = 300;
/** Seconds between sentences. */
const PAUSE = 0.3;

interface Speaker {
  readonly speaker: TextToAudioPipeline;
  readonly folder: string;
}

const SPEAKER: Loader<Speaker> = {
  name: TASK,
  load: async (folder, options) => {
    const speaker = await pipeline('text-to-audio', folder, options);
    await loadVocoder(speaker, folder, options);
    return { speaker, folder };
  },
  dispose: ({ speaker }) => speaker.dispose(),
};

export const textToSpeech: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const text = textInput(TASK, work.inputs, 'text');
    if (text.length > MAX_CHARACTERS) {
      const about = { actual: text.length, limit: MAX_CHARACTERS };
      throw invalid(TASK, detail('too-many-characters', about));
    }
    const { speaker, folder } = await work.load(SPEAKER);
    const voice = await findVoice(speaker, folder, optionalText(work.inputs, 'voice'));
    const pieces = await speakSentences(sentencesOf(text), { speaker, voice }, work);
    const rate = pieces[0]?.rate;
    if (rate === undefined) {
      throw invalid(TASK, detail('nothing-sayable'));
    }
    const audio = { name: 'speech.wav', bytes: joined(pieces, rate) };
    return { audio, ...(voice.notes.length > 0 && { notes: voice.notes }) };
  },
};

function sentencesOf(text: string): readonly string[] {
  return splitSentences(text).flatMap(({ text: sentence }) => cutLong(sentence));
}

/** Cuts between words where it can. */
function cutLong(sentence: string): readonly string[] {
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > MAX_SENTENCE) {
    const space = rest.lastIndexOf(' ', MAX_SENTENCE);
    const end = space > 0 ? space : MAX_SENTENCE;
    pieces.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...pieces, rest].filter((piece) => piece !== '');
}

interface SpokenSentence {
  readonly samples: Float32Array;
  /** Hertz. */
  readonly rate: number;
}

interface Saying {
  readonly speaker: TextToAudioPipeline;
  readonly voice: Voice;
}

async function speakSentences(
  sentences: readonly string[],
  { speaker, voice }: Saying,
  { signal, progress }: OnnxWork,
): Promise<readonly SpokenSentence[]> {
  const spoken: SpokenSentence[] = [];
  for (const [index, sentence] of sentences.entries()) {
    signal.throwIfAborted();
    const values = { sentence: index + 1, sentences: sentences.length };
    const message = { code: 'speaking-sentence', values } as const;
    progress({ fraction: index / sentences.length, message });
    if (isSayable(speaker, sentence)) {
      const { audio, sampling_rate } = await speaker(sentence, voice.options);
      spoken.push({ samples: samplesOf(audio), rate: sampling_rate });
    }
  }
  signal.throwIfAborted();
  return spoken;
}

/** A sentence of which the tokenizer leaves nothing has no sound, and would break the graph. */
function isSayable(speaker: TextToAudioPipeline, sentence: string): boolean {
  return speaker.tokenizer.encode(sentence, { add_special_tokens: false }).length > 0;
}

function samplesOf(audio: Float32Array | readonly Float32Array[]): Float32Array {
  const samples = audio instanceof Float32Array ? audio : audio[0];
  if (samples === undefined || samples.some((sample) => !Number.isFinite(sample))) {
    throw AppError.of('MODEL_UNUSABLE', {
      model: TASK,
      why: detail('no-numbers'),
    });
  }
  return samples;
}

function joined(pieces: readonly SpokenSentence[], rate: number): Uint8Array {
  const pause = Math.round(PAUSE * rate);
  const lengths = pieces.map(({ samples }) => samples.length);
  const frames = lengths.reduce((sum, length) => sum + length, pause * (pieces.length - 1));
  const { bytes, samples } = layOutWav(TASK, { rate, channels: 1, frames });
  let start = 0;
  for (const piece of pieces) {
    samples.set(Int16Array.from(piece.samples, toInt16), start);
    start += piece.samples.length + pause;
  }
  return bytes;
}
