import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine.ts';
import { follow } from '../fakes/engines.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { countsOf, drawScene, randomScene } from '../fakes/scenes.ts';

const TINY = fileURLToPath(new URL('../../models/tiny', import.meta.url));

/** An engine whose only models besides the built-in ones are the tiny ones, run on the CPU. */
function tinyEngine(home = temporaryFolder()): Engine {
  const settings = { modelFolders: [TINY], device: 'cpu' };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const engine = createEngine({ home });
  onTestFinished(() => engine.close());
  return engine;
}

/** Three pictures of shapes, and how many of each there are in all. */
async function drawnPictures() {
  const folder = temporaryFolder();
  const scenes = [5, 7, 3].map((shapes, index) => randomScene({ seed: 400 + index, shapes }));
  const files = scenes.map((_, index) => join(folder, `${'abc'[index]}.png`));
  for (const [index, scene] of scenes.entries()) {
    writeFileSync(files[index] ?? '', await drawScene(scene).png().toBuffer());
  }
  return { files, counts: countsOf(scenes.flatMap(({ shapes }) => shapes)) };
}

describe('models of this machine', () => {
  it('count the shapes of three pictures, one task each, and the sum is right', async () => {
    const { files, counts } = await drawnPictures();
    const engine = tinyEngine();
    const request = 'How many circles are in a.png, b.png and c.png?';
    const { state } = await follow(engine.ask(request, { files }));
    expect(state.tasks.map(({ task }) => task.type)).toEqual(files.map(() => 'object-detection'));
    for (const task of state.tasks) {
      expect(task).toMatchObject({
        status: 'finished',
        assignment: { model: { host: 'onnx' } },
        output: { ran: { device: 'cpu', dtype: 'fp32' } },
      });
    }
    for (const [label, count] of Object.entries(counts)) {
      expect(state.answer).toContain(`**${label}: ${count}**`);
    }
  });

  it('are not asked again for the same picture', async () => {
    const { files } = await drawnPictures();
    const home = temporaryFolder();
    const ask = async () => {
      const engine = tinyEngine(home);
      const { state } = await follow(engine.ask('find the objects in a.png', { files }));
      await engine.close();
      return state.tasks[0];
    };
    expect(await ask()).toMatchObject({ status: 'finished', reused: false });
    expect(await ask()).toMatchObject({ status: 'finished', reused: true });
  });
});
