// `npm run cuda:install`: fetches ONNX Runtime's CUDA libraries by the install script of its own package,
// which knows their addresses. `npm ci` leaves them out, since many networks block the host they are on.

import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { megabytes } from './endings.ts';
import { nodeProgram } from './node-program.ts';
import { runtimeBinaries, runtimeFolder } from './runtime-libraries.ts';

export interface CudaInstall {
  /** Folder of the package onnxruntime-node; by default the one that Transformers.js uses. */
  readonly folder?: string;
  readonly platform?: NodeJS.Platform;
  readonly architecture?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly print?: (line: string) => void;
}

/** What the package's own table says there is to fetch for a platform. */
const MetadataSchema = z.object({ requirements: z.record(z.string(), z.array(z.string())) });

/** @returns the status to end with */
export async function installCuda({
  folder = runtimeFolder(),
  platform = process.platform,
  architecture = process.arch,
  environment = process.env,
  print = (line) => console.log(line),
}: CudaInstall = {}): Promise<number> {
  const require = createRequire(join(folder, 'package.json'));
  const { requirements } = MetadataSchema.parse(require('./script/install-metadata.js'));
  const what = requirements[`${platform}/${architecture}`]?.find((name) => name.startsWith('cuda'));
  if (what === undefined) {
    print(`ONNX Runtime has no CUDA libraries for ${platform} on ${architecture}.`);
    print('Other devices need no installation: `ensemble doctor` shows which work here.');
    return 1;
  }
  print(`Fetching ONNX Runtime’s libraries for ${what}: hundreds of megabytes, once.`);
  const status = await runInstallScript(folder, installEnvironment(environment, what));
  if (status !== 0) {
    print(
      'The libraries could not be fetched; what was said above is the reason. The host that they',
    );
    print(
      'come from must be reachable (HTTPS_PROXY is honoured). Everything else works without them.',
    );
    return 1;
  }
  for (const line of fetchedFiles(runtimeBinaries(folder, platform, architecture))) {
    print(line);
  }
  print(
    'CUDA 12, cuDNN 9 and NVIDIA’s driver must be there too: `ensemble doctor` tries the device.',
  );
  return 0;
}

/** The variable wins over `onnxruntime-node-install=skip` of .npmrc, which npm hands down as another. */
export function installEnvironment(
  environment: NodeJS.ProcessEnv,
  what: string,
): NodeJS.ProcessEnv {
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy;
  return {
    ...environment,
    ONNXRUNTIME_NODE_INSTALL: what,
    ...(proxy ? { GLOBAL_AGENT_HTTPS_PROXY: proxy } : {}),
  };
}

function runInstallScript(folder: string, env: NodeJS.ProcessEnv): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  spawn(nodeProgram(), [join(folder, 'script', 'install.js')], { env, stdio: 'inherit' })
    .once('error', reject)
    .once('exit', (code) => resolve(code ?? 1));
  return promise;
}

function fetchedFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.includes('providers'))
    .map((name) => `${name}: ${megabytes(statSync(join(folder, name)).size)}`);
}

if (import.meta.main) {
  process.exitCode = await installCuda();
}
