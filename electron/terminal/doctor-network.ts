// What `ensemble doctor --network` prints: which hosts may be asked in this mode and why others not, where
// files may be sent, and the connections that the command itself attempted.

import type { ConnectionRecord, Destination, NetworkOverview } from '../../shared/connections.ts';
import type { Mode } from '../../shared/settings.ts';
import { formatBytes } from '../library/bytes.ts';
import type { Console } from './console.ts';

export function printNetwork(
  { mode, destinations, uploads, records }: NetworkOverview,
  console: Console,
): void {
  console.print(`\n${console.paint('bold', `Network in ${mode} mode`)}`);
  for (const destination of destinations) {
    printDestination(destination, console);
  }
  const asked = mode === 'local' ? 'none is asked' : 'only those of the public network are asked';
  console.print(`  Addresses in requests: ${asked}.`);
  printUploads({ mode, uploads }, console);
  console.print(`\n${console.paint('bold', 'Connections that this command attempted')}`);
  for (const record of records) {
    console.print(`  ${recordWords(record)}`);
  }
  if (records.length === 0) {
    console.print('  none');
  }
}

/** What a file may be sent to; in local mode nothing, whatever was said. */
function printUploads(
  { mode, uploads }: Pick<NetworkOverview, 'mode' | 'uploads'>,
  console: Console,
): void {
  console.print(`\n${console.paint('bold', 'Files that are sent to providers')}`);
  for (const [provider, word] of Object.entries(uploads)) {
    const painted = console.paint(word === 'always' ? 'green' : 'yellow', word);
    console.print(`  ${provider.padEnd(24)} ${painted}`);
  }
  console.print(`  ${OTHERS[mode]}`);
}

const OTHERS: Readonly<Record<Mode, string>> = {
  local: 'None is sent in local mode.',
  hybrid: 'Whatever is not named here is asked about before the first file goes there.',
  remote: 'Whatever is not named here gets the files of its tasks without a question.',
};

function printDestination({ purpose, name, origin, refusal }: Destination, console: Console): void {
  const what = name === undefined ? purpose : `${purpose} ${name}`;
  const word =
    refusal === undefined
      ? console.paint('green', 'allowed')
      : `${console.paint('yellow', 'refused')}: ${refusal.text}`;
  console.print(`  ${what.padEnd(24)} ${origin.padEnd(44)} ${word}`);
}

/** "GET hub 127.0.0.1:8080  200 after 12 ms, 0 bytes sent, 1 kB received" */
function recordWords(record: ConnectionRecord): string {
  const { method, purpose, host, port, sentBytes, receivedBytes } = record;
  const bytes = `${formatBytes(sentBytes)} sent, ${formatBytes(receivedBytes)} received`;
  return `${method} ${purpose} ${host}:${port}  ${outcomeWords(record.outcome)}, ${bytes}`;
}

function outcomeWords(outcome: ConnectionRecord['outcome']): string {
  switch (outcome.how) {
    case 'refused':
      return `refused: ${outcome.why.text}`;
    case 'open':
      return 'goes on';
    case 'answered':
      return `${outcome.status} after ${Math.round(outcome.durationMs)} ms`;
    case 'left':
      return `${outcome.status}, left after ${Math.round(outcome.durationMs)} ms`;
    case 'failed':
      return `failed after ${Math.round(outcome.durationMs)} ms: ${outcome.code}`;
  }
}
