// A video with the picture that the page took of it, in whole runs of a real engine: looked at, kept, asked
// again, and what happens without one.

import { afterAll, describe, expect, it } from 'vitest';
import type { AskedFile } from '../../../electron/attachments.ts';
import { createEngine, type Engine } from '../../../electron/engine.ts';
import { exportConversation } from '../../../electron/exchange/export-conversation.ts';
import { filesOfEvent } from '../../../shared/run-files.ts';
import { fixedController, wire } from '../../fakes/controllers.ts';
import { follow } from '../../fakes/engines.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { mediaExpert, picture, pictureName } from '../../fakes/media-experts.ts';
import { videoBytes } from '../../fakes/videos.ts';

const LOOK = [wire(0, 'object-detection', { image: 'silent.webm' })];
const FRAME = { code: 'video-frame', values: { seconds: 1 } };
const NOTE = 'Of the video one picture was looked at, from its middle (1.0 s).';

const open: Engine[] = [];
afterAll(() => Promise.all(open.map((engine) => engine.close())));

function engineAt(home: string): Engine {
  const experts = [
    mediaExpert('object-detection', (inputs) => ({ text: `I saw ${pictureName(inputs)}.` })),
  ];
  const engine = createEngine({ home, experts, controller: fixedController(LOOK) });
  open.push(engine);
  return engine;
}

/** As the page uploads them: two files, of which one is of the other. */
async function uploaded({ store: { artefacts } }: Engine) {
  const film = await artefacts.addBytes('silent.webm', videoBytes('silent.webm'));
  const frame = await artefacts.addBytes('silent-at-1.0s.png', await picture(160, 120));
  const asked = (at: string): AskedFile => ({
    ...{ name: film.name, artefact: film.artefact.id },
    frame: { at: 1, artefact: at },
  });
  return { film, frame: frame.artefact, asked };
}

describe('a run with a video that was dropped on the screen', () => {
  it('gives its picture to the task that looks at one, and says so', async () => {
    const engine = engineAt(temporaryFolder());
    const { frame, asked } = await uploaded(engine);
    const { state } = await follow(engine.ask('look', { files: [asked(frame.id)] }));
    expect(state.attachments).toMatchObject([{ name: 'silent.webm', frame: { at: 1 } }]);
    expect(state.tasks).toMatchObject([
      { output: { text: 'I saw silent-at-1.0s.png.', notes: [FRAME] } },
    ]);
    expect(state.answer).toContain(NOTE);
    const again = await follow(engine.rerun(state.runId, { from: 0 }));
    expect(again.state.tasks).toMatchObject([{ status: 'finished', reused: false }]);
  });

  it('keeps the picture with the run, over a start, and gives it out with the conversation', async () => {
    const home = temporaryFolder();
    const first = engineAt(home);
    const { frame, asked } = await uploaded(first);
    const { state } = await follow(first.ask('look', { files: [asked(frame.id)] }));
    await first.close();
    const engine = engineAt(home);
    expect(engine.store.artefacts.find(frame.id)).toEqual(frame);
    const events = engine.store.runs.events(state.runId);
    expect(events.flatMap(filesOfEvent).map(({ name }) => name)).toContain('silent-at-1.0s.png');
    const { zip } = exportConversation(state.conversation, engine.store);
    const bytes = Buffer.from(await new Response(zip).arrayBuffer());
    expect(bytes.includes('silent-at-1.0s.png')).toBe(true);
  });

  it('does without where there is no picture, or what was named is none', async () => {
    const engine = engineAt(temporaryFolder());
    const { film, asked } = await uploaded(engine);
    const films: readonly AskedFile[] = [
      { name: 'silent.webm', bytes: videoBytes('silent.webm') },
      asked(film.artefact.id),
      asked('f'.repeat(64)),
    ];
    for (const file of films) {
      const { state } = await follow(engine.ask('look', { files: [file] }));
      expect(state.attachments[0]?.frame).toBeUndefined();
      expect(state.tasks).toMatchObject([
        { status: 'failed', error: { code: 'FRAME_MISSING', data: { name: 'silent.webm' } } },
      ]);
    }
  });
});
