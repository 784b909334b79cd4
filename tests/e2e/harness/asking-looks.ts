// Pictures of what a run asks and of a model on its way; called by screenshots.e2e.ts.

import { planWords, type Words } from '../../fakes/conducted.ts';
import { wire } from '../../fakes/controllers.ts';
import { CLASSIFY, DETECT, type Pace, questionOf } from './asking.ts';
import { sampleFile } from './files.ts';
import { begin, type Look, looksOf } from './looks.ts';
import { screenOf } from './screen.ts';

type OpenVisit = Parameters<typeof looksOf>[0];

const SCENE = [sampleFile('scene.png')];
/** Pieces come so slowly that all the pictures are of one download, and less slowly than it would give up. */
const CRAWL = { kind: 'slow', pauseMs: 12_000 } as const;

/** A question about a download, the download, and what is left after a no. */
export async function shootMissing(visit: OpenVisit, storage: Pace): Promise<string> {
  const { out, forAll } = await looksOf(visit);
  const screen = screenOf((await visit({})).page);
  const { card, download, without } = questionOf(screen.page, 'install');
  const asked = await begin(screen, { request: CLASSIFY.en, files: SCENE });
  await card.waitFor();
  await forAll(async ({ screen, language, shoot, goTo }) => {
    await goTo(asked);
    await questionOf(screen.page, 'install', language).card.waitFor();
    await shoot('33-question-download');
  });
  storage.set(CRAWL);
  await download.click();
  await forAll((look) => shootFetching(look, asked));
  await screen.stop.click();
  await screen.runIn('cancelled').waitFor();
  const refused = await begin(screen, { request: CLASSIFY.en, files: SCENE });
  await without.click();
  await screen.runIn('partly').waitFor();
  await forAll(async ({ screen, shoot, goTo }) => {
    await goTo(refused);
    await screen.run.getByRole('button', { name: screen.t('chat.run.askAgain') }).waitFor();
    await shoot('36-download-refused');
  });
  return out;
}

async function shootFetching({ screen, shoot, goTo }: Look, conversation: string): Promise<void> {
  const { t, run, panel, openGraph } = screen;
  await goTo(conversation);
  const [before = ''] = t('graph.fetching.downloading', { model: '…', done: '', total: '' }).split(
    '…',
  );
  await run.getByText(before).waitFor();
  await shoot('34-fetching');
  await openGraph.click();
  for (const tab of ['graph', 'list'] as const) {
    await panel.getByRole('tab', { name: t(`graph.tabs.${tab}`) }).click();
    await panel.getByText(before).first().waitFor();
    await shoot(`35-fetching-${tab}`);
  }
  await panel.getByRole('button', { name: t('tasks.names.image-classification') }).click();
  await panel.getByRole('button', { name: t('graph.inspector.runFromHere') }).waitFor();
  await shoot('35-fetching-inspector');
}

export async function shootUpload(visit: OpenVisit): Promise<string> {
  const { out, forAll } = await looksOf(visit);
  const screen = screenOf((await visit({})).page);
  const asked = await begin(screen, { request: DETECT.en, files: SCENE });
  await questionOf(screen.page, 'upload').card.waitFor();
  await forAll(async ({ screen, language, shoot, goTo }) => {
    await goTo(asked);
    await questionOf(screen.page, 'upload', language).card.waitFor();
    await shoot('37-question-upload');
  });
  return out;
}

/** A plan under review with a task to be downloaded for, one that nothing does, and one that needs that one. */
export async function shootLacking(
  visit: OpenVisit,
  chat: { readonly say: (words: Words) => void },
): Promise<string> {
  const { out, forAll } = await looksOf(visit);
  const screen = screenOf((await visit({})).page);
  const plan = planWords([
    wire(0, 'image-classification', { image: 'scene.png' }),
    wire(1, 'image-to-video', { image: 'scene.png' }),
    { ...wire(2, 'image-to-text', { image: 'scene.png' }), dep: [1] },
  ]);
  chat.say({ plan, answer: 'Done.', choose: '{"choices":[]}' });
  const waiting = await begin(screen, { request: 'Do all of it with scene.png', files: SCENE });
  await forAll(async ({ screen, shoot, goTo }) => {
    await goTo(waiting);
    await screen.page.getByText(screen.t('chat.review.findModel')).waitFor();
    await shoot('38-review-lacking');
  });
  return out;
}
