// The files that a request may name, as a prompt lists them: what was given now, then what the
// conversation has, numbered, with where each came from.

import type { KnownFile } from '../../../shared/plan.ts';
import type { PlanningInput, Turn, TurnFile } from '../controller.ts';
import { dataText } from './data-text.ts';

export type ListedFiles = Pick<PlanningInput, 'attachments' | 'earlier' | 'history'>;

export function fileLines({ attachments, earlier, history }: ListedFiles): string {
  const given = attachments.map((file) => `given: ${fileText(file)}`);
  const named = withoutHidden(earlier, attachments);
  const before = named.map((file, index) => {
    const latest = named.findLast(({ kind }) => kind === file.kind) === file;
    const last = latest ? `; the latest ${file.kind}` : '';
    return `earlier ${index + 1}: ${fileText(file)}${originOf(file, history)}${last}`;
  });
  const lines = [...given, ...before];
  return lines.length === 0 ? 'none' : lines.join('\n');
}

/** A name means the latest file that has it; the others can't be named. */
function withoutHidden(
  earlier: readonly KnownFile[],
  attachments: readonly KnownFile[],
): readonly KnownFile[] {
  const given = new Set(attachments.map(({ name }) => name));
  const latest = new Map(earlier.map((file) => [file.name, file]));
  return earlier.filter((file) => !given.has(file.name) && latest.get(file.name) === file);
}

function fileText({ name, kind }: KnownFile): string {
  return `${dataText(name)} ${kind}`;
}

/** The latest turn that has a file of this name says where it came from. */
function originOf({ name }: KnownFile, history: readonly Turn[]): string {
  const at = history.findLastIndex(({ files }) => files.some((file) => file.name === name));
  const file = history[at]?.files.find((one): one is TurnFile => one.name === name);
  if (file === undefined) {
    return '';
  }
  return `, ${file.from === 'given' ? 'given' : `made by ${file.from}`} in turn ${at + 1}`;
}
