// What local mode promises, seen from outside: a whole session under strace, which tells every connection and
// every datagram that the process, its threads and its children attempt, and once more in a network of its
// own, whose only way out is a gateway that writes down whom it was to reach.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../electron/network/loopback.ts';
import { ConnectionRecordSchema } from '../../shared/connections.ts';
import { temporaryFolder } from '../fakes/folders.ts';

const SESSION = fileURLToPath(new URL('./local-mode-session.ts', import.meta.url));
/** A proxy that no one may be led to: through it, even what is for loopback would leave. */
const PROXY = 'http://192.0.2.9:3128';
/** What `leak` lets out: a request, a question for a name, a request of a child. */
const LEAKED = ['192.0.2.1', '192.0.2.53', '192.0.2.2'];

type Kind = 'session' | 'leak';

/** Runs the session under a command. @returns what it printed, and what the command did after it */
function run(under: readonly string[], kind: Kind): string {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  const [command = '', ...words] = [...under, process.execPath, SESSION, home, kind];
  const { stdout, stderr, status } = spawnSync(command, words, {
    encoding: 'utf8',
    env: { ...process.env, HTTP_PROXY: PROXY, HTTPS_PROXY: PROXY, HF_HOME: join(folder, 'none') },
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

/** The session did happen, and its attempts to get out were refused as they should be. */
function readSession(stdout: string) {
  const { builtin, models, distant } = JSON.parse(stdout);
  expect(builtin.run).toMatchObject({ status: 'finished' });
  expect(builtin.run.models).toHaveLength(13);
  expect(builtin.run.models.every((id: string) => id.startsWith('builtin/'))).toBe(true);
  expect(models.run.models).toEqual([expect.stringContaining('object-detection')]);
  expect(models.told).toEqual(['test-model']);
  const passed = models.test.steps.filter((step: { outcome: string }) => step.outcome === 'passed');
  expect(passed.map(({ step }: { step: string }) => step)).toEqual(
    expect.arrayContaining(['address', 'key', 'model']),
  );
  expect(builtin.refusals).toEqual({
    install: 'HUB_OFFLINE',
    models: 'CONTROLLER_NOT_ALLOWED',
    test: 'CONTROLLER_NOT_ALLOWED',
    update: 'NETWORK_REFUSED',
    hub: 'NETWORK_REFUSED',
    address: 'NETWORK_REFUSED',
  });
  expect(distant).toEqual({
    run: { status: 'finished', failures: ['NO_MODEL', 'NO_MODEL', 'NETWORK_REFUSED'] },
    questions: [],
    refusals: {
      search: 'HUB_OFFLINE',
      hosted: 'HUB_OFFLINE',
      card: 'HUB_OFFLINE',
      install: 'HUB_OFFLINE',
    },
    uploads: { 'hf-inference': 'always' },
    recorded: [
      expect.objectContaining({
        ...{ purpose: 'address', task: 2, host: '192.0.2.7' },
        outcome: expect.objectContaining({ how: 'refused' }),
      }),
    ],
  });
  return ConnectionRecordSchema.array().parse(models.recorded);
}

/** All that can send to an address; others are not stopped at, which keeps it quick. */
const STRACE = ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=connect,sendto,sendmsg,sendmmsg'];
const canTrace = spawnSync('strace', [...STRACE, 'true']).status === 0;

/** What the session printed, and every address that was asked, as "host port". */
function traced(kind: Kind) {
  const trace = join(temporaryFolder(), 'trace');
  const stdout = run(['strace', ...STRACE, '-o', trace], kind);
  return { stdout, asked: askedIn(readFileSync(trace, 'utf8')) };
}

const INTERNET =
  /sa_family=AF_INET6?, sin6?_port=htons\((\d+)\)[^}]*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/g;
/** The system's own resolver, which asks others for us. */
const RESOLVER = /sun_path="([^"]*resolve[^"]*)"/g;

function askedIn(trace: string): readonly string[] {
  const addresses = [...trace.matchAll(INTERNET)].map(
    ([, port, four, six]) => `${four ?? six} ${port}`,
  );
  const resolvers = [...trace.matchAll(RESOLVER)].map(([, path]) => `${path}`);
  return [...new Set([...addresses, ...resolvers])];
}

/** Outside of this machine, or a question for a name, which goes on from here. */
function isOutgoing(asked: string): boolean {
  const [host, port] = asked.split(' ');
  return !isLoopback(host) || port === '53';
}

describe.skipIf(!canTrace)('local mode (needs strace and leave to use it)', () => {
  it('attempts nothing outwards in a whole session, from built-in experts to language models', () => {
    const { stdout, asked } = traced('session');
    const recorded = readSession(stdout);
    expect(asked.filter(isOutgoing)).toEqual([]);
    // What was asked on this machine is what the wall recorded.
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(recorded.map(({ purpose }) => purpose))).toEqual(new Set(['controller']));
    expect(new Set(recorded.map(({ host, port }) => `${host} ${port}`))).toEqual(new Set(asked));
  });

  it('would be seen to break its word: what is let out on purpose is told', () => {
    const hosts = traced('leak').asked.filter(isOutgoing);
    expect(hosts.map((asked) => asked.split(' ')[0])).toEqual(expect.arrayContaining(LEAKED));
  });
});

/** Everything outside is behind `gate`, which looks for whoever is asked and keeps whom it looked for. */
const GATEWAY = `
  ip link set lo up
  ip link add gate type veth peer name far
  ip link set gate up
  ip link set far up
  ip addr add 10.9.9.2/24 dev gate
  ip route add default dev gate
  ip -6 addr add fd09::2/64 dev gate nodad
  ip -6 route add default dev gate
  "$@"
  echo
  ip -4 neigh show dev gate nud all
  ip -6 neigh show dev gate nud all
`;
const BEHIND = ['unshare', '-rn', 'sh', '-ec', GATEWAY, 'sh'];
const canUnshare = spawnSync('unshare', [...BEHIND.slice(1), 'true']).status === 0;

/** What the session printed, and every address that the gateway was to reach. */
function behindGateway(kind: Kind) {
  const [stdout = '', , ...neighbours] = run(BEHIND, kind).split('\n');
  const addresses = neighbours.map((line) => line.split(' ')[0] ?? '');
  // Of IPv6's multicast are the words of the interface itself.
  return { stdout, asked: addresses.filter((host) => host !== '' && !host.startsWith('ff02::')) };
}

describe.skipIf(!canUnshare)('local mode (needs network namespaces and ip)', () => {
  it('sends nothing to the gateway in a whole session', () => {
    const { stdout, asked } = behindGateway('session');
    readSession(stdout);
    expect(asked).toEqual([]);
  });

  it('would be seen to break its word: what is let out on purpose comes to the gateway', () => {
    expect(behindGateway('leak').asked).toEqual(expect.arrayContaining(LEAKED));
  });
});
