// automatic-speech-recognition on this machine: what is said in a recording, phrase by phrase with
// times. A recording is read in windows; Whisper's are whisper-speech.ts's, those of CTC models
// ctc-speech.ts's. Silence is never given to a model: Whisper would make words up.

import { AppError, detail } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import {
  type AutomaticSpeechRecognitionPipeline,
  pipeline,
  WhisperForConditionalGeneration,
} from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertOutput } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { openRecording, type Recording } from '../recording.ts';
import { createPhraseReader } from './ctc-speech.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { samplingRateOf } from './sampling-rate.ts';
import { readWindows, type Stretch, soundingStretches, type WindowShape } from './sound-windows.ts';
import type { SpeechReader } from './speech-reader.ts';
import { createWhisperReader } from './whisper-speech.ts';

const TASK = 'automatic-speech-recognition';
/** Two seconds of context are more than a CTC model's letters look back or ahead. */
const CTC_WINDOWS: WindowShape = { seconds: 24, stride: 2 };
/** Families whose letters Transformers.js reads frame by frame. */
const CTC_TYPES = ['wav2vec2', 'wav2vec2-bert', 'unispeech', 'unispeech-sat', 'hubert'];
/** Seconds of silence that are worth telling. */
const TOLD_SILENCE = 3;

const RECOGNISER: Loader<AutomaticSpeechRecognitionPipeline> = {
  name: TASK,
  load: (folder, options) => pipeline(TASK, folder, options),
  dispose: (recogniser) => recogniser.dispose(),
};

export const automaticSpeechRecognition: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const recogniser = await work.load(RECOGNISER);
    const reader = readerOf(recogniser, work.signal);
    const file = fileInput(TASK, work.inputs, 'audio');
    const recording = await openRecording(TASK, file, samplingRateOf(recogniser.processor));
    try {
      return await transcribe(recording, reader, work);
    } finally {
      recording.close();
    }
  },
};

/** @throws AppError MODEL_UNUSABLE where the model is of another kind */
function readerOf(
  recogniser: AutomaticSpeechRecognitionPipeline,
  signal: AbortSignal,
): SpeechReader {
  const { model, processor, tokenizer } = recogniser;
  const type = String(model.config.model_type);
  if (model instanceof WhisperForConditionalGeneration) {
    return createWhisperReader({ model, processor, tokenizer, signal });
  }
  if (!CTC_TYPES.includes(type)) {
    const why = detail('no-speech-model', { type });
    throw AppError.of('MODEL_UNUSABLE', { model: `This ${type} model`, why });
  }
  const phrases = createPhraseReader(tokenizer);
  return {
    windows: CTC_WINDOWS,
    read: async (window) => {
      const { logits } = await model(await processor(window.samples));
      phrases.push(logits, window);
    },
    phrases: phrases.phrases,
    notes: () => [],
  };
}

async function transcribe(
  recording: Recording,
  reader: SpeechReader,
  { signal, progress }: OnnxWork,
): Promise<ExpertOutput> {
  const sounding: Stretch[] = [];
  let end = 0;
  for await (const window of readWindows(recording, reader.windows)) {
    signal.throwIfAborted();
    end = window.end;
    const stretches = soundingStretches(window, recording.rate);
    sounding.push(...stretches);
    if (stretches.length > 0) {
      await reader.read(window);
      signal.throwIfAborted();
    }
    const values = { done: Math.round(end), seconds: Math.round(recording.seconds) };
    const message = { code: 'heard-seconds', values } as const;
    const fraction = Math.min(1, end / recording.seconds);
    progress({ fraction, message, text: textOf(spoken(reader, sounding)) });
  }
  const utterances = spoken(reader, sounding);
  const notes = [...reader.notes(), ...tellSilence(sounding, end, utterances.length > 0)];
  return { text: textOf(utterances), utterances, ...(notes.length > 0 && { notes }) };
}

/** Without what a model claims to have heard where nothing sounds. */
function spoken(reader: SpeechReader, sounding: readonly Stretch[]) {
  return reader
    .phrases()
    .filter(({ start, end }) => sounding.some((heard) => heard.start < end && heard.end > start));
}

function textOf(utterances: readonly { readonly text: string }[]): string {
  return utterances.map(({ text }) => text).join(' ');
}

/** Says where nobody can have spoken. */
function tellSilence(
  sounding: readonly Stretch[],
  end: number,
  hasWords: boolean,
): readonly ResultNote[] {
  if (sounding.length === 0) {
    return [{ code: 'speech-silent', values: { seconds: end } }];
  }
  const gaps = silences(sounding, end).filter((gap) => gap.end - gap.start >= TOLD_SILENCE);
  const list = gaps.map((gap) => `${gap.start.toFixed(1)}–${gap.end.toFixed(1)} s`).join(', ');
  return [
    ...(hasWords ? [] : [{ code: 'speech-no-words' as const }]),
    ...(gaps.length > 0 ? [{ code: 'speech-gaps' as const, values: { stretches: list } }] : []),
  ];
}

/** What lies between stretches that overlap and come in the order of their beginnings. */
function silences(sounding: readonly Stretch[], end: number): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let heardUntil = 0;
  for (const stretch of sounding.toSorted((a, b) => a.start - b.start)) {
    if (stretch.start > heardUntil) {
      gaps.push({ start: heardUntil, end: stretch.start });
    }
    heardUntil = Math.max(heardUntil, stretch.end);
  }
  return heardUntil < end ? [...gaps, { start: heardUntil, end }] : gaps;
}
