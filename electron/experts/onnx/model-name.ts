// What a person calls the model of a folder.

import { basename } from 'node:path';

/** As the Hub names it where the folder lies in the Hub's cache; else what the folder is called. */
export function modelName(folder: string): string {
  const [, owner, name] = /models--([^/\\]+?)--([^/\\]+)/u.exec(folder) ?? [];
  return owner === undefined ? basename(folder) : `${owner}/${name}`;
}
