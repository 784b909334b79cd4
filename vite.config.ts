// Builds the renderer into dist/renderer, which the server host and the desktop host serve alike.

import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type CSSOptions, defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  css: { postcss: { plugins: [scaledStyles()] } },
  resolve: {
    alias: {
      // The parser of HTML that answers never go through (see markdown.tsx): a tenth of the first scripts.
      'rehype-raw': fileURLToPath(new URL('renderer/chat/no-raw-html.ts', import.meta.url)),
    },
  },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome138',
    // Everything is a file of its own, since the content security policy takes no data: scripts.
    assetsInlineLimit: 0,
  },
});

type StylePlugin = NonNullable<
  Exclude<CSSOptions['postcss'], string | undefined>['plugins']
>[number];

/** Pixels up to this are hairlines, which stay as thin as they are at every text size. */
const HAIRLINE = 3;
const ROOT_PIXELS = 16;

/**
 * Our styles are written in the pixels of text at 100 %. The build turns them into rem, and widths of the
 * page in media queries into widths of the container `page` (tokens.css), whose rem follow the chosen size
 * where those of media queries don't. So at 200 % a page is laid out as one of half its width.
 */
function scaledStyles(): StylePlugin {
  return {
    postcssPlugin: 'scaled-styles',
    Once(root) {
      if (root.source?.input.file?.includes('/node_modules/') !== false) {
        return;
      }
      root.walkDecls((declaration) => {
        declaration.value = inRem(declaration.value);
      });
      root.walkAtRules(/^(media|container)$/, (rule) => {
        if (/\d+px/.test(rule.params)) {
          rule.params = `${rule.name === 'media' ? 'page ' : ''}${inRem(rule.params)}`;
          rule.name = 'container';
        }
      });
    },
  };
}

function inRem(value: string): string {
  return value.replaceAll(/(?<![\w.#-])(-?[\d.]+)px\b/g, (pixels, number: string) =>
    Math.abs(Number(number)) <= HAIRLINE ? pixels : `${Number(number) / ROOT_PIXELS}rem`,
  );
}
