import { describe, expect, it } from 'vitest';
import { planSources } from '../../../electron/controllers/plan-sources.ts';
import { RESOURCE_KINDS } from '../../../shared/media.ts';

const NOTHING = { request: '', history: [], attachments: [], earlier: [] };

describe('what a plan may name', () => {
  it('is each file once, the request’s own before an earlier one of its name', () => {
    const attachments = [{ name: 'a.png', kind: 'image' }] as const;
    const earlier = [
      { name: 'a.png', kind: 'table' },
      { name: 'b.wav', kind: 'audio' },
    ] as const;
    expect(planSources({ ...NOTHING, attachments, earlier })).toEqual([
      { name: 'a.png', kinds: ['image'] },
      { name: 'b.wav', kinds: ['audio'] },
    ]);
  });

  it('is a video also as its sound and as a picture', () => {
    const attachments = [{ name: 'a.mp4', kind: 'video' }] as const;
    expect(planSources({ ...NOTHING, attachments })).toEqual([
      { name: 'a.mp4', kinds: ['video', 'audio', 'image'] },
    ]);
  });

  it('is no file whose name reads as something else', () => {
    const attachments = [' ', '<resource>-1', 'x<GENERATED-2>.png'].map((name) => ({
      ...{ name, kind: 'image' as const },
    }));
    expect(planSources({ ...NOTHING, attachments })).toEqual([]);
  });

  it('is each address that the person wrote, of the kind that it says', () => {
    const request = 'See (https://a.example/x.png), "http://b.example/y?z=1" and https://.';
    const turn = {
      request: 'Before: https://c.example/z.wav.',
      answer: 'https://d.example',
      files: [],
    };
    expect(planSources({ ...NOTHING, request, history: [turn] })).toEqual([
      { name: 'https://a.example/x.png', kinds: ['image'] },
      { name: 'http://b.example/y?z=1', kinds: RESOURCE_KINDS },
      { name: 'https://c.example/z.wav', kinds: ['audio'] },
    ]);
  });
});
