// Our task types in the Hub's words: what to ask for to find models that do one, and which ones a model does
// by its tags. One table for both directions. Pure.

import type { PipelineType } from '@huggingface/hub';
import type { HubQuery } from '../../shared/hub-models.ts';
import { TASK_TYPES, type TaskType } from '../../shared/tasks.ts';

/** One question to the Hub; all of it must hold. */
export interface HubFilter {
  readonly pipeline?: PipelineType;
  readonly tags?: readonly string[];
  /** One of these words is part of the name; the Hub is not asked about it. */
  readonly named?: readonly string[];
}

/** What models of a type are known by; a model needs to pass one filter of a list. */
interface Row {
  /** To run on this machine. */
  readonly onnx?: readonly HubFilter[];
  readonly hosted?: readonly HubFilter[];
  /** In providers' words: the tasks by which hosted inference does the type. */
  readonly served?: readonly string[];
}

export interface HubFacts {
  readonly id: string;
  readonly pipelineTag: string | undefined;
  readonly tags: readonly string[];
  readonly isOnnx: boolean;
  /** The tasks, in providers' words, for which it is served; empty where nobody serves it. */
  readonly served: readonly string[];
}

/** The type has the same name everywhere. */
const same = (pipeline: PipelineType): Row => ({
  onnx: [{ pipeline }],
  hosted: [{ pipeline }],
  served: [pipeline],
});
const onlyHosted = (pipeline: PipelineType): Row => ({
  hosted: [{ pipeline }],
  served: [pipeline],
});
const onlyHere = (...onnx: readonly HubFilter[]): Row => ({ onnx });

const SEES_AND_TALKS: HubFilter = { pipeline: 'image-text-to-text' };
const TALKS: HubFilter = { pipeline: 'text-generation', tags: ['conversational'] };
const DEPTH: HubFilter = { pipeline: 'depth-estimation' };
const SENTENCES: readonly HubFilter[] = [
  { pipeline: 'sentence-similarity' },
  { pipeline: 'feature-extraction' },
];

/** Both names stand for changing a picture as a text says. */
const CHANGES_PICTURES = ['image-to-image', 'image-text-to-image'] as const;

/**
 * The Hub has no tag for it. Hosted, it is done by models that change pictures: those named after what they
 * keep, and those that follow any instruction.
 */
function controlled(...kept: readonly string[]): Row {
  const named = [...kept, 'edit', 'kontext', 'instruct'];
  return {
    hosted: CHANGES_PICTURES.map((pipeline) => ({ pipeline, named })),
    served: CHANGES_PICTURES,
  };
}

