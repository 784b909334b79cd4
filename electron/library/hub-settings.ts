// What the environment says about the Hub, by the names that Python's tools read: where it is, who asks,
// and whether it may be asked at all.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../store/disk-errors.ts';
import { hubHome } from './cache.ts';

/** Where hosted inference is asked, where nothing else is set. */
export const INFERENCE_ROUTER = 'https://router.huggingface.co';

export interface HubSettings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly isOffline: boolean;
}

export function hubSettings(environment: NodeJS.ProcessEnv): HubSettings {
  const endpoint = environment.HF_ENDPOINT || 'https://huggingface.co';
  const offline = environment.HF_HUB_OFFLINE ?? environment.TRANSFORMERS_OFFLINE ?? '';
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    token: environment.HF_TOKEN?.trim() || keptToken(environment),
    isOffline: /^(?:1|true|yes|on)$/i.test(offline.trim()),
  };
}

function keptToken(environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment.HF_TOKEN_PATH || join(hubHome(environment), 'token');
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      return undefined;
    }
    throw error;
  }
}
