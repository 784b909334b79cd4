// What keeps a path from the list of folders before the engine is asked.

import { ChangeableSettingsSchema } from '../../shared/settings.ts';

export type FolderFault = 'empty' | 'taken' | 'many';

export function folderFault(path: string, folders: readonly string[]): FolderFault | undefined {
  const typed = path.trim();
  if (typed === '') {
    return 'empty';
  }
  if (folders.includes(typed)) {
    return 'taken';
  }
  const { modelFolders } = ChangeableSettingsSchema.shape;
  return modelFolders.safeParse([...folders, typed]).success ? undefined : 'many';
}
