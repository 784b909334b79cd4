// Builds the preload script into dist/desktop: a sandboxed one must be a single CommonJS file, and has
// no TypeScript. The main process needs no build, since Electron's Node strips types as any Node 24 does.

import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: 'dist/desktop',
    target: 'chrome138',
    minify: false,
    copyPublicDir: false,
    lib: { entry: 'electron/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    rollupOptions: { external: ['electron'] },
  },
});
