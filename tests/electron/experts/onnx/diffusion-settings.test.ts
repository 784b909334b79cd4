// How a person wants pictures drawn, down to what the model draws with.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../../../electron/engine.ts';
import type { ExpertInputs } from '../../../../electron/experts/expert.ts';
import { encodePng } from '../../../../electron/experts/pictures.ts';
import { createRunner } from '../../../../electron/runner/pool.ts';
import type { Drawing } from '../../../../shared/drawing.ts';
import type { TaskType } from '../../../../shared/tasks.ts';
import { diffusionFolder } from '../../../fakes/diffusion-folders.ts';
import { follow } from '../../../fakes/engines.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import { pixelsOf } from '../builtin/picture-tasks.ts';

const FOLDER = diffusionFolder({ index: { num_inference_steps: 6, guidance_scale: 2 } });

async function drawn(task: TaskType, inputs: ExpertInputs, drawing: Drawing) {
  const runner = createRunner({ scratch: join(temporaryFolder(), 'scratch'), processes: 1 });
  onTestFinished(() => runner.close());
  const model = { id: FOLDER, name: 'painter', folder: FOLDER, bytes: { fp32: 10_000 } };
  const { output } = await runner.perform(
    { task, model, device: 'cpu', dtype: 'fp32', inputs, seed: 3, drawing },
    { signal: new AbortController().signal, progress: () => {} },
  );
  return output;
}

it('a new picture has the steps, the guidance, the scheduler and the size that are wanted', async () => {
  const drawing = { steps: 3, guidance: 4.5, scheduler: 'euler', width: 24, height: 16 } as const;
  const output = await drawn('text-to-image', { text: { kind: 'text', text: 'red' } }, drawing);
  expect(output.notes).toEqual([
    {
      code: 'drawn',
      values: { seed: 3, steps: 3, scheduler: 'euler', guidance: 4.5, width: 24, height: 16 },
    },
  ]);
  const { width, height } = await pixelsOf(output.image?.bytes ?? new Uint8Array());
  expect([width, height]).toEqual([24, 16]);
});

it('a given picture is changed with the strength that is wanted', async () => {
  const path = join(temporaryFolder(), 'grey.png');
  const pixels = new Uint8Array(3 * 16 * 16).fill(140);
  writeFileSync(path, await encodePng({ width: 16, height: 16, channels: 3, pixels }));
  const artefact = { id: '0'.repeat(64), kind: 'image', mime: 'image/png', size: 1 } as const;
  const image = { kind: 'image', name: 'grey.png', artefact, path } as const;
  const inputs = { image, text: { kind: 'text', text: 'red' } } as const;
  const little = await drawn('image-to-image', inputs, { strength: 0.2 });
  const much = await drawn('image-to-image', inputs, { strength: 0.9 });
  expect(little.notes?.[0]).toMatchObject({
    code: 'drawn-strength',
    values: { guidance: 2, strength: 0.2 },
  });
  expect(much.notes?.[0]).toMatchObject({
    code: 'drawn-strength',
    values: { guidance: 2, strength: 0.9 },
  });
  expect(much.image).not.toEqual(little.image);
});

it('a picture is drawn anew once the settings of drawing are others', async () => {
  const home = temporaryFolder();
  const draw = async (drawing: Drawing) => {
    const settings = { modelFolders: [FOLDER], device: 'cpu', drawing };
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
    const engine = createEngine({ home });
    const { state } = await follow(engine.ask('draw a red circle', { files: [] }));
    await engine.close();
    const [task] = state.tasks;
    return task?.status === 'finished' && { reused: task.reused, note: task.output.notes?.[0] };
  };
  const steps = (number: number) =>
    expect.objectContaining({
      values: expect.objectContaining({ steps: number, scheduler: 'ddim' }),
    });
  expect(await draw({})).toEqual({ reused: false, note: steps(6) });
  expect(await draw({ strength: 0.5 })).toEqual({ reused: true, note: steps(6) });
  expect(await draw({ steps: 2 })).toEqual({ reused: false, note: steps(2) });
  expect(await draw({})).toEqual({ reused: true, note: steps(6) });
});

it('several pictures of one request are drawn with seeds of their own, and again with the same', async () => {
  const draw = async () => {
    const home = temporaryFolder();
    const settings = { modelFolders: [FOLDER], device: 'cpu' };
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
    const engine = createEngine({ home });
    const { state } = await follow(engine.ask('draw three pictures of red', { files: [] }));
    await engine.close();
    return state.tasks.map((task) => ({
      seed: task.seed,
      reused: task.status === 'finished' && task.reused,
      picture: task.status === 'finished' ? task.output.image?.artefact.id : undefined,
    }));
  };
  const first = await draw();
  expect(first.map(({ reused }) => reused)).toEqual([false, false, false]);
  expect(new Set(first.map(({ seed }) => seed)).size).toBe(3);
  expect(new Set(first.map(({ picture }) => picture)).size).toBe(3);
  expect(await draw()).toEqual(first);
});
