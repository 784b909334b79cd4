// Builds the main process for the installed program: one file with all that it imports, since Electron runs
// it out of an archive, where nothing strips types. From the sources, main.ts is run as it is.

import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: 'dist/desktop',
    emptyOutDir: false, // the preload script is there
    target: 'node24',
    minify: false,
    copyPublicDir: false,
    ssr: 'electron/main.ts',
    rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.js' } },
  },
  ssr: { noExternal: true },
});
