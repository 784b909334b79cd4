// The models as the screen of models shows them: the overview, and downloads as they go.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { DownloadState } from '../../shared/library.ts';
import type { ModelNews, ModelsOverview } from '../../shared/model-listing.ts';
import { answerOf, engine } from '../api/client.ts';

interface ModelsState {
  readonly overview: ModelsOverview | undefined;
  /** Why the overview could not be had at the last try. */
  readonly error: ErrorReport | undefined;
  /** Undefined until the first news; ended ones stay for a while. */
  readonly downloads: readonly DownloadState[] | undefined;
  /** Failed downloads that the person has read. */
  readonly hidden: ReadonlySet<string>;
  readonly load: () => Promise<void>;
  readonly apply: (news: ModelNews) => void;
  /** A stream counts its versions from its own beginning. */
  readonly beginStream: () => void;
  readonly hide: (download: string) => void;
}

/** The version of the overview that the open stream told of. */
let version: number | undefined;
/** Counts what was asked, so that an answer that was overtaken is dropped. */
let asked = 0;

export const useModels = create<ModelsState>((set, get) => ({
  overview: undefined,
  error: undefined,
  downloads: undefined,
  hidden: new Set(),
  load: async () => {
    asked += 1;
    const mine = asked;
    const answer = await answerOf(engine.models.overview());
    if (mine === asked) {
      set(answer.ok ? { overview: answer.value, error: undefined } : { error: answer.error });
    }
  },
  apply: (news) => {
    const { downloads } = news;
    const failed = new Set(downloads.filter(hasFailed).map(({ id }) => id));
    set({ downloads, hidden: get().hidden.intersection(failed) });
    if (news.version !== version) {
      version = news.version;
      void get().load();
    }
  },
  beginStream: () => {
    version = undefined;
  },
  hide: (download) => set(({ hidden }) => ({ hidden: new Set([...hidden, download]) })),
}));

function hasFailed({ status }: DownloadState): boolean {
  return status === 'failed';
}
