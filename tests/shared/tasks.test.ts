import { describe, expect, it } from 'vitest';
import { isTaskType, resolveTaskType, TASK_TYPES, taskEntry } from '../../shared/tasks.ts';

/** The 35 task types of HuggingGPT. */
const ORIGINAL = `token-classification text2text-generation summarization translation
  question-answering conversational text-generation sentence-similarity tabular-classification
  object-detection image-classification image-to-image image-to-text text-to-image text-to-video
  visual-question-answering document-question-answering image-segmentation depth-estimation
  text-to-speech automatic-speech-recognition audio-to-audio audio-classification canny-control
  hed-control mlsd-control normal-control openpose-control canny-text-to-image depth-text-to-image
  hed-text-to-image mlsd-text-to-image normal-text-to-image openpose-text-to-image
  seg-text-to-image`.split(/\s+/);

describe('the table of task types', () => {
  it('holds every type of HuggingGPT', () => {
    expect(ORIGINAL).toHaveLength(35);
    expect(ORIGINAL.filter((name) => !isTaskType(name))).toEqual([]);
  });

  it('gives each type a sentence, what it needs, at least one input and one output', () => {
    for (const type of TASK_TYPES) {
      const { sentence, needs, inputs, outputs } = taskEntry(type);
      expect(sentence, type).toMatch(/^[A-Z].*\.$/);
      expect(needs, type).not.toBe('');
      expect(
        Object.values(inputs).some(({ required }) => required),
        type,
      ).toBe(true);
      expect(outputs.length, type).toBeGreaterThan(0);
    }
  });

  it('resolves every alias to one type only', () => {
    const claims = TASK_TYPES.flatMap((type) => [type, ...taskEntry(type).aliases.split(' ')]);
    expect(claims.filter((name, index) => claims.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['object-detection', 'object-detection'],
    ['Named Entity Recognition', 'token-classification'],
    ['IMAGE_CLS', 'image-classification'],
    ['  tts ', 'text-to-speech'],
    ['ocr', 'image-to-text'],
    ['pose-detection', 'openpose-control'],
    ['pose-text-to-image', 'openpose-text-to-image'],
    ['object', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
  ])('resolves %s to %s', (written, type) => {
    expect(resolveTaskType(written)).toBe(type);
  });
});
