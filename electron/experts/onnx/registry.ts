// Every task type that models of this machine can do. The engine reads from it what there is, without
// loading anything; the runner loads the file of a task type when it is first asked for.

import type { TaskType } from '../../../shared/tasks.ts';
import type { ControlKind, ControlTask } from '../../library/diffusion-controls.ts';
import type { OnnxTask } from './onnx-task.ts';

export interface OnnxEntry {
  /** Seconds after which a task is given up, loading its model included. */
  readonly timeoutSeconds: number;
  /** Its results depend on a seed. */
  readonly isSeeded?: boolean;
  readonly load: () => Promise<OnnxTask>;
}

/** Seconds; what writes or draws piece by piece takes longer. */
const QUICK = 300;
const SLOW = 1800;
/** An hour of speech on a CPU. */
const LONG = 7200;

function controlled(kind: ControlKind): OnnxEntry {
  return {
    timeoutSeconds: SLOW,
    isSeeded: true,
    load: async () => (await import('./controlled-pictures.ts')).controlledPictures(kind),
  };
}

const CONTROLLED = {
  'canny-text-to-image': controlled('canny'),
  'depth-text-to-image': controlled('depth'),
  'hed-text-to-image': controlled('hed'),
  'mlsd-text-to-image': controlled('mlsd'),
  'normal-text-to-image': controlled('normal'),
  'openpose-text-to-image': controlled('openpose'),
  'seg-text-to-image': controlled('seg'),
} as const satisfies Record<ControlTask, OnnxEntry>;

export const ONNX_TASKS = {
  'text-classification': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./text-classification.ts')).textClassification,
  },
  'token-classification': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./token-classification.ts')).tokenClassification,
  },
  'question-answering': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./question-answering.ts')).questionAnswering,
  },
  'fill-mask': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./fill-mask.ts')).fillMask,
  },
  'zero-shot-classification': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./zero-shot-classification.ts')).zeroShotClassification,
  },
  'text-ranking': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./text-ranking.ts')).textRanking,
  },
  'feature-extraction': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./feature-extraction.ts')).featureExtraction,
  },
  'sentence-similarity': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./sentence-similarity.ts')).sentenceSimilarity,
  },
  summarization: {
    timeoutSeconds: SLOW,
    load: async () => (await import('./summarization.ts')).summarization,
  },
  translation: {
    timeoutSeconds: SLOW,
    load: async () => (await import('./translation.ts')).translation,
  },
  'text2text-generation': {
    timeoutSeconds: SLOW,
    load: async () => (await import('./text2text-generation.ts')).text2textGeneration,
  },
  'text-generation': {
    timeoutSeconds: SLOW,
    isSeeded: true,
    load: async () => (await import('./text-generation.ts')).textGeneration,
  },
  conversational: {
    timeoutSeconds: SLOW,
    isSeeded: true,
    load: async () => (await import('./conversational.ts')).conversational,
  },
  'image-classification': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./image-classification.ts')).imageClassification,
  },
  'object-detection': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./object-detection.ts')).objectDetection,
  },
  'zero-shot-image-classification': {
    timeoutSeconds: QUICK,
    load: async () =>
      (await import('./zero-shot-image-classification.ts')).zeroShotImageClassification,
  },
  'zero-shot-object-detection': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./zero-shot-object-detection.ts')).zeroShotObjectDetection,
  },
  'image-segmentation': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./image-segmentation.ts')).imageSegmentation,
  },
  'background-removal': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./background-removal.ts')).backgroundRemoval,
  },
  'depth-estimation': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./depth-estimation.ts')).depthEstimation,
  },
  'normal-control': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./normal-control.ts')).normalControl,
  },
  'hed-control': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./hed-control.ts')).hedControl,
  },
  'openpose-control': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./openpose-control.ts')).openposeControl,
  },
  'image-to-image': {
    timeoutSeconds: SLOW,
    isSeeded: true,
    load: async () => (await import('./image-to-image.ts')).imageToImage,
  },
  'image-to-text': {
    timeoutSeconds: SLOW,
    load: async () => (await import('./image-to-text.ts')).imageToText,
  },
  'visual-question-answering': {
    timeoutSeconds: SLOW,
    load: async () => (await import('./visual-question-answering.ts')).visualQuestionAnswering,
  },
  'document-question-answering': {
    timeoutSeconds: SLOW,
    load: async () => (await import('./document-question-answering.ts')).documentQuestionAnswering,
  },
  'text-to-image': {
    timeoutSeconds: SLOW,
    isSeeded: true,
    load: async () => (await import('./text-to-image.ts')).textToImage,
  },
  ...CONTROLLED,
  'automatic-speech-recognition': {
    timeoutSeconds: LONG,
    load: async () =>
      (await import('./automatic-speech-recognition.ts')).automaticSpeechRecognition,
  },
  'audio-classification': {
    timeoutSeconds: QUICK,
    load: async () => (await import('./audio-classification.ts')).audioClassification,
  },
  'text-to-speech': {
    timeoutSeconds: SLOW,
    load: async () => (await import('./text-to-speech.ts')).textToSpeech,
  },
} as const satisfies Partial<Record<TaskType, OnnxEntry>>;

export type OnnxTaskType = keyof typeof ONNX_TASKS;
export const ONNX_TASK_TYPES = Object.keys(ONNX_TASKS) as readonly OnnxTaskType[]; // keys of a const table

export function onnxEntry(type: OnnxTaskType): OnnxEntry {
  return ONNX_TASKS[type];
}
