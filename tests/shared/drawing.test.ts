import { describe, expect, it } from 'vitest';
import { type Drawing, DrawingSchema, drawingFor, SCHEDULER_NAMES } from '../../shared/drawing.ts';

const ALL: Drawing = {
  ...{ steps: 12, guidance: 4.5, width: 64, height: 40 },
  ...{ scheduler: 'unipc', strength: 0.4, controlScale: 1.5 },
};

describe('how pictures are drawn', () => {
  it('may be said whole, in part or not at all', () => {
    expect(DrawingSchema.parse(ALL)).toEqual(ALL);
    expect(DrawingSchema.parse({ guidance: 0 })).toEqual({ guidance: 0 });
    expect(DrawingSchema.parse({})).toEqual({});
  });

  it.each(SCHEDULER_NAMES)('takes the scheduler %s', (scheduler) => {
    expect(DrawingSchema.safeParse({ scheduler }).success).toBe(true);
  });

  it.each([
    { steps: 1 },
    { steps: 1000 },
    { guidance: 50 },
    { width: 8, height: 8192 },
    { strength: 0.001 },
    { strength: 1 },
    { controlScale: 0 },
    { controlScale: 2 },
  ])('takes %o', (drawing) => {
    expect(DrawingSchema.parse(drawing)).toEqual(drawing);
  });

  it.each([
    ['steps', { steps: 0 }],
    ['steps', { steps: 1001 }],
    ['steps', { steps: 2.5 }],
    ['guidance', { guidance: -1 }],
    ['guidance', { guidance: 50.5 }],
    ['width', { width: 100, height: 64 }],
    ['width', { width: 0, height: 64 }],
    ['height', { width: 64, height: 8200 }],
    ['height', { width: 64 }],
    ['height', { height: 64 }],
    ['scheduler', { scheduler: 'pndm' }],
    ['strength', { strength: 0 }],
    ['strength', { strength: 1.1 }],
    ['controlScale', { controlScale: 2.1 }],
  ])('refuses the %s of %o', (part, drawing) => {
    const { error } = DrawingSchema.safeParse(drawing);
    expect(error?.issues.map(({ path }) => path)).toEqual([[part]]);
  });
});

describe('what a task heeds of it', () => {
  it('is the size of a new picture, but not how a given one is changed', () => {
    const { strength, controlScale, ...own } = ALL;
    expect(drawingFor('text-to-image', ALL)).toEqual(own);
    expect(drawingFor('depth-text-to-image', ALL)).toEqual({ ...own, controlScale });
  });

  it('is no size where a given picture is changed', () => {
    const { width, height, controlScale, ...own } = ALL;
    expect(drawingFor('image-to-image', ALL)).toEqual(own);
  });

  it('is nothing where it draws nothing, or nothing was said', () => {
    expect(drawingFor('object-detection', ALL)).toBeUndefined();
    expect(drawingFor('text-to-image', {})).toBeUndefined();
    expect(drawingFor('text-to-image', { strength: 0.5 })).toBeUndefined();
  });
});
