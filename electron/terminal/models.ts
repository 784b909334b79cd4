// `ensemble models`: the models that are known and those on this machine: listed, searched, fetched, removed
// and checked. It needs no engine, so it works beside one that runs. What the Hub has is hub-models.ts.

import type { Dtype } from '../../shared/inference.ts';
import type { DownloadState } from '../../shared/library.ts';
import { parseModelAddress } from '../../shared/model-address.ts';
import type { ModelListing } from '../../shared/model-listing.ts';
import type { Mode } from '../../shared/settings.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { formatBytes } from '../library/bytes.ts';
import { hubSettings } from '../library/hub-settings.ts';
import type { LocalInference } from '../local-inference.ts';
import { listingOf, proposedDtype } from '../model-listings.ts';
import type { Console } from './console.ts';
import { untilStopped } from './until-stopped.ts';
import { withLocal } from './with-local.ts';

interface Shown {
  readonly json?: boolean | undefined;
}

interface SearchAsked extends Shown {
  readonly task?: TaskType | undefined;
}

/** @returns the exit status */
export function listModels({ json = false }: Shown, console: Console): Promise<number> {
  return withLocal({}, async (local) => {
    const here = (await listings(local, '')).filter(({ installed }) => installed !== undefined);
    if (json) {
      console.print(JSON.stringify(here));
      return 0;
    }
    for (const listing of here) {
      printInstalled(listing, console);
    }
    if (here.length === 0) {
      console.print('No model is installed. See what there is with: ensemble models search');
    }
    return 0;
  });
}

/** @returns the exit status */
export function searchModels(
  words: string,
  { json = false, task }: SearchAsked,
  console: Console,
): Promise<number> {
  return withLocal({}, async (local) => {
    const found = await findKnown(local, words, task);
    if (json) {
      console.print(JSON.stringify(found));
    } else {
      printKnown(found, console);
    }
    if (found.length === 0) {
      console.warn(`ensemble: no known model has the words "${words}".`);
    }
    return found.length === 0 ? 1 : 0;
  });
}

/** Models of the catalogue and of this machine. */
export async function findKnown(
  local: LocalInference,
  words: string,
  task?: TaskType,
): Promise<readonly ModelListing[]> {
  await local.device(); // whether a model fits depends on it
  return listings(local, words, task);
}

export function printKnown(found: readonly ModelListing[], console: Console): void {
  for (const listing of found) {
    printOne(listing, console);
  }
}

/** `org/name@revision` where an address of the Hub was pasted. */
export function idOf(typed: string): string {
  const address = parseModelAddress(typed, hubSettings(process.env).endpoint);
  if ('fault' in address) {
    return typed;
  }
  const { id, revision } = address;
  return revision === undefined ? id : `${id}@${revision}`;
}

export interface InstallAsked {
  readonly dtype?: Dtype | undefined;
  readonly mode?: Mode | undefined;
}

/** @returns the exit status */
export function installModel(
  typed: string,
  asked: InstallAsked,
  console: Console,
): Promise<number> {
  const id = idOf(typed);
  return withLocal(asked, (local) =>
    untilStopped(async (signal) => {
      await local.device();
      const dtype = asked.dtype ?? (await proposedDtype(local, id));
      const plan = await local.library.plan(id, { dtype, signal });
      console.print(`${plan.model}: ${formatBytes(plan.bytes)} in ${plan.files.length} files`);
      const onProgress = progressPrinter(console);
      const model = await local.library.install(id, { dtype, signal, onProgress });
      console.print(`Installed in ${model.folder}`);
      return 0;
    }),
  );
}

/** @returns the exit status */
export function removeModel(id: string, console: Console): Promise<number> {
  return withLocal({}, async ({ library }) => {
    await library.remove(id);
    console.print(`Removed ${id}`);
    return 0;
  });
}

