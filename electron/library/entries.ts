// The models that are known, from the catalogue, the disk and the downloads together, and the search in
// them. Pure.

import type { Catalogue } from '../../shared/catalogue.ts';
import type { DownloadState, InstalledModel, LibraryEntry } from '../../shared/library.ts';
import type { TaskType } from '../../shared/tasks.ts';

export function joinEntries(
  catalogue: Catalogue,
  installed: readonly InstalledModel[],
  downloads: readonly DownloadState[],
): readonly LibraryEntry[] {
  const ids = [catalogue, installed].flatMap((models) => models.map(({ id }) => id));
  const loading = downloads.map(({ model }) => model);
  return [...new Set([...ids, ...loading])].map((id) => {
    const entry = catalogue.find((each) => each.id === id);
    const download = downloads.findLast(({ model }) => model === id);
    return {
      id,
      ...(entry === undefined ? {} : { catalogue: entry }),
      installed: installed.filter((model) => model.id === id),
      ...(download === undefined ? {} : { download }),
    };
  });
}

/** Every word of the text is in its name, its tasks or what is said about it; case does not count. */
export function matches(entry: LibraryEntry, text: string, task: TaskType | undefined): boolean {
  const tasks = [entry.catalogue, ...entry.installed].flatMap((known) => known?.tasks ?? []);
  const said = [entry.id, entry.catalogue?.summary ?? '', ...tasks].join(' ').toLowerCase();
  const words = text.toLowerCase().split(/\s+/);
  return words.every((word) => said.includes(word)) && (task === undefined || tasks.includes(task));
}
