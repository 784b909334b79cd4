import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const OCR = new URL('../../../../electron/experts/builtin/ocr.ts', import.meta.url).href;
const BLANK = `{ width: 200, height: 100, channels: 1, pixels: new Uint8Array(20_000).fill(255) }`;
const CONTEXT = `{ signal: new AbortController().signal, progress() {} }`;
const READ = `
  const { recognise } = await import('${OCR}');
  const lines = await recognise(${BLANK}, 'page', ${CONTEXT});
`;

/** A program that ends when nothing is left to do; killed, and so failed, where something stays. */
function runProgram(source: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const timeout = 30_000;
  return run(process.execPath, ['--input-type=module', '--eval', source], { timeout });
}

describe('the recogniser and its own thread', () => {
  it('keeps no program alive when it has read', async () => {
    const { stdout, stderr } = await runProgram(`${READ} console.log(lines.length);`);
    expect(stdout).toBe('0\n');
    expect(stderr).toBe('');
  });

  it('works inside a worker thread, and ends with it', async () => {
    const { stdout } = await runProgram(`
      import { Worker } from 'node:worker_threads';
      const inner = ${JSON.stringify(`
        import { parentPort } from 'node:worker_threads';
        ${READ}
        parentPort.postMessage(lines.length);
        setInterval(() => {}, 1000);
      `)};
      const thread = new Worker(inner, { eval: true });
      const { promise, resolve } = Promise.withResolvers();
      thread.once('message', resolve);
      console.log(await promise, await thread.terminate());
    `);
    expect(stdout).toBe('0 1\n');
  });

  it('leaves nothing running when its worker thread is ended in the middle of a page', async () => {
    const { stdout } = await runProgram(`
      import { Worker } from 'node:worker_threads';
      const inner = ${JSON.stringify(`
        import { parentPort } from 'node:worker_threads';
        const { recognise } = await import('${OCR}');
        const pixels = new Uint8Array(640_000).map((_, n) => (n * 7919) % 256);
        const picture = { width: 800, height: 800, channels: 1, pixels };
        const progress = () => parentPort.postMessage('under way');
        const { signal } = new AbortController();
        // Page after page, so that it is never done before it is ended.
        for (;;) await recognise(picture, 'scattered words', { signal, progress });
      `)};
      const thread = new Worker(inner, { eval: true });
      const { promise, resolve } = Promise.withResolvers();
      thread.once('message', resolve);
      console.log(await promise, await thread.terminate());
    `);
    expect(stdout).toBe('under way 1\n');
  });
});
