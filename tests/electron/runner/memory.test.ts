import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askProbe, runnerForTest } from './rig.ts';

const SIDE = 96;
const LOADS = 100;
/** For a machine that is busy with other things. */
const PATIENCE_MS = 300_000;

test('the answers of real inference are those that are known', async () => {
  const config = new URL('../../../models/tiny/probe/config.json', import.meta.url);
  const known: unknown = JSON.parse(readFileSync(config, 'utf8')).answer;
  const { output } = await askProbe(runnerForTest(), 1, 96);
  const answer: number[] = JSON.parse(output.text ?? '[]');
  expect(answer.map((value) => Number(value.toFixed(4)))).toEqual(
    (known as number[]).map((value) => Number(value.toFixed(4))), // sixteen numbers by probe.py
  );
});

test(
  '100 loads and unloads leave the memory where it was after one',
  async () => {
    // No model is kept warm, so each of two in turns is loaded again; processes are replaced as usual.
    const runner = runnerForTest({ budgets: { cpu: 0 } });
    const held: number[] = [];
    const pids = new Set<number>();
    let loads = 0;
    for (let load = 0; load < LOADS; load += 1) {
      const before = runner.status().processes[0]?.loads ?? 0;
      await askProbe(runner, 1 + (load % 2), SIDE);
      for (const { pid, resident, loads: now } of runner.status().processes) {
        pids.add(pid);
        held.push(resident);
        loads += now > before ? now - before : now;
      }
    }
    const first = held[0] ?? Number.NaN;
    const last = held.at(-1) ?? Number.NaN;
    const ratio = (value: number) => (value / first).toFixed(2);
    const figures = `last ÷ first ${ratio(last)}, most ÷ first ${ratio(Math.max(...held))}`;
    console.info(`${loads} loads in ${pids.size} processes: ${figures}`);
    expect(pids.size).toBeGreaterThanOrEqual(10);
    expect(loads).toBeGreaterThanOrEqual(90);
    expect(last / first).toBeLessThanOrEqual(1.1);
  },
  PATIENCE_MS,
);
