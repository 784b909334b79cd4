import { expect, test } from 'vitest';
import { readFrontMatter } from '../../../electron/library/front-matter.ts';
import { inferTasks } from '../../../electron/library/infer-tasks.ts';

const config = (architecture: string, modelType = 'bert') => ({
  modelType,
  architectures: [architecture],
  labels: ['a', 'b'],
  hasChatTemplate: false,
  encoderType: undefined,
});

test.each([
  ['BertForSequenceClassification', 'bert', ['text-classification']],
  ['Wav2Vec2ForSequenceClassification', 'wav2vec2', ['audio-classification']],
  ['WhisperForConditionalGeneration', 'whisper', ['automatic-speech-recognition']],
  ['T5ForConditionalGeneration', 't5', ['text2text-generation']],
  ['DetrForSegmentation', 'detr', ['image-segmentation']],
  ['OwlViTForObjectDetection', 'owlvit', ['zero-shot-object-detection']],
  ['VitPoseForPoseEstimation', 'vitpose', ['openpose-control']],
  ['BertModel', 'bert', ['feature-extraction', 'sentence-similarity']],
  ['LlamaForCausalLM', 'llama', ['text-generation']],
  ['SomethingNew', 'new', []],
])('%s of a %s serves %s', (architecture, modelType, tasks) => {
  expect(inferTasks(config(architecture, modelType))).toEqual(tasks);
});

test('Labels and chat templates decide between tasks of one architecture', () => {
  const classifier = config('BertForSequenceClassification');
  expect(inferTasks({ ...classifier, labels: ['ENTAILMENT', 'neutral'] })).toEqual([
    'zero-shot-classification',
  ]);
  expect(inferTasks({ ...classifier, labels: ['LABEL_0'] })).toEqual(['text-ranking']);
  expect(inferTasks({ ...config('LlamaForCausalLM'), hasChatTemplate: true })).toContain(
    'conversational',
  );
});

test.each([
  ['---\nlicense: mit # free\nlanguage: en\n---\n', 'mit', ['en']],
  ['---\nlanguage: [en, \'de\']\nlicense: "apache-2.0"\n---', 'apache-2.0', ['en', 'de']],
  ['---\r\nlanguage:\r\n- en\r\n- fr\r\ntags:\r\n- x\r\n---\r\n', undefined, ['en', 'fr']],
  ['# No front matter\nlicense: mit', undefined, []],
])('The front matter %j is read', (text, licence, languages) => {
  expect(readFrontMatter(text)).toMatchObject({ licence, languages });
});
