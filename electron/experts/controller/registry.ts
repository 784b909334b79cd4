// The language model that conducts, as an expert: what it does itself, without a model beside it. One list
// for whatever model was chosen; the pictures only where it takes them.

import type { TaskType } from '../../../shared/tasks.ts';
import type { ChatModel } from '../../controllers/chat.ts';
import type { Expert, ExpertInputs, ExpertOutput } from '../expert.ts';
import type { Asked } from './ask-model.ts';
import { documentQuestionAnswering, imageToText, visualQuestionAnswering } from './pictures.ts';
import { questionAnswering } from './question-answering.ts';
import { summarization } from './summarization.ts';
import { textClassification } from './text-classification.ts';
import { translation } from './translation.ts';
import { conversational, text2textGeneration, textGeneration } from './writing.ts';

type Perform = (inputs: ExpertInputs, asked: Asked) => Promise<ExpertOutput>;

const WITH_TEXT = {
  summarization,
  translation,
  conversational,
  'text-generation': textGeneration,
  'text2text-generation': text2textGeneration,
  'question-answering': questionAnswering,
  'text-classification': textClassification,
} as const satisfies Partial<Record<TaskType, Perform>>;

const WITH_PICTURES = {
  'image-to-text': imageToText,
  'visual-question-answering': visualQuestionAnswering,
  'document-question-answering': documentQuestionAnswering,
} as const satisfies Partial<Record<TaskType, Perform>>;

/** A long text is read in parts, one after another. */
const TIMEOUT_SECONDS = 600;

/** @param clock milliseconds */
export function controllerExperts(model: ChatModel, clock: () => number): readonly Expert[] {
  const performs: Partial<Record<TaskType, Perform>> = {
    ...WITH_TEXT,
    ...(model.takesImages && WITH_PICTURES),
  };
  const tasks = Object.keys(performs) as TaskType[]; // keys of the two tables above
  return tasks.flatMap((task): readonly Expert[] => {
    const perform = performs[task];
    return perform === undefined
      ? []
      : [
          {
            task,
            model: {
              ...{ id: model.id, name: model.name, host: 'controller', revision: model.id, tasks },
              description:
                'Writes, shortens, translates and answers in most languages, as it is told.',
              ...{ licence: 'unknown', languages: [] },
            },
            timeoutSeconds: TIMEOUT_SECONDS,
            slot: model.isHere ? 'cpu' : 'network',
            ...(!model.isHere && { facts: () => ({ device: 'hosted' }) }),
            perform: (inputs, work) => perform(inputs, { task, model, clock, work }),
          },
        ];
  });
}
