// Every task type that hosted inference serves, in one table, and the experts that models of the Hub make of
// it. Which models are offered, and whether anything may leave this machine, is decided elsewhere.

import type { TaskType } from '../../../shared/tasks.ts';
import type { Fetch } from '../../network/fetch.ts';
import type { Expert, ExpertContext, ExpertInputs, ExpertOutput } from '../expert.ts';
import { addressesOf } from './addresses.ts';
import { type AskDeps, askProviders, isAddress } from './ask.ts';
import { createAttempts } from './attempts.ts';
import { audioClassification } from './audio-classification.ts';
import { audioToAudio } from './audio-to-audio.ts';
import { automaticSpeechRecognition } from './automatic-speech-recognition.ts';
import { controlledPicture } from './controlled-picture.ts';
import { conversational } from './conversational.ts';
import { documentQuestionAnswering } from './document-question-answering.ts';
import type { FetchAddress } from './exchange.ts';
import { featureExtraction } from './feature-extraction.ts';
import { fillMask } from './fill-mask.ts';
import type { HubTask } from './hub-task.ts';
import { imageClassification } from './image-classification.ts';
import { imageSegmentation } from './image-segmentation.ts';
import { imageToImage } from './image-to-image.ts';
import { imageToText } from './image-to-text.ts';
import { imageToVideo } from './image-to-video.ts';
import { objectDetection } from './object-detection.ts';
import { createPrices } from './prices.ts';
import { createServing } from './providers.ts';
import { questionAnswering } from './question-answering.ts';
import { sentenceSimilarity } from './sentence-similarity.ts';
import { summarization } from './summarization.ts';
import { tabularClassification } from './tabular-classification.ts';
import { textClassification } from './text-classification.ts';
import { textGeneration } from './text-generation.ts';
import { textToImage } from './text-to-image.ts';
import { textToSpeech } from './text-to-speech.ts';
import { textToVideo } from './text-to-video.ts';
import { tokenClassification } from './token-classification.ts';
import { createTraffic } from './traffic.ts';
import { translation } from './translation.ts';
import { createUploads } from './uploads.ts';
import { visualQuestionAnswering } from './visual-question-answering.ts';
import { type Patience, type Sleep, sleepFor } from './waiting.ts';
import { zeroShotClassification } from './zero-shot-classification.ts';
import { zeroShotImageClassification } from './zero-shot-image-classification.ts';

export interface HubExpertsDeps {
  /** The one way out. */
  readonly fetch: Fetch;
  /** For addresses that providers name for their results; the one way out where it is not given. */
  readonly fetchAddress?: FetchAddress;
  readonly token: () => string | undefined;
  /** Where the router is asked, and the Hub too where it has no address of its own here. */
  readonly endpoint?: string;
  readonly hubEndpoint?: string;
  /** The provider that the person wants for a model; where there is none, prices or the Hub's order count. */
  readonly provider?: (model: string) => string | undefined;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Waits, where it is not to be the time that passes. */
  readonly sleep?: Sleep;
  /** How long providers are waited for, where it is not to be what suits the task type. */
  readonly patience?: Partial<Patience>;
}

export interface HostedModel {
  /** The Hub's `org/name`, or the address of an endpoint of one's own. */
  readonly id: string;
  readonly tasks: readonly TaskType[];
  readonly licence?: string;
  readonly description?: string;
  readonly languages?: readonly string[];
  readonly revision?: string;
}

