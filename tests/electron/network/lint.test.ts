// The wall is one fetch only as long as nothing else can open a connection: lint says so, and this says that
// it does.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fakes/folders.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

/**
 * Lints texts by the project's rules as if they stood in those files of it.
 * @returns what is said of each
 */
function lint(texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const folder = temporaryFolder();
  const {
    $schema: _,
    vcs: __,
    ...rules
  } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules));
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const words = ['lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 } as const;
  const { stdout } = spawnSync(process.execPath, [BIOME, ...words], options);
  const { diagnostics } = JSON.parse(stdout);
  const said = new Map(Object.keys(texts).map((path) => [path, '']));
  for (const diagnostic of diagnostics) {
    const path = String(diagnostic.location.path?.file ?? diagnostic.location.path);
    said.set(path, (said.get(path) ?? '') + JSON.stringify(diagnostic));
  }
  return said;
}

const WAYS_OUT = [
  "export const x = await fetch('https://example.com/');",
  "export const x = new WebSocket('wss://example.com/');",
  "export const x = new EventSource('https://example.com/');",
  "import { request } from 'node:http';\nexport const x = request;",
  "import * as http from 'node:http';\nexport const x = http;",
  "import http from 'node:http';\nexport const x = http;",
  "import { get } from 'node:https';\nexport const x = get;",
  "import { connect } from 'node:net';\nexport const x = connect;",
  "import { connect } from 'node:http2';\nexport const x = connect;",
  "import { connect } from 'node:tls';\nexport const x = connect;",
  "import { createSocket } from 'node:dgram';\nexport const x = createSocket;",
  "import { lookup } from 'node:dns/promises';\nexport const x = lookup;",
  "import { fetch } from 'undici';\nexport const x = fetch;",
  "export const x = await import('node:https');",
];

describe('lint', () => {
  it.each(['electron', 'electron/desktop', 'electron/pipeline', 'electron/experts/hub'])(
    'in %s refuses every way out but the given fetch, and says the remedy',
    (folder) => {
      const texts = WAYS_OUT.map((text, index) => [`${folder}/way-${index}.ts`, text]);
      const said = lint(Object.fromEntries(texts));
      for (const [path = '', text] of texts) {
        expect(said.get(path), text).toMatch(/lint\/style\/noRestricted(?:Globals|Imports)/);
      }
      expect(said.get(`${folder}/way-3.ts`)).toMatch(/network\.fetch\(purpose\)|PipelineDeps/);
    },
  );

  it('refuses Electron’s own requests in the desktop host, and sockets elsewhere than in one file', () => {
    const said = lint({
      'electron/desktop/parts.ts': "import { net } from 'electron';\nexport const x = net;",
      'electron/desktop/socket.ts':
        "import { request } from 'node:http';\nexport const x = request;",
      'electron/desktop/socket-fetch.ts':
        "import { request } from 'node:http';\nexport const x = request;",
    });
    expect(said.get('electron/desktop/parts.ts')).toContain('noRestrictedImports');
    expect(said.get('electron/desktop/socket.ts')).toContain('noRestrictedImports');
    expect(said.get('electron/desktop/socket-fetch.ts')).not.toContain('noRestricted');
  });

  it('lets be what is no way out, and the wall itself', () => {
    const said = lint({
      'electron/network/parts.ts': "import { get } from 'node:https';\nexport const x = get;",
      'electron/serve.ts':
        "import { createServer } from 'node:http';\nexport const x = createServer;",
      'electron/names.ts': "import { isIP } from 'node:net';\nexport const x = isIP;",
      'electron/given.ts':
        'export const x = (fetch: (url: string) => void) => fetch("https://a.b");',
    });
    expect([...said.values()].filter((words) => words.includes('noRestricted'))).toEqual([]);
  });
});

it('no one reaches around lint for the global fetch', () => {
  const folder = join(ROOT, 'electron');
  const reaching = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) =>
      path.endsWith('.ts') &&
      !path.startsWith('network/') &&
      /\b(?:globalThis|global)\s*(?:\.\s*(?:fetch|WebSocket)\b(?!\s*=[^=])|\[)|\}\s*=\s*global/u.test(
        readFileSync(join(folder, path), 'utf8').replace(/typeof globalThis\.fetch/gu, ''),
      ),
  );
  // It puts the fetch that its work was given in the place of the global one.
  expect(reaching.filter((path) => path !== 'experts/hub/guarded-fetch.ts')).toEqual([]);
});
