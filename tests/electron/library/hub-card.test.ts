import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError, detail } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type FakeHubOptions, type FakeModel, startHub } from '../../fakes/hub.ts';
import { DAY_MS, file, hostedModel, NEVER, onnxModel, searchOn, TODAY } from './shelf-hub.ts';

const PAGE = `---
license: mit
---
# Moods

Says which mood an **English** text is in. See [the paper](https://example.org/paper).
`;
const MOODS = onnxModel(
  'acme/moods',
  {
    ...{ pipelineTag: 'text-classification', downloads: 5000, likes: 3, gated: 'auto' },
    cardData: { license: 'mit', language: ['en'] },
    providers: [{ provider: 'hf-inference', task: 'text-classification' }],
  },
  [
    file('README.md', PAGE),
    file('onnx/model.onnx', 'whole weights'),
    file('onnx/model.onnx_data', 'more'),
  ],
);

async function hubWith(options: Partial<FakeHubOptions> = {}) {
  const hub = await startHub({ models: [MOODS], ...options });
  onTestFinished(() => hub.close());
  return hub;
}

const withFiles = (...files: FakeModel['files']): FakeModel => ({
  ...MOODS,
  files: [...MOODS.files.filter(({ path }) => path !== 'README.md'), ...files],
});

describe('the page of a model', () => {
  it('has its facts, its first words, and its weights in bytes', async () => {
    const hub = await hubWith();
    expect(await searchOn(hub).card('acme/moods', NEVER)).toEqual({
      model: {
        ...{ id: 'acme/moods', tasks: ['text-classification'], downloads: 5000, likes: 3 },
        ...{ licence: 'mit', languages: ['en'], gated: 'auto', isOnnx: true },
        updatedAt: Date.UTC(2026, 0, 1),
        providers: [{ name: 'hf-inference', task: 'text-classification', isLive: true }],
      },
      paragraphs: ['Says which mood an English text is in. See the paper.'],
      revision: 'b'.repeat(40),
      sizes: { fp32: 'whole weights'.length + 'more'.length, q8: 'quantized'.length },
      ...{ asOf: TODAY, isKept: false },
    });
  });

  it('is found by an address, and at a revision', async () => {
    const hub = await hubWith();
    const commit = MOODS.commit;
    for (const typed of [`${hub.endpoint}/acme/moods`, `acme/moods@${commit}`]) {
      expect(await searchOn(hub).card(typed, NEVER)).toMatchObject({ revision: commit });
    }
    expect(hub.seen.some(({ path }) => path.includes(`/revision/${commit}?`))).toBe(true);
  });

  it('has no weights where there are none for this machine', async () => {
    const painter = hostedModel('acme/painter', { pipelineTag: 'text-to-image' });
    const hub = await hubWith({ models: [painter] });
    expect(await searchOn(hub).card('acme/painter', NEVER)).toMatchObject({
      model: { isOnnx: false, tasks: ['text-to-image'] },
      ...{ sizes: {}, paragraphs: [] },
    });
  });

  it('has no words where its terms are not accepted, and all the rest', async () => {
    const hub = await hubWith({ models: [{ ...MOODS, gated: 'terms' }] });
    expect(await searchOn(hub).card('acme/moods', NEVER)).toMatchObject({
      ...{ paragraphs: [], model: { gated: 'auto' } },
      sizes: { q8: 9 },
    });
  });

  it('is not read to the end where its text has none', async () => {
    const long = `<script>alert(1)</script>\n\n${'A model that says which mood it is. '.repeat(300_000)}`;
    const hub = await hubWith({ models: [withFiles(file('README.md', long))] });
    const { paragraphs } = await searchOn(hub).card('acme/moods', NEVER);
    expect(paragraphs).toHaveLength(1);
    expect(paragraphs[0]).toMatch(/^A model that says which mood it is\./);
    expect(paragraphs.join('').length).toBeLessThanOrEqual(1200);
  });

  it('is kept, and serves where the Hub must not be asked', async () => {
    const hub = await hubWith();
    const home = temporaryFolder();
    await searchOn(hub, { home }).card('acme/moods', NEVER);
    const asked = hub.seen.length;
    const refusal = () => detail('only-loopback');
    const offline = searchOn(hub, { home, refusal, clock: () => TODAY + 9 * DAY_MS });
    const kept = { revision: MOODS.commit, asOf: TODAY, isKept: true };
    expect(await offline.card('acme/moods', NEVER)).toMatchObject(kept);
    expect(await offline.card(`${hub.endpoint}/acme/moods`, NEVER)).toMatchObject(kept);
    for (const other of ['acme/shapes', 'acme/moods@v2']) {
      await expect(offline.card(other, NEVER)).rejects.toMatchObject({ code: 'HUB_OFFLINE' });
    }
    expect(hub.seen).toHaveLength(asked);
  });
});

describe('a page that is not to be had', () => {
  it.each([
    ['a name that is none', 'two words', 'USAGE'],
    ['a page of another place', 'https://example.org/acme/moods', 'USAGE'],
    ['a name that would leave its place', '../moods', 'USAGE'],
    ['a model that is hidden or is none', 'acme/circles', 'HUB_TOKEN_NEEDED'],
    ['a revision that is none', 'acme/moods@v9', 'HUB_NOT_FOUND'],
  ])('%s is refused', async (_, id, code) => {
    const hub = await hubWith();
    await expect(searchOn(hub).card(id, NEVER)).rejects.toMatchObject({ code });
  });

  it.each([
    [401, 'HUB_TOKEN_REFUSED'],
    [404, 'HUB_NOT_FOUND'],
    [429, 'HUB_RATE_LIMITED'],
    [503, 'NETWORK_FAILED'],
  ])('%i is %s', async (status, code) => {
    const hub = await hubWith({ fault: () => ({ kind: 'status', status }) });
    const environment = { HF_ENDPOINT: hub.endpoint, HF_TOKEN: 'hf_x' };
    await expect(searchOn(hub, { environment }).card('acme/moods', NEVER)).rejects.toMatchObject({
      code,
    });
  });

  it.each(['/revision/', '/tree/'])('says so where %s is a page for people', async (part) => {
    const hub = await hubWith({
      fault: ({ path }) => (path.includes(part) ? { kind: 'page' } : undefined),
    });
    await expect(searchOn(hub).card('acme/moods', NEVER)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
    });
  });

  it('ends at once when it is cancelled', async () => {
    const left = new AbortController();
    const why = AppError.of('CANCELLED', {});
    const hub = await hubWith({
      fault: ({ path }) => {
        if (path.includes('README.md')) {
          left.abort(why);
        }
        return undefined;
      },
    });
    await expect(searchOn(hub).card('acme/moods', left.signal)).rejects.toBe(why);
  });
});
