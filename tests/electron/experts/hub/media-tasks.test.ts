import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TaskType } from '../../../../shared/tasks.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import { drawSvg, pixelsOf } from '../builtin/picture-tasks.ts';
import { textSlots } from '../builtin/text-tasks.ts';
import { fileSlot, made, pictureSlot, pngBytes, recordingSlot } from './hosted.ts';

/** A picture with parameters goes as text. */
const SentSchema = z.object({ inputs: z.string() });
const VIDEO = readFileSync('tests/fakes/recordings/tone-vorbis.webm');
const SPEECH = readFileSync('tests/fakes/recordings/tone.flac');

describe('hosted tasks that make media', () => {
  it('makes a picture of a description', async () => {
    const png = await pngBytes();
    const { output, router } = await made('text-to-image', textSlots({ text: 'A red square' }), {
      seed: 3,
      answer: () => png,
    });
    expect(output.image).toEqual({ name: 'picture.png', bytes: new Uint8Array(png) });
    expect(router.asked()[0]?.body).toEqual({ inputs: 'A red square', parameters: { seed: 3 } });
  });

  it('waits in the queue of fal-ai, and shows its storage no token', async () => {
    const png = await pngBytes();
    const { output, router } = await made('text-to-image', textSlots({ text: 'A red square' }), {
      seed: 3,
      providers: [{ provider: 'fal-ai', task: 'text-to-image', providerId: 'fal-ai/paint/dev' }],
      answer: () => png,
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
    expect(router.seen.filter(({ path }) => path.includes('/status?'))).toHaveLength(2);
    expect(router.asked()[0]?.path).toBe('/fal-ai/fal-ai/paint/dev?_subdomain=queue');
  });

  it('takes the result of a prediction of replicate', async () => {
    const png = await pngBytes();
    const { output, router } = await made('text-to-image', textSlots({ text: 'A red square' }), {
      providers: [{ provider: 'replicate', task: 'text-to-image', providerId: 'them/paint' }],
      answer: () => png,
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
    expect(router.asked()[0]?.path).toBe('/replicate/v1/models/them/paint/predictions');
  });

  it('changes a picture as a text says', async () => {
    const png = await pngBytes();
    const slots = { ...(await pictureSlot()), ...textSlots({ text: 'Make it red' }) };
    const { output, router } = await made('image-to-image', slots, { answer: () => png });
    expect(output.image?.name).toBe('edited.png');
    expect(router.asked()[0]?.body).toMatchObject({ parameters: { prompt: 'Make it red' } });
  });

  it('changes a picture without a text', async () => {
    const png = await pngBytes();
    const { output } = await made('image-to-image', await pictureSlot(), { answer: () => png });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
  });

  it.each<[TaskType, string]>([
    ['canny-text-to-image', 'edges'],
    ['depth-text-to-image', 'depth map'],
    ['hed-text-to-image', 'soft edges'],
    ['mlsd-text-to-image', 'straight lines'],
    ['normal-text-to-image', 'surface normals'],
    ['openpose-text-to-image', 'pose'],
    ['seg-text-to-image', 'segments'],
  ])('makes a picture from another: %s', async (controlled, kept) => {
    const png = await pngBytes();
    const slots = { ...(await pictureSlot()), ...textSlots({ text: 'A castle' }) };
    const { output, router } = await made(controlled, slots, {
      providers: [{ provider: 'hf-inference', task: 'image-to-image' }],
      answer: () => png,
    });
    expect(output.image?.name).toBe('picture.png');
    expect(JSON.stringify(router.asked()[0]?.body)).toContain(`the same ${kept}: A castle`);
  });

  it('sends segments in flat colours, where their masks are known', async () => {
    const png = await pngBytes();
    const path = join(temporaryFolder(), 'mask.png');
    writeFileSync(
      path,
      await drawSvg(64, 48, '<rect width="64" height="48" fill="white"/>').png().toBuffer(),
    );
    const { image } = await pictureSlot();
    const masked =
      image?.kind === 'image'
        ? { ...image, masks: [{ label: 'sky', name: 'mask.png', path }] }
        : image;
    const slots = { ...(masked && { image: masked }), ...textSlots({ text: 'A castle' }) };
    const { router } = await made('seg-text-to-image', slots, {
      providers: [{ provider: 'hf-inference', task: 'image-to-image' }],
      answer: () => png,
    });
    const { inputs } = SentSchema.parse(router.asked()[0]?.body);
    expect((await pixelsOf(Buffer.from(inputs, 'base64'))).at(30, 20)).toEqual([6, 230, 230]);
  });

  it('changes a picture under the other name of that', async () => {
    const png = await pngBytes();
    const slots = { ...(await pictureSlot()), ...textSlots({ text: 'Make it red' }) };
    const task = 'image-text-to-image';
    const { output } = await made('image-to-image', slots, {
      providers: [{ provider: 'fal-ai', task, providerId: 'fal-ai/edit' }],
      answer: () => png,
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
  });

  it('brings a picture into motion under the other name of that', async () => {
    const task = 'image-text-to-video';
    const { output } = await made('image-to-video', await pictureSlot(), {
      providers: [{ provider: 'fal-ai', task, providerId: 'fal-ai/move' }],
      answer: () => VIDEO,
    });
    expect(output.video?.bytes).toEqual(new Uint8Array(VIDEO));
  });

  it('makes a video of a description', async () => {
    const { output } = await made('text-to-video', textSlots({ text: 'Waves' }), {
      seed: 1,
      providers: [{ provider: 'fal-ai', task: 'text-to-video', providerId: 'fal-ai/move' }],
      answer: () => VIDEO,
    });
    expect(output.video?.name).toBe('video.webm');
    expect(output.video?.bytes).toEqual(new Uint8Array(VIDEO));
  });

  it('brings a picture into motion', async () => {
    const slots = { ...(await pictureSlot()), ...textSlots({ text: 'Slowly' }) };
    const { output, router } = await made('image-to-video', slots, {
      seed: 1,
      providers: [{ provider: 'fal-ai', task: 'image-to-video', providerId: 'fal-ai/move' }],
      answer: () => VIDEO,
    });
    expect(output.video?.name).toBe('video.webm');
    expect(router.asked()[0]?.body).toMatchObject({ prompt: 'Slowly', seed: 1 });
  });

  it('speaks a text, and says where a provider has no choice of voices', async () => {
    const slots = textSlots({ text: 'Good day.', voice: 'amy' });
    const { output, router } = await made('text-to-speech', slots, { answer: () => SPEECH });
    expect(output.audio?.name).toBe('speech.flac');
    expect(router.asked()[0]?.body).toEqual({ inputs: 'Good day.' });
    expect(output.notes).toContainEqual({ code: 'voice-not-taken', values: { voice: 'amy' } });
  });

  it('speaks with a voice where the provider has voices', async () => {
    const slots = textSlots({ text: 'Good day.', voice: 'amy' });
    const { router } = await made('text-to-speech', slots, {
      providers: [{ provider: 'fal-ai', task: 'text-to-speech', providerId: 'fal-ai/speak' }],
      answer: () => SPEECH,
    });
    expect(router.asked()[0]?.body).toMatchObject({ text: 'Good day.', voice: 'amy' });
  });

  it('writes down what is said, with times where there are any', async () => {
    const { output } = await made('automatic-speech-recognition', recordingSlot(), {
      providers: [
        { provider: 'fal-ai', task: 'automatic-speech-recognition', providerId: 'fal-ai/hear' },
      ],
      answer: () => ({
        text: ' Good day. Bye.',
        chunks: [
          { text: ' Good day.', timestamp: [0, 1.5] },
          { text: ' Bye.', timestamp: [1.5, null] },
        ],
      }),
    });
    expect(output.text).toBe('Good day. Bye.');
    expect(output.utterances).toEqual([
      { text: 'Good day.', start: 0, end: 1.5 },
      { text: 'Bye.', start: 1.5, end: 2.5 },
    ]);
  });

  it('takes the whole recording for one utterance where the provider sends no times', async () => {
    const { output } = await made('automatic-speech-recognition', recordingSlot(), {
      answer: () => ({ text: 'Good day.' }),
    });
    expect(output.utterances).toEqual([{ text: 'Good day.', start: 0, end: 2.5 }]);
  });

  it('says what a recording sounds like', async () => {
    const { output } = await made('audio-classification', recordingSlot(), {
      answer: () => [
        { label: 'music', score: 0.2 },
        { label: 'speech', score: 0.8 },
      ],
    });
    expect(output.text).toBe('speech (80\u00a0%), music (20\u00a0%)');
  });

  it('cleans a recording', async () => {
    const blob = SPEECH.toString('base64');
    const { output } = await made('audio-to-audio', recordingSlot(), {
      answer: () => [
        { label: 'voice', blob, 'content-type': 'audio/flac' },
        { label: 'rest', blob, 'content-type': 'audio/flac' },
      ],
    });
    expect(output.audio?.name).toBe('cleaned.flac');
    expect(output.notes?.[0]).toEqual({
      code: 'recording-parted',
      values: { part: 'voice', others: 'rest' },
    });
  });

  it('fills the gaps of a table, and measures on the rows that are known', async () => {
    const path = join(temporaryFolder(), 'wine.csv');
    const rows = ['1.5,0', '1.6,0', '1.7,0', '3.1,1', '3.2,1', '3.3,1', '1.4,', '3.4,'];
    writeFileSync(path, `acid,class\n${rows.join('\n')}\n`);
    const table = fileSlot('table', path, { mime: 'text/csv' });
    const { output, router } = await made(
      'tabular-classification',
      { table },
      { answer: () => [0, 0, 1, 1, 1, 1, 0, 1] },
    );
    expect(output.prediction?.cells.map(({ row, value }) => [row, value])).toEqual([
      [6, '0'],
      [7, '1'],
    ]);
    expect(output.prediction?.accuracy).toBeCloseTo(5 / 6);
    expect(new TextDecoder().decode(output.table?.bytes)).toContain('1.4,0\n3.4,1\n');
    expect(router.asked()[0]?.body).toEqual({
      inputs: { data: { acid: ['1.5', '1.6', '1.7', '3.1', '3.2', '3.3', '1.4', '3.4'] } },
    });
  });
});
