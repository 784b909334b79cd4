import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Upload } from '../../../../electron/experts/expert.ts';
import { hubExperts } from '../../../../electron/experts/hub/registry.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ServedBy } from '../../../fakes/inference-router.ts';
import { quietContext, textSlots } from '../builtin/text-tasks.ts';
import { host, made, pictureSlot, pngBytes, recordingSlot, TOKEN } from './hosted.ts';

const CHANGERS: readonly ServedBy[] = [
  { provider: 'fal-ai', task: 'image-to-image', providerId: 'fal-ai/change' },
  { provider: 'hf-inference', task: 'image-to-image' },
];

function refusal({ file, provider }: Upload): AppError {
  return AppError.of('UPLOAD_REFUSED', { file, provider, why: 'you said never' });
}

describe('files on their way to providers', () => {
  it('wait for leave, and none is sent where it is refused', async () => {
    const uploads: Upload[] = [];
    const { perform, router } = await host('audio-classification', {
      mayUpload: async (upload) => {
        expect(router.asked()).toEqual([]);
        uploads.push(upload);
        throw refusal(upload);
      },
    });
    const slots = recordingSlot();
    await expect(perform(slots)).rejects.toMatchObject({ code: 'UPLOAD_REFUSED' });
    const size = slots.audio?.kind === 'audio' ? slots.audio.artefact.size : 0;
    expect(uploads).toEqual([
      {
        ...{ file: 'recording.wav', size, provider: 'hf-inference' },
        host: new URL(router.url).host,
      },
    ]);
    expect(size).toBeGreaterThan(0);
    expect(router.asked()).toEqual([]);
  });

  it('go to the next provider where one of them must not have them', async () => {
    const png = await pngBytes();
    const asked: string[] = [];
    const { output, router } = await made('image-to-image', await pictureSlot(), {
      ...{ providers: CHANGERS, answer: () => png },
      mayUpload: async (upload) => {
        asked.push(upload.provider);
        if (upload.provider === 'fal-ai') {
          throw refusal(upload);
        }
      },
    });
    expect(asked).toEqual(['fal-ai', 'hf-inference']);
    expect(router.asked().map(({ provider }) => provider)).toEqual(['hf-inference']);
    expect(output.notes?.slice(0, 2)).toEqual([
      { code: 'provider-not-allowed', values: { provider: 'fal-ai' } },
      { code: 'provider-did', values: { provider: 'hf-inference' } },
    ]);
  });

  it('need leave once for each provider, however often it is asked', async () => {
    const png = await pngBytes();
    const asked: string[] = [];
    let refused = 0;
    await made('image-to-image', await pictureSlot(), {
      ...{ providers: CHANGERS.slice(1), answer: () => png },
      mayUpload: async ({ provider }) => void asked.push(provider),
      fault: ({ method }) =>
        method === 'POST' && refused++ < 3
          ? { kind: 'status', status: 429, headers: { 'retry-after': '0.01' } }
          : undefined,
    });
    expect(asked).toEqual(['hf-inference']);
  });

  it('need none where there is text alone', async () => {
    const png = await pngBytes();
    const { output } = await made('text-to-image', textSlots({ text: 'A red square' }), {
      answer: () => png,
      mayUpload: async (upload) => {
        throw refusal(upload);
      },
    });
    expect(output.image?.bytes).toEqual(new Uint8Array(png));
  });

  it('need none before it is known who has the model', async () => {
    const { perform, router } = await host('image-to-image', {
      providers: [],
      mayUpload: async (upload) => {
        throw refusal(upload);
      },
    });
    await expect(perform(await pictureSlot())).rejects.toMatchObject({ code: 'HUB_NOT_SERVED' });
    expect(router.asked()).toEqual([]);
  });

  it('are not sent where the task is cancelled while the person is asked', async () => {
    const cancelling = new AbortController();
    const { perform, router } = await host('image-to-image', {
      signal: cancelling.signal,
      mayUpload: async () => cancelling.abort(),
    });
    await expect(perform(await pictureSlot())).rejects.toThrow('aborted');
    expect(router.asked()).toEqual([]);
  });

  it("need none for an endpoint of one's own on this machine, and do for one elsewhere", async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify([{ label: 'speech', score: 1 }]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const asked: Upload[] = [];
    const performAt = (id: string) => {
      const [expert] = hubExperts([{ id, tasks: ['audio-classification'] }], {
        ...{ token: () => TOKEN, clock: () => 0 },
        fetch: (input, init) => {
          const { pathname } = new URL(String(input));
          return globalThis.fetch(`http://127.0.0.1:${port}${pathname}`, init);
        },
      });
      const mayUpload = async (upload: Upload) => void asked.push(upload);
      return expert?.perform(recordingSlot(), { ...quietContext(), mayUpload });
    };
    expect((await performAt(`http://127.0.0.1:${port}/mine`))?.text).toBe('speech (100\u00a0%)');
    expect(asked).toEqual([]);
    expect((await performAt('https://endpoint.example/mine'))?.text).toBe('speech (100\u00a0%)');
    expect(asked).toMatchObject([{ provider: 'endpoint.example', host: 'endpoint.example' }]);
  });
});
