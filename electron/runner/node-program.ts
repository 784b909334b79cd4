// Which program the runner's processes are, and what of the engine's environment they get to know.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The Node that the project brings. Never Electron's binary: its allocator ends the process where ONNX
 * Runtime asks for much memory at once.
 */
export function nodeProgram(): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
  const brought = join(folder, 'bin', name);
  return existsSync(brought) || process.versions.electron !== undefined
    ? brought
    : process.execPath;
}

/** Names that programs need to run, that drivers of GPUs read, and no others: no token gets through. */
const KEPT = [
  /^(?:path|home|lang|tmpdir|temp|tmp|shell|user|logname|tz)$/i,
  /^(?:systemroot|windir|comspec|pathext|userprofile|localappdata|appdata|programdata|systemdrive|number_of_processors)$/i,
  /^lc_/i,
  /^processor_/i,
  /^xdg_(?:runtime_dir|cache_home|data_dirs|config_dirs)$/i,
  /^(?:display|wayland_display)$/i,
  /^(?:ld_library_path|ld_preload|dyld_\w+)$/i,
  /^(?:vk|cuda|nvidia|mesa|dri|gbm|radv|amd|egl|__nv|__glx|__egl)_/i,
];

export function runnerEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => KEPT.some((kept) => kept.test(name))),
  );
}
