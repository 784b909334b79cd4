import { describe, expect, it } from 'vitest';
import { parseDrawing, textOf, unsavedFields } from '../../../renderer/settings/drawing-draft.ts';

const KEPT = { steps: 8, guidance: 2.5 } as const;

describe('the fields about drawing', () => {
  it('show what is kept, and nothing where it is left to the model', () => {
    expect(textOf('guidance', {}, KEPT)).toBe('2.5');
    expect(textOf('width', {}, KEPT)).toBe('');
    expect(textOf('steps', { steps: '' }, KEPT)).toBe('');
  });

  it('are unsaved where they differ, beyond spaces', () => {
    expect(unsavedFields({ steps: ' 8 ', width: '  ' }, KEPT)).toEqual([]);
    expect(unsavedFields({ steps: '', scheduler: 'lcm' }, KEPT)).toEqual(['steps', 'scheduler']);
  });

  it('leave to the model what is empty, and keep the rest', () => {
    const drafts = { steps: ' ', width: '512', height: ' 768 ', controlScale: '0' };
    expect(parseDrawing({ ...drafts, strength: '0.5', scheduler: 'unipc' }, KEPT)).toEqual({
      drawing: {
        ...{ guidance: 2.5, width: 512, height: 768 },
        ...{ scheduler: 'unipc', strength: 0.5, controlScale: 0 },
      },
    });
    expect(parseDrawing({ steps: '', guidance: '' }, KEPT)).toEqual({ drawing: {} });
  });

  it('are refused one by one', () => {
    const drafts = { steps: '0', guidance: 'much', width: '100', height: '64', strength: '0' };
    expect(parseDrawing(drafts, KEPT)).toEqual({
      faults: { steps: 'refused', guidance: 'refused', width: 'refused', strength: 'refused' },
    });
  });

  it('ask for the other side where one stands alone', () => {
    expect(parseDrawing({ width: '64' }, {})).toEqual({ faults: { height: 'alone' } });
    expect(parseDrawing({ height: '64' }, {})).toEqual({ faults: { width: 'alone' } });
    expect(parseDrawing({ height: '' }, { width: 64, height: 64 })).toEqual({
      faults: { height: 'alone' },
    });
  });
});
