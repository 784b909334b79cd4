// Answers the part of the contract that is about the wall: what it let out, and where files may be sent.

import type { Network } from '../network/network.ts';
import type { UploadPermissions } from '../upload-permissions.ts';
import { procedures } from './procedures.ts';

export interface NetworkRpcDeps {
  readonly network: Pick<Network, 'overview'>;
  readonly uploads: Pick<UploadPermissions, 'set'>;
}

export function networkProcedures({ network, uploads }: NetworkRpcDeps) {
  const { network: answers } = procedures;
  return {
    overview: answers.overview.handler(() => network.overview()),
    allowUploads: answers.allowUploads.handler(({ input: { provider, word } }) => {
      uploads.set(provider, word);
      return network.overview();
    }),
  };
}
