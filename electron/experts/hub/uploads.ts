// Files of a task on their way to a provider: whoever is asked for leave is asked once for each provider, as
// long as the task goes on. Text alone needs no leave, and what stays on this machine needs none either.

import { isLoopbackUrl } from '../../network/loopback.ts';
import type { ExpertContext, ExpertInputs } from '../expert.ts';

export interface Receiver {
  readonly provider: string;
  /** Where it is sent: the router, or an endpoint of one's own. */
  readonly address: URL;
  readonly isOwn: boolean;
}

/** Its function throws AppError UPLOAD_REFUSED. */
export type AllowUploads = (to: Receiver) => Promise<void>;

export function createUploads(
  inputs: ExpertInputs,
  { mayUpload }: Pick<ExpertContext, 'mayUpload'>,
): AllowUploads {
  const files = Object.values(inputs).filter((input) => input.kind !== 'text');
  const words = new Map<string, Promise<void>>();
  const ask = async ({ provider, address }: Receiver) => {
    for (const { name: file, artefact } of files) {
      await mayUpload?.({ file, size: artefact.size, provider, host: address.host });
    }
  };
  return (to) => {
    if (to.isOwn && isLoopbackUrl(to.address)) {
      return Promise.resolve();
    }
    const word = words.get(to.provider) ?? ask(to);
    words.set(to.provider, word);
    return word;
  };
}