const ROWS: Readonly<Partial<Record<TaskType, Row>>> = {
  'token-classification': same('token-classification'),
  'text-classification': same('text-classification'),
  // No task of the Hub any more; its models still have the tag.
  'text2text-generation': onlyHere({ tags: ['text2text-generation'] }),
  summarization: same('summarization'),
  translation: same('translation'),
  'question-answering': same('question-answering'),
  conversational: { onnx: [TALKS], hosted: [TALKS, SEES_AND_TALKS], served: ['conversational'] },
  'text-generation': {
    ...same('text-generation'),
    served: ['text-generation', 'conversational'],
  },
  'sentence-similarity': {
    ...{ onnx: SENTENCES, hosted: SENTENCES },
    served: ['sentence-similarity', 'feature-extraction'],
  },
  'zero-shot-classification': same('zero-shot-classification'),
  'fill-mask': same('fill-mask'),
  'feature-extraction': {
    ...{ onnx: SENTENCES, hosted: SENTENCES },
    served: ['feature-extraction', 'sentence-similarity'],
  },
  'text-ranking': onlyHere({ pipeline: 'text-ranking' }),
  'tabular-classification': onlyHosted('tabular-classification'),
  'object-detection': same('object-detection'),
  'zero-shot-object-detection': onlyHere({ pipeline: 'zero-shot-object-detection' }),
  'image-classification': same('image-classification'),
  'zero-shot-image-classification': same('zero-shot-image-classification'),
  'image-segmentation': same('image-segmentation'),
  'background-removal': onlyHere({ tags: ['background-removal'] }),
  'depth-estimation': onlyHere(DEPTH),
  'normal-control': onlyHere(DEPTH),
  // The Hub's tag of the task is also that of models with other layouts.
  'openpose-control': onlyHere({ tags: ['vitpose'] }),
  'image-to-image': {
    onnx: [{ pipeline: 'image-to-image' }],
    hosted: CHANGES_PICTURES.map((pipeline) => ({ pipeline })),
    served: CHANGES_PICTURES,
  },
  'image-to-text': {
    onnx: [{ pipeline: 'image-to-text' }, { ...SEES_AND_TALKS, tags: ['florence2'] }],
    hosted: [{ pipeline: 'image-to-text' }, SEES_AND_TALKS],
    served: ['image-to-text', 'conversational'],
  },
  'visual-question-answering': {
    onnx: [SEES_AND_TALKS],
    hosted: [{ pipeline: 'visual-question-answering' }, SEES_AND_TALKS],
    served: ['visual-question-answering', 'conversational'],
  },
  'document-question-answering': {
    onnx: [{ pipeline: 'document-question-answering' }],
    hosted: [{ pipeline: 'document-question-answering' }, SEES_AND_TALKS],
    served: ['document-question-answering', 'conversational'],
  },
  'text-to-image': {
    ...same('text-to-image'),
    // Those that run here do several things at once, and say this one as a tag.
    onnx: [{ tags: ['text-to-image'] }],
  },
  'text-to-video': onlyHosted('text-to-video'),
  'image-to-video': {
    hosted: [{ pipeline: 'image-to-video' }, { pipeline: 'image-text-to-video' }],
    served: ['image-to-video', 'image-text-to-video'],
  },
  'text-to-speech': {
    onnx: [{ pipeline: 'text-to-speech' }],
    hosted: [{ pipeline: 'text-to-speech' }, { pipeline: 'text-to-audio' }],
    served: ['text-to-speech', 'text-to-audio'],
  },
  'automatic-speech-recognition': same('automatic-speech-recognition'),
  'audio-classification': same('audio-classification'),
  'audio-to-audio': onlyHosted('audio-to-audio'),
  'canny-text-to-image': controlled('canny'),
  'depth-text-to-image': controlled('depth'),
  'hed-text-to-image': controlled('hed', 'softedge'),
  'mlsd-text-to-image': controlled('mlsd'),
  'normal-text-to-image': controlled('normal', 'normals'),
  'openpose-text-to-image': controlled('pose', 'openpose'),
  'seg-text-to-image': controlled('seg', 'segmentation'),
};

/** Whether the Hub can be asked for models of the type; drawing controls, for one, is built in. */
export function isSearchable({ kind, task }: Pick<HubQuery, 'kind' | 'task'>): boolean {
  return task === undefined || ROWS[task]?.[kind] !== undefined;
}

/** What one search asks for; one question without any filter where it is for no task type. */
export function hubFilters({ kind, task }: Pick<HubQuery, 'kind' | 'task'>): readonly HubFilter[] {
  return task === undefined ? [{}] : (ROWS[task]?.[kind] ?? []);
}

/** The tasks, in providers' words, by which a hosted model does the type. */
export function servedFor(task: TaskType): readonly string[] {
  return ROWS[task]?.served ?? [];
}

/** The types that a model does here or hosted; by its tags alone where it can be had in neither way. */
export function hubTasksOf(facts: HubFacts): readonly TaskType[] {
  const isNowhere = !facts.isOnnx && facts.served.length === 0;
  return TASK_TYPES.filter((task) => {
    const { onnx = [], hosted = [], served = [] } = ROWS[task] ?? {};
    const isServed = served.some((name) => facts.served.includes(name));
    const filters = [
      ...(facts.isOnnx || isNowhere ? onnx : []),
      ...(isServed || isNowhere ? hosted : []),
    ];
    return filters.some((filter) => passes(facts, filter));
  });
}

function passes(facts: Omit<HubFacts, 'isOnnx' | 'served'>, filter: HubFilter): boolean {
  const { id, pipelineTag, tags } = facts;
  const words = id.toLowerCase().split(/[^a-z0-9]+/);
  return (
    (filter.pipeline === undefined || filter.pipeline === pipelineTag) &&
    (filter.tags ?? []).every((tag) => tags.includes(tag) || tag === pipelineTag) &&
    (filter.named?.some((word) => words.includes(word)) ?? true)
  );
}
