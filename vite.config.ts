// Builds the renderer into dist/renderer, which the server host and the desktop host serve alike.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome138',
    // Everything is a file of its own, since the content security policy takes no data: scripts.
    assetsInlineLimit: 0,
  },
});
