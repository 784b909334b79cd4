// audio-classification on this machine: what a recording sounds like. A long one is heard in windows,
// whose scores are averaged by their length.

import type { ResultNote } from '../../../shared/result-notes.ts';
import { type AudioClassificationPipeline, pipeline } from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertOutput } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { allInWords } from '../label-list.ts';
import { openRecording, type Recording } from '../recording.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { samplingRateOf } from './sampling-rate.ts';
import { readWindows, type SoundWindow, soundingStretches } from './sound-windows.ts';

const TASK = 'audio-classification';
const TOP = 5;
/** What models of sound were mostly trained on. */
const WINDOWS = { seconds: 10, stride: 0 };
/** Seconds. Less at the end of a recording says too little to be heard alone, and is left out. */
const SHORTEST_REST = 1;

const CLASSIFIER: Loader<AudioClassificationPipeline> = {
  name: TASK,
  load: (folder, options) => pipeline(TASK, folder, options),
  dispose: (classifier) => classifier.dispose(),
};

export const audioClassification: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const classifier = await work.load(CLASSIFIER);
    const file = fileInput(TASK, work.inputs, 'audio');
    const recording = await openRecording(TASK, file, samplingRateOf(classifier.processor));
    try {
      return await classify(recording, classifier, work);
    } finally {
      recording.close();
    }
  },
};

async function classify(
  recording: Recording,
  classifier: AudioClassificationPipeline,
  { signal, progress }: OnnxWork,
): Promise<ExpertOutput> {
  const totals = new Map<string, number>();
  let heard = 0;
  let silent = 0;
  for await (const window of readWindows(recording, WINDOWS)) {
    signal.throwIfAborted();
    const seconds = window.end - window.start;
    if (soundingStretches(window, recording.rate).length === 0) {
      silent += seconds;
    } else if (window.start === 0 || seconds >= SHORTEST_REST || heard === 0) {
      for (const { label, score } of await scoresOf(classifier, window)) {
        totals.set(label, (totals.get(label) ?? 0) + score * seconds);
      }
      heard += seconds;
    }
    const values = { done: Math.round(window.end), seconds: Math.round(recording.seconds) };
    const message = { code: 'heard-seconds', values } as const;
    progress({ fraction: Math.min(1, window.end / recording.seconds), message });
  }
  signal.throwIfAborted();
  return outputOf(totals, { heard, silent });
}

async function scoresOf(classifier: AudioClassificationPipeline, { samples }: SoundWindow) {
  const scores = await classifier(samples, { top_k: Number.MAX_SAFE_INTEGER });
  return scores.flat(); // one recording gives one list
}

function outputOf(
  totals: ReadonlyMap<string, number>,
  { heard, silent }: { readonly heard: number; readonly silent: number },
): ExpertOutput {
  if (heard === 0) {
    return { text: '', labels: [], notes: [{ code: 'recording-silent' }] };
  }
  const labels = [...totals]
    .map(([label, total]) => ({ label, score: Math.min(1, total / heard) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, TOP);
  const note: ResultNote = { code: 'silence-left-out', values: { seconds: silent } };
  return { text: allInWords(labels), labels, ...(silent > 0 && { notes: [note] }) };
}
