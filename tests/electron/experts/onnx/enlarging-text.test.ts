import { describe, expect, it } from 'vitest';
import { parseEnlarging } from '../../../../electron/experts/onnx/enlarging-text.ts';

describe('a text that asks to enlarge', () => {
  it.each([
    ['enlarge the picture', undefined],
    ['Please upscale this image.', undefined],
    ['super-resolution', undefined],
    ['increase the resolution', undefined],
    ['Make it bigger!', undefined],
    ['upscale 2x', 2],
    ['upscale the photo by a factor of 4', 4],
    ['enlarge to 200%', 2],
    ['double its size', 2],
    ['把图片放大2倍', 2],
    ['超分辨率', undefined],
  ])('is understood: %s', (text, factor) => {
    expect(parseEnlarging(text)).toEqual(factor === undefined ? {} : { factor });
  });

  it.each([
    'make it greyscale',
    'enlarge it and turn it blue',
    'remove the tree',
    'rotate by 90 degrees',
    'make it smaller',
    'upscale 2x or 3x',
    'the picture',
    '2',
    '把天空变成红色',
  ])('is not what this says: %s', (text) => {
    expect(parseEnlarging(text)).toBeUndefined();
  });
});
