import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstructions } from '../../../../electron/experts/builtin/edit-instructions.ts';
import { type Edit, editNote, type PartName } from '../../../../electron/experts/builtin/edits.ts';
import { resultNoteText } from '../../../../electron/in-words.ts';

const part = (name: PartName, across: [number, number], down: [number, number]): Edit => ({
  kind: 'crop',
  crop: { shape: 'part', name, across, down },
});
const turn = (degrees: number): Edit => ({ kind: 'rotate', degrees });
const times = (factor: number): Edit => ({ kind: 'resize', size: { by: 'factor', factor } });
const sides = (width?: number, height?: number): Edit => ({
  kind: 'resize',
  size: {
    by: 'sides',
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  },
});
const square: Edit = { kind: 'crop', crop: { shape: 'square' } };
const flip = (direction: 'horizontally' | 'vertically'): Edit => ({ kind: 'flip', direction });
const level = (kind: 'brightness' | 'contrast' | 'saturation', factor: number): Edit => ({
  kind,
  factor,
});

describe('instructions in English', () => {
  it.each<[string, Edit[]]>([
    ['make it greyscale', [{ kind: 'greyscale' }]],
    ['Convert the picture to black and white.', [{ kind: 'greyscale' }]],
    ['Please invert the colours', [{ kind: 'invert' }]],
    ['turn the photo into a negative', [{ kind: 'invert' }]],
    ['sepia', [{ kind: 'sepia' }]],
    ['blur it', [{ kind: 'blur', sigma: 0.006, unit: 'share' }]],
    ['blur the image a lot', [{ kind: 'blur', sigma: 0.012, unit: 'share' }]],
    ['a slightly blurred version of the picture', [{ kind: 'blur', sigma: 0.003, unit: 'share' }]],
    ['blur by 5 pixels', [{ kind: 'blur', sigma: 5, unit: 'pixels' }]],
    ['sharpen it', [{ kind: 'sharpen', strength: 1 }]],
    ['make it brighter', [level('brightness', 1.3)]],
    ['brighten by 20%', [level('brightness', 1.2)]],
    ['30 % darker', [level('brightness', 0.7)]],
    ['make it much darker', [level('brightness', 0.4)]],
    ['increase the contrast slightly', [level('contrast', 1.15)]],
    ['less contrast', [level('contrast', 0.7)]],
    ['more saturation', [level('saturation', 1.5)]],
    ['reduce the saturation by 40%', [level('saturation', 0.6)]],
    ['rotate 90 degrees', [turn(90)]],
    ['rotate it 90 degrees left', [turn(270)]],
    ['rotate to the right by 45 degrees', [turn(45)]],
    ['rotate by -30°', [turn(330)]],
    ['turn it upside down', [turn(180)]],
    ['rotate counter-clockwise', [turn(270)]],
    ['flip vertically', [flip('vertically')]],
    ['mirror the image', [flip('horizontally')]],
    ['crop to a square', [square]],
    ['crop to 400x300', [{ kind: 'crop', crop: { shape: 'size', width: 400, height: 300 } }]],
    ['crop to 16:9', [{ kind: 'crop', crop: { shape: 'ratio', width: 16, height: 9 } }]],
    ['crop the left half', [part('left', [0, 0.5], [0, 1])]],
    ['keep only the top half', [part('top', [0, 1], [0, 0.5])]],
    ['crop to the bottom right corner', [part('bottom-right', [0.5, 1], [0.5, 1])]],
    ['crop the centre', [part('middle', [0.25, 0.75], [0.25, 0.75])]],
    ['resize to 800x600', [sides(800, 600)]],
    ['resize it to 800 by 600 pixels', [sides(800, 600)]],
    ['make it 800 px wide', [sides(800)]],
    ['resize to a height of 640 pixels', [sides(undefined, 640)]],
    ['make it half the size', [times(0.5)]],
    ['twice as big', [times(2)]],
    ['scale to 50 %', [times(0.5)]],
    ['shrink by 30%', [times(0.7)]],
    ['upscale 4x', [times(4)]],
    ['make a thumbnail', [{ kind: 'thumbnail', side: 256 }]],
    ['a thumbnail of 128 px', [{ kind: 'thumbnail', side: 128 }]],
    ['tint it red', [{ kind: 'tint', colour: '#ff0000' }]],
    ['tint with #F80', [{ kind: 'tint', colour: '#ff8800' }]],
    ['give it a blue tint', [{ kind: 'tint', colour: '#0000ff' }]],
    ['make it greyscale and rotate it 90 degrees left', [{ kind: 'greyscale' }, turn(270)]],
    [
      'Crop to a square, then resize to 200x200; finally flip it.',
      [square, sides(200, 200), flip('horizontally')],
    ],
  ])('understands "%s"', (text, edits) => {
    expect(parseInstructions(text)).toEqual({ edits, notUnderstood: [] });
  });
});

describe('instructions in Chinese', () => {
  it.each<[string, Edit[]]>([
    ['把图片变成黑白，然后向左旋转90度', [{ kind: 'greyscale' }, turn(270)]],
    ['请把这张照片缩放到800x600', [sides(800, 600)]],
    ['水平翻转', [flip('horizontally')]],
    ['垂直翻转图片', [flip('vertically')]],
    ['放大两倍', [times(2)]],
    ['缩小一半', [times(0.5)]],
    ['裁剪成正方形', [square]],
    ['裁剪左半部分', [part('left', [0, 0.5], [0, 1])]],
    ['把照片染成红色', [{ kind: 'tint', colour: '#ff0000' }]],
    ['稍微模糊', [{ kind: 'blur', sigma: 0.003, unit: 'share' }]],
    ['提高亮度20%', [level('brightness', 1.2)]],
    ['反色', [{ kind: 'invert' }]],
  ])('understands "%s"', (text, edits) => {
    expect(parseInstructions(text)).toEqual({ edits, notUnderstood: [] });
  });
});

describe('what is not understood', () => {
  it.each([
    ['add a hat to the dog', ['add a hat to the dog']],
    ['blur the background', ['background']],
    ["don't blur it", ["don't"]],
    ['make the sky blue', ['sky blue']],
    ['make it greyscale and add a hat', ['add a hat']],
    ['给狗戴一顶帽子', ['狗戴一顶帽子']],
    ['make it 5', ['5']],
  ])('says so of "%s"', (text, notUnderstood) => {
    expect(parseInstructions(text).notUnderstood).toEqual(notUnderstood);
  });

  it('finds nothing at all in an empty text', () => {
    expect(parseInstructions(' \n')).toEqual({ edits: [], notUnderstood: [] });
  });

  it('never fails, whatever the text, and can describe every edit it finds', () => {
    const words = fc.constantFrom(
      ...'rotate crop resize blur tint left half to by a square 90 -1 0 1e9 % x 800x600 : #ff px 更亮 旋转 度 裁剪 成 brighter more less contrast thumbnail NaN'.split(
        ' ',
      ),
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 20 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const edit of parseInstructions(text).edits) {
          expect(resultNoteText(editNote(edit))).toMatch(/\.$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