const HUB_TASKS: Readonly<Partial<Record<TaskType, HubTask>>> = {
  'text-classification': textClassification,
  'token-classification': tokenClassification,
  'zero-shot-classification': zeroShotClassification,
  'question-answering': questionAnswering,
  'fill-mask': fillMask,
  summarization,
  translation,
  'feature-extraction': featureExtraction,
  'sentence-similarity': sentenceSimilarity,
  'text-generation': textGeneration,
  conversational,
  'tabular-classification': tabularClassification,
  'image-classification': imageClassification,
  'zero-shot-image-classification': zeroShotImageClassification,
  'object-detection': objectDetection,
  'image-segmentation': imageSegmentation,
  'image-to-image': imageToImage,
  'image-to-text': imageToText,
  'visual-question-answering': visualQuestionAnswering,
  'document-question-answering': documentQuestionAnswering,
  'text-to-image': textToImage,
  'text-to-video': textToVideo,
  'image-to-video': imageToVideo,
  'text-to-speech': textToSpeech,
  'automatic-speech-recognition': automaticSpeechRecognition,
  'audio-classification': audioClassification,
  'audio-to-audio': audioToAudio,
  'canny-text-to-image': controlledPicture('canny-text-to-image', 'edges'),
  'depth-text-to-image': controlledPicture('depth-text-to-image', 'depth map'),
  'hed-text-to-image': controlledPicture('hed-text-to-image', 'soft edges'),
  'mlsd-text-to-image': controlledPicture('mlsd-text-to-image', 'straight lines'),
  'normal-text-to-image': controlledPicture('normal-text-to-image', 'surface normals'),
  'openpose-text-to-image': controlledPicture('openpose-text-to-image', 'pose'),
  'seg-text-to-image': controlledPicture('seg-text-to-image', 'segments'),
};

export const HUB_TASK_TYPES = Object.keys(HUB_TASKS) as readonly TaskType[]; // keys of the table above

/** One expert for each model and each of its task types that is served. */
export function hubExperts(
  models: readonly HostedModel[],
  deps: HubExpertsDeps,
): readonly Expert[] {
  const { fetch, fetchAddress, token, provider, clock, patience, sleep = sleepFor } = deps;
  const addresses = addressesOf(deps);
  const asking = {
    ...{ fetch, fetchAddress, token, provider, clock, sleep, patience, addresses },
    serving: createServing({ fetch, clock, addresses }),
    prices: createPrices({ fetch, clock, addresses }),
  };
  return models.flatMap((model) =>
    model.tasks.flatMap((task) => {
      const entry = HUB_TASKS[task];
      return entry === undefined ? [] : [expertOf({ model, task, entry }, asking)];
    }),
  );
}

interface Offer {
  readonly model: HostedModel;
  readonly task: TaskType;
  readonly entry: HubTask;
}

function expertOf(offer: Offer, deps: AskDeps): Expert {
  const { model, task, entry } = offer;
  const name = nameOf(model.id);
  return {
    task,
    model: {
      ...{ id: model.id, host: 'hub', tasks: [task], name },
      revision: model.revision ?? 'hosted',
      description: model.description ?? `${name}, run by an inference provider of the Hub.`,
      licence: model.licence ?? 'unknown',
      languages: model.languages ?? [],
    },
    timeoutSeconds: entry.timeoutSeconds,
    isSeeded: entry.isSeeded ?? false,
    slot: 'network',
    facts: () => ({ device: 'hosted' }),
    perform: (inputs, context) => perform(offer, { inputs, context }, deps),
  };
}

function nameOf(id: string): string {
  return isAddress(id) ? new URL(id).host : (id.split('/').at(-1) ?? id);
}

interface Given {
  readonly inputs: ExpertInputs;
  readonly context: ExpertContext;
}

/** Who was asked, and what went over the line, is told with the result. */
async function perform(
  { model, task, entry }: Offer,
  { inputs, context }: Given,
  deps: AskDeps,
): Promise<ExpertOutput> {
  const traffic = createTraffic(context);
  const attempts = createAttempts();
  const asking = {
    ...{ task, model: model.id, name: nameOf(model.id), timeoutSeconds: entry.timeoutSeconds },
    ...{ inputs, context, traffic, attempts, allowUploads: createUploads(inputs, context) },
  };
  const { signal } = context;
  const output = await entry.perform({
    ...context,
    inputs,
    model: model.id,
    languages: model.languages ?? [],
    clock: deps.clock,
    maskToken: async () => {
      const token = deps.token();
      return isAddress(model.id) || token === undefined
        ? undefined
        : (await deps.serving({ model: model.id, token, signal })).maskToken;
    },
    ask: (...ways) => askProviders(ways, asking, deps),
  });
  return { ...output, notes: [...(output.notes ?? []), ...attempts.notes(), ...traffic.notes()] };
}
