import { describe, expect, it } from 'vitest';
import { droppedKinds } from '../../../renderer/chat/dropped-kinds.ts';

const file = (type: string) => ({ kind: 'file', type });

describe('droppedKinds', () => {
  it('counts files by kind, tables apart from texts', () => {
    const items = [file('image/png'), file('text/csv'), file('image/webp'), file('text/plain')];
    expect(droppedKinds(items)).toEqual([
      { kind: 'text', count: 1 },
      { kind: 'image', count: 2 },
      { kind: 'table', count: 1 },
    ]);
  });

  it('counts what it can not tell as files, and text that is dragged not at all', () => {
    const items = [file(''), file('application/pdf'), { kind: 'string', type: 'text/plain' }];
    expect(droppedKinds(items)).toEqual([{ kind: 'other', count: 2 }]);
  });
});