/** @returns the exit status: 1 where a file is damaged or missing */
export function verifyModels(
  id: string,
  { json = false }: Shown,
  console: Console,
): Promise<number> {
  return withLocal({}, async ({ library }) => {
    const found = await library.verify(id);
    const isWhole = found.every(({ damaged, missing }) => damaged.length + missing.length === 0);
    if (json) {
      console.print(JSON.stringify(found));
      return isWhole ? 0 : 1;
    }
    for (const { revision, whole, damaged, missing, unknown } of found) {
      const counts = `${whole.length} files are whole, ${unknown.length} have no known content`;
      console.print(`${id}@${revision.slice(0, 12)}: ${counts}`);
      for (const [what, files] of Object.entries({ damaged, missing })) {
        for (const file of files) {
          console.print(`  ${console.paint('red', what)}  ${file}`);
        }
      }
    }
    if (!isWhole) {
      console.print(`Mend it with: ensemble models install ${id}`);
    }
    return isWhole ? 0 : 1;
  });
}

async function listings(
  local: LocalInference,
  words: string,
  task?: TaskType,
): Promise<readonly ModelListing[]> {
  const entries = await local.library.search(words, { task });
  return entries.map((entry) => listingOf(entry, local));
}

function printInstalled({ id, tasks, dtype, installed }: ModelListing, console: Console): void {
  const size = formatBytes(installed?.bytes ?? 0).padStart(8);
  console.print(`${size}  ${(dtype ?? '–').padEnd(6)}  ${console.paint('bold', id)}`);
  console.print(console.paint('dim', `                  ${tasks.join(', ') || 'no known task'}`));
  for (const problem of troublesOf(installed)) {
    console.print(`                  ${console.paint('red', problem)}`);
  }
}

function troublesOf(installed: ModelListing['installed']): readonly string[] {
  const { missing = [], problems = [] } = installed ?? {};
  return [...problems.map(({ text }) => text), ...missing.map((file) => `${file} is missing`)];
}

export const FIT_WORDS = { fits: 'fits', tight: 'tight', 'wont-fit': "won't fit" } as const;

function printOne(listing: ModelListing, console: Console): void {
  const { id, summary, dtype, formats, sizes, installed } = listing;
  const format = formats.find((one) => one.dtype === dtype);
  const size = format === undefined ? 'size unknown' : formatBytes(format.bytes);
  const state = installed !== undefined ? 'installed' : FIT_WORDS[format?.fit.verdict ?? 'fits'];
  const classes = [...new Set(Object.values(sizes))].join(', ');
  const facts = [size, dtype, format === undefined ? undefined : state, classes].filter(Boolean);
  console.print(`${console.paint('bold', id)}  ${console.paint('dim', facts.join(' · '))}`);
  if (summary !== undefined) {
    console.print(`  ${summary}`);
  }
}

export function printWhole(listing: ModelListing, console: Console): void {
  printOne(listing, console);
  const { tasks, licence, languages, formats, page, installed } = listing;
  console.print(`  tasks      ${tasks.join(', ') || 'none that Ensemble can do'}`);
  console.print(`  licence    ${licence ?? 'unknown'}`);
  console.print(`  languages  ${languages.join(', ') || '–'}`);
  for (const { dtype, bytes, isInstalled, fit } of formats) {
    const needs = `needs about ${formatBytes(fit.neededBytes)} of ${formatBytes(fit.freeBytes)}`;
    const here = isInstalled ? ', installed' : '';
    console.print(
      `  ${dtype.padEnd(9)}  ${formatBytes(bytes)}, ${FIT_WORDS[fit.verdict]}: ${needs}${here}`,
    );
  }
  if (installed !== undefined) {
    console.print(`  revision   ${installed.revision}`);
  }
  for (const problem of troublesOf(installed)) {
    console.print(`  ${console.paint('red', problem)}`);
  }
  if (page !== undefined) {
    console.print(`  page       ${page}`);
  }
}

type Progress = Pick<DownloadState, 'doneBytes' | 'totalBytes' | 'bytesPerSecond' | 'secondsLeft'>;

/** A line whenever another tenth has come, so that a log stays readable. */
export function progressPrinter(console: Console): (state: Progress) => void {
  let told = -1;
  return ({ doneBytes, totalBytes, bytesPerSecond, secondsLeft }) => {
    const tenth = totalBytes === 0 ? 0 : Math.floor((10 * doneBytes) / totalBytes);
    if (totalBytes === 0 || tenth === told) {
      return;
    }
    told = tenth;
    const speed = `${formatBytes(bytesPerSecond)}/s`;
    const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`;
    console.print(`${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}, ${speed}${left}`);
  };
}
