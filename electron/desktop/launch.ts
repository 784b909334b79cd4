// The words that the program is started with, first or once more: files to be opened, and links. On macOS
// both come as events instead.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isLink } from './links.ts';

/** What a second start hands to the first one. Chromium mixes up and adds to the words that it passes on. */
export const LaunchSchema = z.object({
  words: z.array(z.string()).readonly(),
  /** Where it was started. */
  folder: z.string(),
});
export type Launch = z.infer<typeof LaunchSchema>;

interface Started {
  /** As the process has them: the program, in the sources the main file, then what was said. */
  readonly words: readonly string[];
  readonly folder: string;
  readonly isPackaged: boolean;
}

export function launchOf({ words, folder, isPackaged }: Started): Launch {
  return { words: words.slice(isPackaged ? 1 : 2), folder };
}

interface Asked {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly links: readonly string[];
}

/** Where a link is among the words, the rest is not taken: it may have come out of the link. */
export function readLaunch({ words, folder }: Launch): Asked {
  const links = words.filter(isLink);
  if (links.length > 0) {
    return { files: [], links };
  }
  const files = words.filter((word) => word !== '' && !word.startsWith('-'));
  return { files: files.flatMap((word) => pathOf(word, folder)), links: [] };
}

/** Desktops on Linux may name a file by its address. */
function pathOf(word: string, folder: string): readonly string[] {
  if (!word.toLowerCase().startsWith('file:')) {
    return [resolve(folder, word)];
  }
  try {
    return [fileURLToPath(word)];
  } catch {
    console.warn(`ensemble: ${JSON.stringify(word.slice(0, 200))} is no address of a file here.`);
    return [];
  }
}
