// Which task types a model serves that the catalogue does not know, from its configuration: one table,
// the first row that matches counts. Nothing is said where nothing matches.

import type { TaskType } from '../../shared/tasks.ts';

export interface KnownConfig {
  readonly modelType: string | undefined;
  readonly architectures: readonly string[];
  /** Names of the classes that it tells apart. */
  readonly labels: readonly string[];
  readonly hasChatTemplate: boolean;
  /** Inside a vision-encoder-decoder model. */
  readonly encoderType: string | undefined;
}

interface Row {
  /** The end of the architecture's name. */
  readonly ends: string;
  readonly types?: RegExp;
  readonly when?: (config: KnownConfig) => boolean;
  readonly tasks: readonly TaskType[];
}

const SPEECH = /^(?:wav2vec2|wav2vec2-bert|hubert|wavlm|unispeech|unispeech-sat|whisper)$/;
const OPEN_DETECTORS = /^(?:owlvit|owlv2|grounding-dino)$/;
const TRANSLATORS = /^(?:marian|m2m_100|nllb|mbart|mbart50|seamless_m4t)$/;
const VISION_LANGUAGE =
  /^(?:idefics3|smolvlm|llava|llava_onevision|qwen2_vl|qwen2_5_vl|qwen3_vl|paligemma|gemma3|lfm2_vl)$/;
const EMBEDDERS =
  /^(?:bert|distilbert|roberta|xlm-roberta|mpnet|modernbert|nomic_bert|deberta|deberta-v2|albert|gemma3_text|neobert)$/;

const ROWS: readonly Row[] = [
  { ends: 'ForSequenceClassification', types: SPEECH, tasks: ['audio-classification'] },
  {
    ends: 'ForSequenceClassification',
    when: ({ labels }) => labels.some((label) => /^entail(?:ment)?$/i.test(label)),
    tasks: ['zero-shot-classification'],
  },
  {
    ends: 'ForSequenceClassification',
    when: ({ labels }) => labels.length === 1,
    tasks: ['text-ranking'],
  },
  { ends: 'ForSequenceClassification', tasks: ['text-classification'] },
  { ends: 'ForTokenClassification', tasks: ['token-classification'] },
  { ends: 'ForQuestionAnswering', tasks: ['question-answering'] },
  { ends: 'ForMaskedLM', tasks: ['fill-mask'] },
  { ends: 'ForObjectDetection', types: OPEN_DETECTORS, tasks: ['zero-shot-object-detection'] },
  { ends: 'ForObjectDetection', tasks: ['object-detection'] },
  { ends: 'ForImageClassification', tasks: ['image-classification'] },
  { ends: 'Segmentation', tasks: ['image-segmentation'] },
  { ends: '', types: /^(?:modnet|birefnet|isnet)$/, tasks: ['background-removal'] },
  { ends: 'ForDepthEstimation', tasks: ['depth-estimation', 'normal-control'] },
  { ends: 'ForPoseEstimation', tasks: ['openpose-control'] },
  { ends: 'ForImageSuperResolution', tasks: ['image-to-image'] },
  { ends: 'ForCTC', tasks: ['automatic-speech-recognition'] },
  { ends: 'ForAudioClassification', tasks: ['audio-classification'] },
  { ends: 'ForTextToSpeech', tasks: ['text-to-speech'] },
  { ends: 'VitsModel', tasks: ['text-to-speech'] },
  {
    ends: 'ForConditionalGeneration',
    types: /^(?:whisper|moonshine|cohere_asr)$/,
    tasks: ['automatic-speech-recognition'],
  },
  { ends: 'ForConditionalGeneration', types: /^florence2$/, tasks: ['image-to-text'] },
  {
    ends: 'ForConditionalGeneration',
    types: VISION_LANGUAGE,
    tasks: ['visual-question-answering'],
  },
  { ends: 'ForConditionalGeneration', types: TRANSLATORS, tasks: ['translation'] },
  {
    ends: 'ForConditionalGeneration',
    types: /^(?:bart|pegasus)$/,
    tasks: ['summarization', 'text2text-generation'],
  },
  { ends: 'ForConditionalGeneration', types: /t5$/, tasks: ['text2text-generation'] },
  { ends: 'MarianMTModel', tasks: ['translation'] },
  {
    ends: 'VisionEncoderDecoderModel',
    when: ({ encoderType }) => encoderType === 'donut-swin',
    tasks: ['document-question-answering'],
  },
  { ends: 'VisionEncoderDecoderModel', tasks: ['image-to-text'] },
  { ends: 'MultiModalityCausalLM', tasks: ['text-to-image'] },
  {
    ends: 'ForCausalLM',
    when: ({ hasChatTemplate }) => hasChatTemplate,
    tasks: ['text-generation', 'conversational'],
  },
  { ends: 'ForCausalLM', tasks: ['text-generation'] },
  { ends: 'LMHeadModel', tasks: ['text-generation'] },
  {
    ends: 'Model',
    types: /^(?:clip|siglip|chinese_clip|jina_clip)$/,
    tasks: ['zero-shot-image-classification'],
  },
  { ends: 'Model', types: EMBEDDERS, tasks: ['feature-extraction', 'sentence-similarity'] },
];

export function inferTasks(config: KnownConfig): readonly TaskType[] {
  const row = ROWS.find(
    ({ ends, types, when }) =>
      config.architectures.some((name) => name.endsWith(ends)) &&
      (types === undefined || types.test(config.modelType ?? '')) &&
      (when === undefined || when(config)),
  );
  return row?.tasks ?? [];
}
