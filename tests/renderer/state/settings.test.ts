import { RPCHandler } from '@orpc/server/node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { procedures } from '../../../electron/http/procedures.ts';
import { useNetwork } from '../../../renderer/state/network.ts';
import { useSettings } from '../../../renderer/state/settings.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  type ChangeableSettings,
  ChangeableSettingsSchema,
  DEFAULT_SETTINGS,
  type SettingsOverview,
} from '../../../shared/settings.ts';
import { listen } from '../../fakes/hub.ts';

let values: ChangeableSettings;
let server: Awaited<ReturnType<typeof listen>>;

function overview(): SettingsOverview {
  return {
    ...{ values, home: '/home', modelCache: '/cache', cores: 2, memory: 8e9, activeRuns: 0 },
  };
}

beforeEach(async () => {
  values = ChangeableSettingsSchema.strip().parse(DEFAULT_SETTINGS);
  const { settings, network } = procedures;
  const handler = new RPCHandler({
    settings: {
      overview: settings.overview.handler(overview),
      change: settings.change.handler(({ input }) => {
        if (input.device !== undefined) {
          throw AppError.of('HOME_UNUSABLE', { home: '/home', why: 'it is full' });
        }
        values = { ...values, ...input };
        return overview();
      }),
    },
    network: {
      overview: network.overview.handler(() => ({
        ...{ mode: values.mode, destinations: [], uploads: {}, records: [] },
      })),
    },
  });
  server = await listen(
    (request, response) =>
      void handler.handle(request, response, { prefix: '/rpc' }).then(({ matched }) => {
        if (!matched) {
          response.writeHead(404).end();
        }
      }),
  );
  vi.stubGlobal('location', { href: server.address });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
  useSettings.setState(useSettings.getInitialState());
});

it('keeps a change, and asks again for what other screens show of it', async () => {
  const { load, change } = useSettings.getState();
  await load();
  const changing = change({ mode: 'hybrid' });
  expect(useSettings.getState().isChanging).toBe(true);
  expect(await changing).toBeUndefined();
  expect(useSettings.getState()).toMatchObject({ isChanging: false, error: undefined });
  expect(useSettings.getState().overview?.values.mode).toBe('hybrid');
  await vi.waitFor(() => expect(useNetwork.getState().overview?.mode).toBe('hybrid'));
});

it('says why a change was refused, and leaves what was written', async () => {
  const { load, change, write } = useSettings.getState();
  await load();
  write({ device: 'cpu' });
  expect(await change({ device: 'cpu' })).toMatchObject({ code: 'HOME_UNUSABLE' });
  const { overview, drafts, isChanging } = useSettings.getState();
  expect({ isChanging, device: overview?.values.device }).toEqual({
    ...{ isChanging: false, device: 'auto' },
  });
  expect(drafts).toEqual({ device: 'cpu' });
});

it('gives up what was written, by key', () => {
  const { write, discard } = useSettings.getState();
  write({ cpuSlots: '3', gpuSlots: '2' });
  discard(['cpuSlots']);
  expect(useSettings.getState().drafts).toEqual({ cpuSlots: undefined, gpuSlots: '2' });
});
