import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installCuda, installEnvironment } from '../../../electron/runner/cuda-install.ts';
import { folderForTest } from './rig.ts';

test('a platform without a CUDA build is told so', async () => {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  expect(await installCuda({ platform: 'darwin', architecture: 'arm64', print })).toBe(1);
  expect(lines[0]).toContain('no CUDA libraries for darwin on arm64');
});

test('the install script of the package is run with what it takes, and its end is told', async () => {
  const folder = packageForTest(
    `require('fs').writeFileSync(__dirname + '/seen', process.env.ONNXRUNTIME_NODE_INSTALL);
     require('fs').writeFileSync(__dirname + '/../bin/napi-v6/linux/x64/libproviders_cuda.so', Buffer.alloc(3e6));`,
  );
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const status = await installCuda({ folder, platform: 'linux', architecture: 'x64', print });
  expect(status).toBe(0);
  expect(readFileSync(join(folder, 'script/seen'), 'utf8')).toBe('cuda12');
  expect(lines).toContain('libproviders_cuda.so: 3 MB');
});

test('an install script that fails is a sentence and a status', async () => {
  const folder = packageForTest('process.exit(3)');
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  expect(await installCuda({ folder, platform: 'linux', architecture: 'x64', print })).toBe(1);
  expect(lines.join(' ')).toContain('could not be fetched');
});

test('what npm hands down of .npmrc does not win, and the proxy is handed on', () => {
  const given = { npm_config_onnxruntime_node_install: 'skip', HTTPS_PROXY: 'http://proxy:1' };
  expect(installEnvironment(given, 'cuda12')).toMatchObject({
    ONNXRUNTIME_NODE_INSTALL: 'cuda12',
    GLOBAL_AGENT_HTTPS_PROXY: 'http://proxy:1',
  });
});

/** A package that looks like onnxruntime-node, with an install script that fetches nothing. */
function packageForTest(install: string): string {
  const folder = folderForTest();
  mkdirSync(join(folder, 'script'));
  mkdirSync(join(folder, 'bin/napi-v6/linux/x64'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type": "commonjs"}');
  writeFileSync(join(folder, 'script/install.js'), install);
  const metadata = "module.exports = { requirements: { 'linux/x64': ['cuda12'] } };";
  writeFileSync(join(folder, 'script/install-metadata.js'), metadata);
  return folder;
}
