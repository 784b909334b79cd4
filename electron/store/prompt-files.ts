// The prompts and demonstrations: as they came with the program, or as the person changed them, in
// prompts/ of the data folder. What was there before a change is kept in prompts/versions/.

import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  PROMPT_NAMES,
  type PromptListing,
  type PromptName,
} from '../../shared/controller-listing.ts';
import { parseDemonstrations } from '../controllers/demonstrations.ts';
import { readTemplate, slotNames } from '../controllers/prompts/template.ts';
import { errorCode, toDiskError } from './disk-errors.ts';
import { replaceFile } from './replace-file.ts';

export interface PromptFiles {
  /** As it is now; not checked, since any editor may have changed it. */
  readonly text: (name: PromptName) => string;
  readonly list: () => readonly PromptListing[];
  /** @throws AppError PROMPT_INVALID, HOME_UNUSABLE or DISK_FULL; nothing has changed then */
  readonly save: (name: PromptName, text: string) => PromptListing;
  /** Takes it back to what came with the program; what it was stays as a version. */
  readonly reset: (name: PromptName) => PromptListing;
}

interface PromptFilesDeps {
  readonly home: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

type Version = PromptListing['versions'][number];

const ROOT = new URL('../../', import.meta.url);
/** Versions of one prompt that are kept. */
const MOST_VERSIONS = 50;
const WHAT = 'the prompts';

export function createPromptFiles({ home, clock }: PromptFilesDeps): PromptFiles {
  const text = (name: PromptName): string => changedText(home, name) ?? originalText(name);
  const listing = (name: PromptName): PromptListing => ({
    name,
    text: text(name),
    original: originalText(name),
    slots: [...slotNames(name)],
    versions: versionsOf(home, name),
  });
  return {
    text,
    list: () => PROMPT_NAMES.map(listing),
    save: (name, changed) => {
      checkPrompt(name, changed);
      if (changed !== text(name)) {
        keepVersion({ home, clock }, name);
        replaceFile({ home, name: join('prompts', fileName(name)), what: WHAT }, changed);
      }
      return listing(name);
    },
    reset: (name) => {
      if (changedText(home, name) !== undefined) {
        keepVersion({ home, clock }, name);
        changing(home, () => rmSync(join(home, 'prompts', fileName(name)), { force: true }));
      }
      return listing(name);
    },
  };
}

function checkPrompt(name: PromptName, text: string): void {
  if (name === 'demonstrations') {
    parseDemonstrations(text);
  } else {
    readTemplate(name, text);
  }
}

function fileName(name: PromptName, version = ''): string {
  return `${name}${version}.${name === 'demonstrations' ? 'json' : 'md'}`;
}

function originalText(name: PromptName): string {
  const path = name === 'demonstrations' ? 'demos/planning.json' : `prompts/${fileName(name)}`;
  return readFileSync(new URL(path, ROOT), 'utf8');
}

function changedText(home: string, name: PromptName): string | undefined {
  return found(home, () => readFileSync(join(home, 'prompts', fileName(name)), 'utf8'));
}

/** What was read, or undefined where there is no such file or folder. */
function found<Read>(home: string, read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw toDiskError(error, home, WHAT);
  }
}

function changing(home: string, change: () => void): void {
  try {
    change();
  } catch (error) {
    throw toDiskError(error, home, WHAT);
  }
}

function versionsFolder(home: string): string {
  return join(home, 'prompts', 'versions');
}

/** Files of a prompt's versions by when they were replaced, the latest first. */
function versionFiles(
  home: string,
  name: PromptName,
): readonly { readonly at: number; readonly file: string }[] {
  const files = found(home, () => readdirSync(versionsFolder(home))) ?? [];
  return files
    .flatMap((file) => {
      const at = Number(/-(\d+)\.\w+$/.exec(file)?.[1] ?? Number.NaN);
      return file === fileName(name, `-${at}`) ? [{ at, file }] : [];
    })
    .sort((a, b) => b.at - a.at);
}

function versionsOf(home: string, name: PromptName): readonly Version[] {
  return versionFiles(home, name).map(({ at, file }) => ({
    at,
    text: readFileSync(join(versionsFolder(home), file), 'utf8'),
  }));
}

/** Keeps what the prompt is now, where it is not the program's own, which never goes away. */
function keepVersion({ home, clock }: PromptFilesDeps, name: PromptName): void {
  changing(home, () => mkdirSync(versionsFolder(home), { recursive: true }));
  const text = changedText(home, name);
  if (text === undefined) {
    return;
  }
  const kept = versionFiles(home, name);
  const at = Math.max(clock(), (kept[0]?.at ?? -1) + 1); // two changes within a millisecond
  const path = join('prompts', 'versions', fileName(name, `-${at}`));
  replaceFile({ home, name: path, what: WHAT }, text);
  for (const { file } of kept.slice(MOST_VERSIONS - 1)) {
    changing(home, () => rmSync(join(versionsFolder(home), file), { force: true }));
  }
}
