// Requests for several pictures, through the plan compiler.

import { describe, expect, it } from 'vitest';
import { rulesController } from '../../../../electron/controllers/rules.ts';
import type { Note } from '../../../../shared/notes.ts';
import { unheard } from '../../../fakes/controllers.ts';
import { planLines } from './plan.ts';

const drawn = (count: number, text: string) =>
  Array.from({ length: count }, (_, id) => `${id} text-to-image(text=${text})`);

describe('pictures that are counted', () => {
  it.each([
    ['Draw three pictures of a cat', 3, 'a cat'],
    ['draw 3 pictures of a red fox in snow.', 3, 'a red fox in snow'],
    ['Create four different images showing a castle', 4, 'a castle'],
    ['I would like two photos of a red fox.', 2, 'a red fox'],
    ['Please make me two more pictures of the sea', 2, 'the sea'],
    ['Show me three drawings of a horse', 3, 'a horse'],
    ['Two pictures of a lighthouse, please.', 2, 'a lighthouse'],
    ['Could you paint a pair of pictures of a storm?', 2, 'a storm'],
    ['Generate 3 images from the description "a yellow house"', 3, 'a yellow house'],
    ['I need three pictures generated from "a red boat"', 3, 'a red boat'],
    ['Draw eight pictures of an ant', 8, 'an ant'],
    ['画三张猫的图', 3, '猫'],
    ['画3张猫的图', 3, '猫'],
    ['画两幅山水画', 2, '山水画'],
    ['请帮我画两张小狗的照片', 2, '小狗'],
    ['生成四张海边日落的图片', 4, '海边日落'],
  ])('are a task each: %s', async (request, count, text) => {
    expect(await planLines(request)).toEqual(drawn(count, text));
  });

  it.each([
    ['draw three red circles', 'three red circles'],
    ['Draw a picture of three cats', 'three cats'],
    ['Make a picture of a wall with three paintings', 'a wall with three paintings'],
    ['Draw a person who can see three pictures', 'person who can see three pictures'],
    ['draw "two pictures on a wall"', 'two pictures on a wall'],
    ['Draw 512 x 512 pictures of a cat', '512 x 512 pictures of a cat'],
    ['Draw one picture of a cat', 'a cat'],
    ['画三只猫', '三只猫'],
    ['画三张桌子', '三张桌子'],
    ['画一张有三张桌子的图', '有三张桌子'],
    ['请帮我画一只猫', '一只猫'],
  ])('are not what a picture shows: %s', async (request, text) => {
    expect(await planLines(request)).toEqual(drawn(1, text));
  });

  it('are all looked at by what comes after', async () => {
    expect(await planLines('Draw two pictures of a dragon and describe them')).toEqual([
      ...drawn(2, 'a dragon'),
      '2 image-to-text(image=<resource>-0)',
      '3 image-to-text(image=<resource>-1)',
    ]);
  });

  it('share the control and the text that they are made from', async () => {
    const posed = 'Draw two images of a robot in the pose of the man in runner.jpg';
    expect(await planLines(posed)).toEqual([
      '0 openpose-control(image=runner.jpg)',
      '1 openpose-text-to-image(image=<resource>-0, text=a robot)',
      '2 openpose-text-to-image(image=<resource>-0, text=a robot)',
    ]);
    expect(await planLines('Write a story about a fox and draw two pictures of it')).toEqual([
      '0 text-generation(text=Write a story about a fox)',
      '1 text-to-image(text=<resource>-0)',
      '2 text-to-image(text=<resource>-0)',
    ]);
  });

  it.each([
    ['Draw 12 pictures of a dog', 12],
    ['Draw 100 pictures of a dog', 100],
    ['a dozen pictures of a dog', 12],
    ['画十二张狗的图', 12],
    ['画九十九幅狗', 99],
  ])('are eight at most, which is said: %s', async (request, asked) => {
    const notes: Note[] = [];
    const input = { request, attachments: [], earlier: [], history: [] };
    const context = { ...unheard(), noted: (note: Note) => notes.push(note) };
    for await (const _ of rulesController.plan(input, context)) {
      // the notes are told with the plan
    }
    expect(notes).toEqual([{ code: 'PICTURES_LIMITED', asked, drawn: 8 }]);
    expect(await planLines(request)).toHaveLength(8);
  });
});
