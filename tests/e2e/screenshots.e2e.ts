// Pictures of every screen and state, to be looked at: in light and dark, each with normal and high contrast, and
// with large text, in both languages, wide, narrow and on a phone. They go to the folder that SCREENSHOTS names;
// LOOKS takes some of them (harness/looks.ts).

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planWords } from '../fakes/conducted.ts';
import { wire } from '../fakes/controllers.ts';
import { askingE2e, reviewingE2e, sendingE2e } from './harness/asking.ts';
import { shootLacking, shootMissing, shootUpload } from './harness/asking-looks.ts';
import { conductedE2e, settingsOf } from './harness/conducted.ts';
import { dragFiles, dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { sampleFile, writeLongText } from './harness/files.ts';
import { shootEmptyGallery, shootGallery } from './harness/gallery-looks.ts';
import { hubE2e } from './harness/hub.ts';
import { shootLargeText } from './harness/large-text-looks.ts';
import { type Asking, begin, type Look, looksOf } from './harness/looks.ts';
import { modelsE2e, modelsOf, RECOMMENDED } from './harness/models.ts';
import { type Screen, screenOf } from './harness/screen.ts';
import { shootHub, shootSections } from './harness/section-looks.ts';
import { shootStates } from './harness/state-looks.ts';

/** Minutes for all of them. */
const PATIENCE = 60;
/** Milliseconds that a run may take on a machine that has much else to do. */
const RUN_PATIENCE = 180_000;

e2e('pictures of every screen', { timeout: PATIENCE * 60_000 }, async ({ visit, folder }) => {
  const { out, forAll } = await looksOf(visit);
  await forAll(async ({ shoot, screen, language }) => {
    await screen.page.getByText(screen.t('chat.start.lead')).waitFor();
    await shoot('01-first-start');
    await shootEmptyGallery(screen.page, language, shoot);
  });
  const screen = screenOf((await visit()).page);
  const long = await begin(screen, {
    files: [await writeLongText(folder, 4000)],
    request: 'read long.txt aloud and summarise long.txt',
  });
  await screen.run.getByText(screen.t('chat.run.counts', { done: 1, total: 2 })).waitFor();
  await forAll(async ({ screen, shoot, goTo }) => {
    await goTo(long);
    await screen.runIn('running').waitFor();
    await shoot('02-running');
    await screen.openGraph.click();
    await screen.panel.getByText(screen.t('tasks.names.text-to-speech')).first().waitFor();
    await shoot('03-running-graph');
  });
  await screen.stop.click();
  await screen.runIn('cancelled').waitFor();
  const made = await makeConversations(screen);
  await forAll(async (look) => {
    await shootAll(look, { ...made, long, folder });
    await shootGallery(look);
  });
  console.info(`The pictures are in ${out}`);
});

modelsE2e('pictures of the models', { timeout: PATIENCE * 60_000 }, async ({ visit }) => {
  const { out, forAll } = await looksOf(visit);
  const { page } = await visit();
  const { t, link, installed, task, button } = modelsOf(page);
  await link.click();
  await installed.waitFor();
  await task(t('tasks.names.image-classification')).click();
  await button(t('models.offers.installOne', { model: RECOMMENDED })).click();
  await button(t('models.downloads.pause', { model: RECOMMENDED })).click();
  await forAll(shootModels);
  console.info(`The pictures are in ${out}`);
});

async function shootModels({ screen: { page }, language, shoot }: Look): Promise<void> {
  const { t, installed, task, filter, field } = modelsOf(page, language);
  await page.goto(new URL('#/models', page.url()).href);
  await installed.waitFor();
  await shoot('21-models');
  const detection = task(t('tasks.names.object-detection'));
  await detection.click();
  await task(t('tasks.names.image-classification')).click();
  await detection.evaluate((button) => button.scrollIntoView({ block: 'start' }));
  await shoot('22-models-recommended');
  await field.fill('shapes');
  await field.press('Enter');
  await page.getByText(t('models.byId.faults.shape')).waitFor();
  await shoot('23-models-by-name');
  await filter.fill('whisper');
  await shoot('24-models-found');
  await filter.fill('giraffe');
  await page.getByText(t('models.nothingFound'), { exact: true }).waitFor();
  await shoot('25-models-nothing-found');
}

const conducted = { timeout: PATIENCE * 60_000 };

conductedE2e('pictures of a language model that conducts', conducted, async ({ visit, chat }) => {
  const { out, forAll } = await looksOf(visit);
  const screen = screenOf((await visit()).page);
  const text = 'The ferry leaves at seven. It carries the mail. Nobody swims to the island.';
  const plan = planWords([
    wire(0, 'summarization', { text }),
    wire(1, 'text-to-speech', { text: '<resource>-0' }),
  ]);
  const answer = 'It is about a ferry that carries the mail; here it is, spoken: island.wav.';
  chat.say({ plan, answer, perform: 'A ferry carries the mail.', choose: '{"choices":[]}' });
  const noted = await begin(screen, { request: 'What is it about? Read it to me.' });
  await screen.runIn('finished').waitFor();
  const asked = Promise.withResolvers<void>();
  chat.say({ plan: { kind: 'stall', after: [], until: asked.promise } });
  const planning = await begin(screen, { request: 'Plan something' });
  await forAll(async ({ screen, shoot, goTo }) => {
    await goTo(noted);
    await screen.page.getByText(/ calls of | 次，/).click();
    await shoot('26-notes-and-calls');
    await goTo(planning);
    await screen.page.getByText(/test-model is reading|test-model 正在/).waitFor();
    await shoot('27-planning');
  });
  asked.resolve();
  chat.say({ plan, answer, perform: 'A ferry.', choose: '{"choices":[]}' });
  const { link, review } = settingsOf(screen.page);
  await link.click();
  await review.check();
  const waiting = await begin(screen, { request: 'What is it about, then?' });
  await forAll(async (look) => {
    await look.goTo(waiting);
    await look.screen.page.getByText(look.screen.t('chat.review.nothing')).waitFor();
    await look.shoot('28-review');
    await shootSettings(look);
  });
  console.info(`The pictures are in ${out}`);
});

async function shootSettings({ screen: { page }, language, shoot }: Look): Promise<void> {
  const { t, listed, model, modelField, test, connections, prompt, button } = settingsOf(
    page,
    language,
  );
  await page.goto(new URL('#/settings', page.url()).href);
  await listed.waitFor();
  await shoot('29-settings');
  await modelField.fill('no-such-model');
  await test.click();
  await model.getByText(t('settings.test.outcomes.not-tried')).first().waitFor();
  await shoot('30-settings-test');
  await button(t('settings.connections.add')).click();
  await connections.getByRole('textbox', { name: t('settings.connections.id') }).press('Enter');
  await shoot('31-settings-connection');
  await prompt('answer').click();
  await page.getByText(t('settings.prompts.compare')).click();
  await page
    .getByRole('textbox', { name: t('settings.prompts.text') })
    .fill('Answer in one sentence.');
  await shoot('32-settings-prompt');
}

const asking = { timeout: PATIENCE * 60_000 };

hubE2e('pictures with large text', asking, async ({ visit }) => {
  console.info(`The pictures are in ${await shootLargeText(visit)}`);
});

e2e('pictures of what comes and goes', asking, async ({ visit, folder }) => {
  console.info(`The pictures are in ${await shootStates(visit, folder)}`);
});

e2e('pictures of the sections of the settings', asking, async ({ visit }) => {
  console.info(`The pictures are in ${await shootSections(visit)}`);
});

hubE2e('pictures of the Hub', asking, async ({ visit, hub }) => {
  console.info(`The pictures are in ${await shootHub(visit, hub)}`);
});

askingE2e('pictures of a model that is missing', asking, async ({ visit, storage }) => {
  console.info(`The pictures are in ${await shootMissing(visit, storage)}`);
});

sendingE2e('pictures of a file that would be sent', asking, async ({ visit }) => {
  console.info(`The pictures are in ${await shootUpload(visit)}`);
});

reviewingE2e('pictures of a plan that lacks models', asking, async ({ visit, chat }) => {
  console.info(`The pictures are in ${await shootLacking(visit, chat)}`);
});

type Made = Awaited<ReturnType<typeof makeConversations>>;

async function makeConversations(screen: Screen) {
  const done = async (asking: Asking, word: 'finished' | 'partly' = 'finished') => {
    const conversation = await begin(screen, asking);
    await screen.runIn(word).waitFor({ timeout: RUN_PATIENCE });
    return conversation;
  };
  const text =
    'Ada Lovelace met Charles Babbage in London in June 1833. They wrote to each other for years.';
  return {
    invoice: await done({ request: 'read invoice.png for me', files: [sampleFile('invoice.png')] }),
    notice: await done({
      request:
        'read notice.png, summarise paragraph.txt in two sentences, and tell me how similar the two are',
      files: [sampleFile('notice.png'), sampleFile('paragraph.txt')],
    }),
    scene: await done({
      request: 'find the edges and the straight lines in scene.png, and clean up recording.wav',
      files: [sampleFile('scene.png'), sampleFile('recording.wav')],
    }),
    table: await done({
      request: 'fill the gaps in flowers.csv',
      files: [sampleFile('flowers.csv')],
    }),
    names: await done({ request: `find the names in: ${text}` }),
    failed: await done(
      {
        request: 'find the objects in scene.png and read notice.png aloud',
        files: [sampleFile('scene.png'), sampleFile('notice.png')],
      },
      'partly',
    ),
  };
}

async function shootAll(
  look: Look,
  made: Made & { readonly long: string; readonly folder: string },
): Promise<void> {
  const { screen, shoot, goTo } = look;
  await goTo(undefined);
  await screen.page.getByText(screen.t('chat.start.title')).waitFor();
  await shoot('04-first-screen');
  for (const name of ['invoice', 'notice', 'scene', 'table', 'names'] as const) {
    await goTo(made[name]);
    await screen.runIn('finished').waitFor();
    await screen.results.first().waitFor();
    await shoot(`05-${name}`);
  }
  await shootPictureAndEdit(look, made);
  await goTo(made.failed);
  await screen.runIn('partly').waitFor();
  await shoot('06-failed');
  await goTo(made.long);
  await screen.runIn('cancelled').waitFor();
  await shoot('07-stopped');
  await shootPanel(look, made.notice);
  await shootComposer(look, made.folder);
  await shootList(look);
  await shootLost(look);
}

async function shootPictureAndEdit({ screen, shoot, goTo }: Look, made: Made): Promise<void> {
  const { page, t, exchanges } = screen;
  await goTo(made.scene);
  const name = t('results.picture.open', { name: 'edges.png' });
  await screen.results.getByRole('button', { name }).click();
  await page.getByRole('button', { name: t('results.viewer.close') }).waitFor();
  await shoot('19-viewer');
  await page.keyboard.press('Escape');
  await goTo(made.invoice);
  await exchanges.hover();
  await page.getByRole('button', { name: t('chat.request.edit'), exact: true }).click();
  await page.getByText(t('chat.composer.editing')).waitFor();
  await shoot('20-editing');
  await screen.field.press('Escape');
}

async function shootPanel({ screen, shoot, goTo }: Look, conversation: string): Promise<void> {
  const { t, panel, page } = screen;
  await goTo(conversation);
  await screen.openGraph.click();
  for (const tab of ['graph', 'timeline', 'list'] as const) {
    await panel.getByRole('tab', { name: t(`graph.tabs.${tab}`) }).click();
    await panel.getByText(t('tasks.names.sentence-similarity')).first().waitFor();
    await shoot(`08-panel-${tab}`);
  }
  await panel.getByRole('button', { name: t('tasks.names.sentence-similarity') }).click();
  await panel.getByRole('button', { name: t('graph.inspector.runFromHere') }).waitFor();
  await shoot('09-inspector');
  await page.getByRole('button', { name: t('app.closePanel') }).click();
}

async function shootComposer({ screen, shoot, goTo }: Look, folder: string): Promise<void> {
  const { page, field, chip } = screen;
  await goTo(undefined);
  await field.waitFor();
  const drag = await dragFiles(page, [sampleFile('scene.png'), sampleFile('recording.wav')]);
  await drag.over();
  await shoot('10-dragging');
  await drag.drop();
  const wrong = join(folder, 'photo.png');
  await writeFile(wrong, 'This is a text, whatever its name says.\n');
  await chip('recording.wav').and(page.locator('[data-status="ready"]')).waitFor();
  await shoot('11-attached');
  await dropFiles(page, [wrong]);
  await chip('photo.png').getByRole('alert').waitFor();
  await shoot('12-refused');
}

async function shootList({ screen, shoot, goTo }: Look): Promise<void> {
  const { page, t, search, list, rows, undo, row } = screen;
  await goTo(undefined);
  const opener = page.getByRole('button', { name: t('app.openSidebar') });
  await screen.field.waitFor();
  if (await opener.isVisible()) {
    await opener.click();
  }
  await search.fill('notice');
  await list.locator('mark').first().waitFor();
  await shoot('13-found');
  await search.fill('giraffe');
  await list.getByText(t('sidebar.nothingFound'), { exact: true }).waitFor();
  await shoot('14-nothing-found');
  await search.fill('');
  await rows.nth(5).waitFor();
  await rows.first().focus();
  await page.keyboard.press('F2');
  await shoot('15-renaming');
  await page.keyboard.press('Escape');
  await rows.nth(1).click({ button: 'right' });
  await page.getByRole('menuitem').first().waitFor();
  await shoot('16-menu');
  await page.keyboard.press('Escape');
  await row(/^find the names/).press('Delete');
  await undo.waitFor();
  await shoot('17-deleted');
  await undo.click();
  await row(/^find the names/).waitFor();
}

/** As when the program has ended under the page. */
async function shootLost({ screen, shoot, goTo }: Look): Promise<void> {
  const { page, t } = screen;
  await goTo(undefined);
  await screen.field.waitFor();
  await page.route('**/rpc/watch', (route) => route.abort());
  await page.reload();
  await page.getByText(t('app.connection.lost')).waitFor();
  await shoot('18-connection-lost');
}
