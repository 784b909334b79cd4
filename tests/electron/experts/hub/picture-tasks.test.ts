import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { TaskType } from '../../../../shared/tasks.ts';
import { textSlots } from '../builtin/text-tasks.ts';
import { made, maskPng, pictureSlot } from './hosted.ts';

async function pixelAt(bytes: Uint8Array | undefined, x: number, y: number) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 3)];
}

const CLASSES = [
  { label: 'cat', score: 0.8 },
  { label: 'dog', score: 0.2 },
];

describe('hosted tasks on pictures', () => {
  it('classifies a picture, sent as it is', async () => {
    const { output, router } = await made('image-classification', await pictureSlot(), {
      answer: () => CLASSES,
    });
    expect(output.labels).toEqual(CLASSES);
    expect(output.text).toBe('cat (80\u00a0%)');
    expect(router.asked()[0]?.bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  it('gives a picture one of the labels that were named', async () => {
    const slots = { ...(await pictureSlot()), ...textSlots({ labels: 'dog; cat' }) };
    const { output } = await made('zero-shot-image-classification', slots, {
      answer: () => CLASSES,
    });
    expect(output.labels).toEqual(CLASSES);
  });

  it('gives boxes in pixels, each thing once, drawn and counted', async () => {
    const box = { xmin: 10, ymin: 20, xmax: 30, ymax: 60 };
    const { output } = await made('object-detection', await pictureSlot(), {
      answer: () => [
        { label: 'bus', score: 0.9, box },
        { label: 'bus', score: 0.8, box: { ...box, xmin: 11 } },
        { label: 'person', score: 0.7, box: { xmin: 40, ymin: 5, xmax: 50, ymax: 15 } },
        { label: 'person', score: 0.1, box },
      ],
    });
    expect(output.objects).toEqual([
      { label: 'bus', score: 0.9, box: { x: 10, y: 20, width: 20, height: 28 } },
      { label: 'person', score: 0.7, box: { x: 40, y: 5, width: 10, height: 10 } },
    ]);
    expect(output.text).toBe('Found 1 bus, 1 person.');
    expect(output.image?.name).toBe('objects.png');
    const { width, height } = await sharp(output.image?.bytes).metadata();
    expect([width, height]).toEqual([64, 48]);
    expect(await pixelAt(output.image?.bytes, 10, 40)).not.toEqual([0x33, 0x66, 0x99]);
    expect(await pixelAt(output.image?.bytes, 60, 40)).toEqual([0x33, 0x66, 0x99]);
  });

  it('says so where nothing is found', async () => {
    const { output } = await made('object-detection', await pictureSlot(), { answer: () => [] });
    expect(output.text).toBe('No object was found.');
    expect(output.objects).toEqual([]);
  });

  it('sends a turned picture upright, so that boxes are those of the picture as it is seen', async () => {
    const slots = await pictureSlot({ format: 'jpeg', orientation: 6 });
    const { output, router } = await made('object-detection', slots, {
      answer: () => [{ label: 'cup', score: 0.9, box: { xmin: 0, ymin: 0, xmax: 48, ymax: 64 } }],
    });
    const sent = await sharp(router.asked()[0]?.bytes).metadata();
    expect([sent.format, sent.width, sent.height]).toEqual(['png', 48, 64]);
    expect(output.objects?.[0]?.box).toEqual({ x: 0, y: 0, width: 48, height: 64 });
  });

  it('gives masks of the size of the picture, the largest region first', async () => {
    const [quarter, half, none] = await Promise.all([0.25, 0.5, 0].map(maskPng));
    const { output } = await made('image-segmentation', await pictureSlot(), {
      answer: () => [
        { label: 'Sky blue', score: 0.9, mask: quarter },
        { label: 'dog', score: 0.8, mask: half },
        { label: 'nothing', score: 0.8, mask: none },
      ],
    });
    expect(output.text).toBe('dog 50\u00a0%, Sky blue 25\u00a0%');
    expect(output.masks?.map(({ label, score, file }) => [label, score, file.name])).toEqual([
      ['dog', 0.8, 'mask-1-dog.png'],
      ['Sky blue', 0.9, 'mask-2-sky-blue.png'],
    ]);
    const mask = await sharp(output.masks?.[0]?.file.bytes).metadata();
    expect([mask.width, mask.height, mask.channels]).toEqual([64, 48, 1]);
    expect(await pixelAt(output.image?.bytes, 20, 10)).not.toEqual([0x33, 0x66, 0x99]);
    expect(await pixelAt(output.image?.bytes, 60, 10)).toEqual([0x33, 0x66, 0x99]);
  });

  it('describes a picture by a model that talks about pictures', async () => {
    const { output, router } = await made('image-to-text', await pictureSlot(), {
      providers: [{ provider: 'together', task: 'conversational' }],
      answer: () => 'A blue field.',
    });
    expect(output.text).toBe('A blue field.');
    expect(JSON.stringify(router.asked()[0]?.body)).toContain('data:image/png;base64,');
  });

  it('describes a picture by a captioning model', async () => {
    const { output } = await made('image-to-text', await pictureSlot(), {
      answer: () => ({ generated_text: ' a blue field ' }),
    });
    expect(output.text).toBe('a blue field');
  });

  it.each<TaskType>(['visual-question-answering', 'document-question-answering'])(
    'answers a question about a picture: %s',
    async (task) => {
      const slots = { ...(await pictureSlot()), ...textSlots({ text: 'Which colour?' }) };
      const { output } = await made(task, slots, {
        answer: () => [{ answer: 'blue', score: 0.7, start: 0, end: 0 }],
      });
      expect(output).toMatchObject({ text: 'blue', answers: [{ text: 'blue', score: 0.7 }] });
    },
  );

  it('answers a question about a picture by a model that talks, which names no certainty', async () => {
    const slots = { ...(await pictureSlot()), ...textSlots({ text: 'Which colour?' }) };
    const { output } = await made('visual-question-answering', slots, {
      providers: [{ provider: 'together', task: 'conversational' }],
      answer: () => 'Blue.',
    });
    expect(output.text).toBe('Blue.');
    expect(output.notes).toContainEqual({ code: 'score-unknown' });
  });
});
