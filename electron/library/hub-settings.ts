// What the environment says about the Hub, by the names that Python's tools read: where it is, who asks,
// and whether it may be asked at all.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findKeyIn } from '../key-environment.ts';
import { errorCode } from '../store/disk-errors.ts';
import { hubHome } from './cache.ts';

/** Where hosted inference is asked, where nothing else is set. */
export const INFERENCE_ROUTER = 'https://router.huggingface.co';

/** Its name, an older one, and the one that HuggingGPT reads. */
export const HUB_TOKEN_VARIABLES = [
  'HF_TOKEN',
  'HUGGING_FACE_HUB_TOKEN',
  'HUGGINGFACE_ACCESS_TOKEN',
] as const;

export interface HubSettings {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** The variable that says not to ask it, where one does. */
  readonly offlineVariable: string | undefined;
}

/** Of the Hub's own tools, and an older one that counts where that is not set. */
const OFFLINE_VARIABLES = ['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'];

export function hubSettings(environment: NodeJS.ProcessEnv): HubSettings {
  const endpoint = environment.HF_ENDPOINT || 'https://huggingface.co';
  const variable = OFFLINE_VARIABLES.find((name) => environment[name] !== undefined);
  const isOffline = /^(?:1|true|yes|on)$/i.test(environment[variable ?? '']?.trim() ?? '');
  return {
    endpoint: endpoint.replace(/\/+$/, ''),
    offlineVariable: isOffline ? variable : undefined,
  };
}

/** As it is now; to be asked for when it is sent. */
export function hubToken(environment: NodeJS.ProcessEnv): string | undefined {
  return findKeyIn(environment, HUB_TOKEN_VARIABLES)?.key ?? tokenInFile(environment);
}

/** What the Hub's own tools have kept. */
export function tokenInFile(environment: NodeJS.ProcessEnv): string | undefined {
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
