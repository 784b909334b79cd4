// ONNX Runtime's CUDA libraries as the engine has them: whether they are worth an offer here, and their
// install, after which the devices are tried anew.

import type { ErrorDetail } from '../shared/errors.ts';
import type { FetchProgress } from '../shared/fetch-progress.ts';
import type { CudaOffer } from '../shared/model-listing.ts';
import { wholeProgress } from './library/reports.ts';
import type { CudaLibraries } from './runner/cuda-libraries.ts';

export interface CudaWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: FetchProgress) => void;
}

export interface LocalCuda {
  readonly libraries: CudaLibraries;
  /** Nothing where there are no such libraries for this platform, or they are here. */
  readonly offer: () => Promise<CudaOffer | undefined>;
  /**
   * @returns the installed files
   * @throws AppError as {@link CudaLibraries.install}
   */
  readonly install: (watch: CudaWatch) => Promise<readonly string[]>;
}

export interface LocalCudaDeps {
  readonly libraries: CudaLibraries;
  /** Why an address must not be asked, or nothing where it may. */
  readonly refusal: (url: URL) => ErrorDetail | undefined;
  /** Tries the devices again. */
  readonly probeAnew: () => Promise<void>;
}

/** Milliseconds that who looks at the models waits for the size, which is worth no more. */
const SIZE_MS = 2000;

export function createLocalCuda({ libraries, refusal, probeAnew }: LocalCudaDeps): LocalCuda {
  let asked: Promise<number | undefined> | undefined;
  /** Only where it would be of use: nobody's address is told to the feed for nothing. */
  const size = () => {
    asked ??= libraries.size(AbortSignal.timeout(SIZE_MS)).catch(() => {
      asked = undefined; // asked again the next time
      return undefined;
    });
    return asked;
  };
  return {
    libraries,
    offer: async () => {
      if (!libraries.isPossible || !libraries.isMissing()) {
        return undefined;
      }
      const hasDriver = libraries.hasDriver();
      const canFetch = libraries.feeds.every((feed) => refusal(feed) === undefined);
      const bytes = hasDriver && canFetch ? await size() : undefined;
      return { hasDriver, canFetch, ...(bytes !== undefined && { bytes }) };
    },
    install: async ({ signal, onProgress }) => {
      const files = await libraries.install({ signal, onProgress: wholeProgress(onProgress) });
      await probeAnew();
      return files;
    },
  };
}
