import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { testApp } from '../../fakes/apps.ts';
import { type FakeHubOptions, startHub } from '../../fakes/hub.ts';
import { file, onnxModel } from '../library/shelf-hub.ts';

const TOKEN = 'hf_secret_of_a_person';
const MOODS = onnxModel('acme/moods', { pipelineTag: 'text-classification', downloads: 5 }, [
  file('README.md', 'Says which mood an English text is in.'),
]);

async function appOn(options: Partial<FakeHubOptions> = {}) {
  const hub = await startHub({ models: [MOODS], ...options });
  onTestFinished(() => hub.close());
  vi.stubEnv('HF_ENDPOINT', hub.endpoint);
  vi.stubEnv('HF_TOKEN', TOKEN);
  return { hub, ...testApp() };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('models.searchHub and models.card', () => {
  it('answer from the Hub, and once more without it', async () => {
    const { client, hub } = await appOn();
    const found = await client.models.searchHub({ kind: 'onnx', task: 'text-classification' });
    expect(found).toMatchObject({ models: [{ id: 'acme/moods', downloads: 5 }], isKept: false });
    const card = await client.models.card({ id: `${hub.endpoint}/acme/moods` });
    expect(card.paragraphs).toEqual(['Says which mood an English text is in.']);
    const asked = hub.seen.length;
    expect(await client.models.searchHub({ kind: 'onnx', task: 'text-classification' })).toEqual(
      found,
    );
    expect(await client.models.card({ id: 'acme/moods' })).toEqual(card);
    expect(hub.seen).toHaveLength(asked);
  });

  it('are refused with a code, and without the token', async () => {
    const { client } = await appOn({ fault: () => ({ kind: 'status', status: 401 }) });
    for (const call of [
      () => client.models.searchHub({ kind: 'onnx' }),
      () => client.models.card({ id: 'acme/moods' }),
    ]) {
      const error = await call().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'REFUSED', data: { code: 'HUB_TOKEN_REFUSED' } });
      expect(JSON.stringify(error)).not.toContain(TOKEN);
    }
  });
});
