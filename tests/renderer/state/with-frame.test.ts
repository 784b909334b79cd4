import { describe, expect, it } from 'vitest';
import { withFrame } from '../../../renderer/state/with-frame.ts';
import type { NamedArtefact, ResourceKind } from '../../../shared/media.ts';

function file(kind: ResourceKind): NamedArtefact {
  return { name: 'a', artefact: { id: '0'.repeat(64), kind, mime: 'x/y', size: 3 } };
}

describe('the picture of a video that is attached', () => {
  it('is wanted of videos alone', async () => {
    const picture = file('image');
    expect(await withFrame(picture, AbortSignal.abort())).toBe(picture);
  });

  it('is no condition: where nothing plays a video, as here, it goes without', async () => {
    const film = file('video');
    expect(await withFrame(film, new AbortController().signal)).toBe(film);
  });

  it('ends with its upload', async () => {
    await expect(withFrame(file('video'), AbortSignal.abort('gone'))).rejects.toBe('gone');
  });
});
