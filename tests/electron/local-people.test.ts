import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../electron/engine.ts';
import { COLOURS, LIMBS, toOpenPose } from '../../electron/experts/onnx/pose-skeleton.ts';
import { readCatalogue } from '../../electron/library/catalogue.ts';
import type { InstallRequest } from '../../electron/library/library-types.ts';
import { localOffers } from '../../electron/local-offers.ts';
import { finderToFetch } from '../../electron/local-people.ts';
import { follow } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { tinyModel } from '../fakes/onnx.ts';
import { drawSvg, pixelsOf } from './experts/builtin/picture-tasks.ts';
import { type Figure, jointsOf, svgOf } from './experts/onnx/stick-people.ts';

const [WIDTH, HEIGHT] = [640, 512];
const PAIR: readonly Figure[] = [
  { x: 160, y: 110, height: 340, arms: [20, 5, 130, 165], legs: [8, 14] },
  { x: 460, y: 90, height: 380, arms: [60, 50, 40, 20], legs: [20, 20] },
];

async function pictureOf(figures: readonly Figure[]): Promise<string> {
  const path = join(temporaryFolder(), 'dancers.png');
  const ground = '<rect width="100%" height="100%" fill="#b8d0a0"/>';
  const ball = '<circle cx="310" cy="420" r="26" fill="#c03020"/>';
  const drawn = drawSvg(WIDTH, HEIGHT, ground + ball + figures.map((one) => svgOf(one)).join(''));
  writeFileSync(path, await drawn.png().toBuffer());
  return path;
}

/** Models in a folder of one's own; the detector of people says there that it is one. */
function folderWith(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    cpSync(tinyModel(name), join(folder, name), { recursive: true });
  }
  if (names.includes('person-detection')) {
    const path = join(folder, 'person-detection', 'config.json');
    const config = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...config, architectures: ['DetrForObjectDetection'] }));
  }
  return folder;
}

/** In local mode, so that nothing is offered from elsewhere. */
async function askForPoses(folder: string) {
  const home = temporaryFolder();
  const settings = { modelFolders: [folder], device: 'cpu' };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const environment = { ...process.env, HF_HOME: join(home, 'none') };
  const engine = createEngine({ home, mode: 'local', environment });
  onTestFinished(() => engine.close());
  const files = [await pictureOf(PAIR)];
  const { state } = await follow(engine.ask('Draw the poses in dancers.png', { files }));
  return { task: state.tasks[0], engine };
}

describe('the poses of the people in a picture', () => {
  it('are drawn by a pose model from what a detector found, in the same runner', async () => {
    const { task, engine } = await askForPoses(folderWith('openpose-control', 'person-detection'));
    expect(task).toMatchObject({
      task: { type: 'openpose-control' },
      status: 'finished',
      assignment: { model: { host: 'onnx', name: 'openpose-control' } },
      output: { ran: { device: 'cpu', dtype: 'fp32' } },
    });
    const output = task?.status === 'finished' ? task.output : undefined;
    expect(output?.notes).toEqual([
      { code: 'people-posed', values: { posed: 2 } },
      { code: 'people-finder', values: { model: 'person-detection' } },
    ]);
    const path = engine.store.artefacts.path(output?.image?.artefact.id ?? '');
    const { at } = await pixelsOf(readFileSync(path));
    for (const figure of PAIR) {
      expect(limbsNotNear(figure, at)).toEqual([]);
    }
  });

  it('are refused with what it takes where no detector is here', async () => {
    const { task } = await askForPoses(folderWith('openpose-control'));
    expect(task).toMatchObject({ status: 'failed', error: { code: 'NO_MODEL' } });
    const error = task?.status === 'failed' ? task.error : undefined;
    expect(JSON.stringify(error?.data)).toContain('a detector that knows people');
  });

  it('are refused where the detector knows no people', async () => {
    const { task } = await askForPoses(folderWith('openpose-control', 'object-detection'));
    expect(task).toMatchObject({ status: 'failed', error: { code: 'NO_MODEL' } });
  });
});

/** Limbs in whose colour nothing is drawn within six pixels of their middle. */
function limbsNotNear(figure: Figure, at: (x: number, y: number) => readonly number[]) {
  const points = toOpenPose(jointsOf(figure).map((place) => ({ ...place, score: 1 })));
  const steps = Array.from({ length: 13 }, (_, step) => step - 6);
  return LIMBS.flatMap(([first, second], limb) => {
    const middle = (of: 'x' | 'y') =>
      Math.round(((points[first]?.[of] ?? 0) + (points[second]?.[of] ?? 0)) / 2);
    const wanted = String((COLOURS[limb] ?? [0, 0, 0]).map((level) => level * 0.6));
    const isThere = steps.some((down) =>
      steps.some((right) => String(at(middle('x') + right, middle('y') + down)) === wanted),
    );
    return isThere ? [] : [limb];
  });
}

describe('a pose model that is not here', () => {
  const catalogue = readCatalogue();
  const pose = catalogue.find(({ tasks }) => tasks.includes('openpose-control'));
  const finder = finderToFetch(catalogue);

  function offersWhere(findsPeople: boolean) {
    const installed: (readonly [string, InstallRequest['dtype']])[] = [];
    const expert = { task: 'openpose-control', model: { id: pose?.id } };
    const local = {
      offline: undefined,
      library: {
        catalogue,
        install: async (id: string, { dtype }: InstallRequest = {}) => {
          installed.push([id, dtype]);
        },
      },
      models: {
        findsPeople: () => findsPeople,
        experts: () => (installed.length === 0 ? [] : [expert]),
        ready: async () => {},
        dtypeFor: () => 'q8',
        fitFor: () => ({ verdict: 'fits', neededBytes: 1, freeBytes: 2 }),
      },
    };
    // Only what an offer asks of them.
    const deps = { local, hasToken: () => true } as unknown as Parameters<typeof localOffers>[2];
    return { offers: localOffers('openpose-control', [], deps), installed };
  }
  const context = { signal: new AbortController().signal, progress: () => {} };

  it('comes with a detector where none is here, whose bytes count', async () => {
    const { offers, installed } = offersWhere(false);
    expect(offers.map(({ model, bytes }) => [model.id, bytes])).toEqual([
      [pose?.id, (pose?.files?.q8?.bytes ?? 0) + (finder?.files?.q8?.bytes ?? 0)],
    ]);
    await offers[0]?.fetch(context);
    expect(installed).toEqual([
      [finder?.id, 'q8'],
      [pose?.id, 'q8'],
    ]);
  });

  it('comes alone where one is', async () => {
    const { offers, installed } = offersWhere(true);
    expect(offers.map(({ bytes }) => bytes)).toEqual([pose?.files?.q8?.bytes]);
    await offers[0]?.fetch(context);
    expect(installed).toEqual([[pose?.id, 'q8']]);
  });
});
