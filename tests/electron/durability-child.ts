// Run by durability.test.ts, which kills it: asks on an empty data folder, else goes on with the run
// that an earlier process left there. Prints a line for every event, and the answer at the end.

import { createEngine } from '../../electron/engine.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { fakeExpert, textOf } from '../fakes/experts.ts';

const PLAN = [
  wire(0, 'summarization', { text: 'one' }),
  wire(1, 'text-generation', { text: 'two' }),
  wire(2, 'feature-extraction', { text: '<resource>-0 and <resource>-1' }),
  wire(3, 'summarization', { text: '<resource>-1 again' }),
  wire(4, 'text-generation', { text: '<resource>-3, <resource>-0' }),
  wire(5, 'feature-extraction', { text: '<resource>-4' }),
  wire(6, 'translation', { text: '<resource>-4' }),
  wire(7, 'feature-extraction', { text: '<resource>-6 <resource>-1' }),
];

/** Milliseconds that each task takes, so that a kill finds some running. */
const TASK_MS = 4;

const later = () => new Promise((resolve) => setTimeout(resolve, TASK_MS));
const saying = (type: 'summarization' | 'text-generation' | 'translation') =>
  fakeExpert(type, {
    perform: async (inputs) => {
      await later();
      return { text: `${type}(${textOf(inputs)})` };
    },
  });
const table = fakeExpert('feature-extraction', {
  perform: async (inputs) => {
    await later();
    const rows = Array.from({ length: 2000 }, (_, row) => `${row},${textOf(inputs)}\n`);
    return { table: { name: 'features.csv', bytes: Buffer.from(rows.join('')) } };
  },
});

const engine = createEngine({
  home: process.argv[2] ?? '',
  controller: fixedController(PLAN),
  experts: [saying('summarization'), saying('text-generation'), saying('translation'), table],
});
const [kept] = engine.store.runs.list(1);
let runId = kept?.id ?? '';
if (kept?.status !== 'finished') {
  const events = kept === undefined ? engine.ask('do it') : engine.resume(kept.id);
  for await (const event of events) {
    runId = event.runId;
    process.stdout.write(`${event.type}\n`);
  }
}
const { answer, status, tasks } = engine.run(runId);
const finishes = engine.store.runs.events(runId).filter(({ type }) => type === 'task-finished');
const statuses = tasks.map((task) => task.status);
process.stdout.write(
  `${JSON.stringify({ answer, status, statuses, finishes: finishes.length })}\n`,
);
await engine.close();
