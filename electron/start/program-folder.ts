// Where the program's files lie as files: the project's folder, or in the installed program the folder beside
// its archive. The main process runs out of that archive, which plain Node and the system can't look into.

import { fileURLToPath } from 'node:url';

/** Also right in the built main process, dist/desktop/main.js, which lies as deep as this file. */
const HERE = fileURLToPath(new URL('../../', import.meta.url));

export const PROGRAM_FOLDER = unpacked(HERE);

export function unpacked(folder: string): string {
  return folder.replace(/(?<=[\\/]app\.asar)(?=[\\/]$)/, '.unpacked');
}
