// Services and programs that speak OpenAI's format: where each is reached by default, and the variables
// of the environment that its key comes from. Addresses that the environment moves are reached.ts's.

import type { Preset } from '../../../shared/controllers.ts';
import { HUB_TOKEN_VARIABLES } from '../../library/hub-settings.ts';

export interface PresetFacts {
  readonly name: string;
  /** Where it is reached when nothing else is said. */
  readonly baseUrl?: string;
  /** Of the key, the first that is set counts; `<ID>_API_KEY` where there are none. */
  readonly keyVariables?: readonly string[];
  /** It answers no one without a key. */
  readonly needsKey: boolean;
  /** A program that people run on their own machine. */
  readonly isProgram: boolean;
}

const program = { needsKey: false, isProgram: true } as const;

export const PRESET_FACTS: Readonly<Record<Preset, PresetFacts>> = {
  openai: {
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    keyVariables: ['OPENAI_API_KEY'],
    needsKey: true,
    isProgram: false,
  },
  azure: {
    name: 'Azure OpenAI',
    keyVariables: ['AZURE_OPENAI_API_KEY'],
    needsKey: true,
    isProgram: false,
  },
  huggingface: {
    name: 'Hugging Face',
    baseUrl: 'https://router.huggingface.co/v1',
    keyVariables: HUB_TOKEN_VARIABLES,
    needsKey: true,
    isProgram: false,
  },
  ollama: { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', ...program },
  lmstudio: { name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', ...program },
  llamacpp: { name: 'llama.cpp', baseUrl: 'http://127.0.0.1:8080/v1', ...program },
  vllm: { name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1', ...program },
  jan: { name: 'Jan', baseUrl: 'http://127.0.0.1:1337/v1', ...program, needsKey: true },
  custom: { name: 'Another server', needsKey: false, isProgram: false },
};

/** Azure's version of its interface, where neither the person nor the environment names one. */
export const AZURE_API_VERSION = '2024-10-21';
