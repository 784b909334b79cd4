// Pictures made on this machine, through the whole program: rules plan, the runner draws with the tiny diffusion
// model, and nothing reaches a network.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../electron/engine.ts';
import type { Picture } from '../../../electron/experts/pictures.ts';
import type { RunState } from '../../../shared/events.ts';
import { follow } from '../../fakes/engines.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { tinyModel } from '../../fakes/onnx.ts';
import { drawScene } from '../../fakes/scenes.ts';
import { look } from '../../fakes/tiny-judges.ts';

const open: Engine[] = [];
afterAll(() => Promise.all(open.map((engine) => engine.close())));

/** In local mode, with these tiny models. */
function engineWith(...models: readonly string[]): Engine {
  const home = temporaryFolder();
  const settings = { modelFolders: models.map(tinyModel), device: 'cpu', mode: 'local' };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const engine = createEngine({ home });
  open.push(engine);
  return engine;
}

/** The picture that a task of a run made, in the engine's store. */
function pathOf(engine: Engine, state: RunState, type: string): string {
  const task = state.tasks.find(({ task: { type: made } }) => made === type);
  const image = task?.status === 'finished' ? task.output.image : undefined;
  if (image === undefined) {
    throw new Error(`${type} made no picture: ${JSON.stringify(task)}`);
  }
  return engine.store.artefacts.path(image.artefact.id);
}

async function readPixels(path: string, channels: 1 | 3): Promise<Picture> {
  const picture = channels === 1 ? sharp(path).toColourspace('b-w') : sharp(path);
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels, pixels: new Uint8Array(data) };
}

async function draw(engine: Engine, request: string): Promise<Buffer> {
  const { state } = await follow(engine.ask(request, { files: [] }));
  expect(state.tasks.map(({ task }) => task.type)).toEqual(['text-to-image']);
  return sharp(pathOf(engine, state, 'text-to-image'))
    .png()
    .toBuffer();
}

/** Edge pixels that both pictures have, of those that either has. */
function overlap(one: Picture, other: Picture): number {
  const isEdge = ({ pixels }: Picture, at: number) => (pixels[at] ?? 0) >= 128;
  const places = Array.from(one.pixels.keys());
  const both = places.filter((at) => isEdge(one, at) && isEdge(other, at));
  const either = places.filter((at) => isEdge(one, at) || isEdge(other, at));
  return both.length / either.length;
}

describe('a picture that is drawn on this machine', () => {
  it('is what was asked for', async () => {
    const engine = engineWith('diffusion');
    const { state } = await follow(engine.ask('Draw a red circle on a blue ground', { files: [] }));
    const drawn = await readPixels(pathOf(engine, state, 'text-to-image'), 3);
    expect(await look(drawn)).toEqual({
      shapes: [{ label: 'circle', colour: 'red' }],
      named: 'circle',
    });
    expect([...drawn.pixels.subarray(0, 3)]).toSatisfy(
      ([red = 0, green = 0, blue = 0]) => blue > 150 && red < 90 && green < 130,
    );
  });

  it('can be counted on, with another', async () => {
    const engine = engineWith('diffusion', 'object-detection');
    const files = [
      { name: 'first.png', bytes: await draw(engine, 'Draw two red circles on white') },
      { name: 'second.png', bytes: await draw(engine, 'Draw three blue circles on white') },
    ];
    const request = 'How many circles are in these pictures?';
    const { state } = await follow(engine.ask(request, { files }));
    expect(state.status).toBe('finished');
    const counts = state.tasks.map((task) =>
      task.status === 'finished' ? task.output.objects?.length : task.status,
    );
    expect(counts).toEqual([2, 3]);
    expect(state.answer).toMatch(/\b(?:5|five)\b/i);
  });

  it('has another colour in the shape of a given drawing', async () => {
    const engine = engineWith('diffusion');
    const shape = { label: 'star', colour: '#d32f2f', x: 52, y: 12, radius: 10.5 } as const;
    const scene = { width: 64, height: 64, background: '#ffffff', shapes: [shape] };
    const files = [{ name: 'drawing.png', bytes: await drawScene(scene).png().toBuffer() }];
    const request = 'Create an image of a green star on white based on the edges of drawing.png';
    const { state } = await follow(engine.ask(request, { files }));
    expect(state.tasks.map(({ task }) => task.type)).toEqual([
      'canny-control',
      'canny-text-to-image',
    ]);
    const control = await readPixels(pathOf(engine, state, 'canny-control'), 1);
    const drawn = pathOf(engine, state, 'canny-text-to-image');
    const again = await follow(
      engine.ask('Find the edges in green.png', {
        files: [{ name: 'green.png', bytes: await sharp(drawn).png().toBuffer() }],
      }),
    );
    const edges = await readPixels(pathOf(engine, again.state, 'canny-control'), 1);
    expect(overlap(control, edges)).toBeGreaterThanOrEqual(0.6);
    const { shapes } = await look(await readPixels(drawn, 3));
    expect(shapes).toEqual([{ label: 'star', colour: 'green' }]);
  });
});
