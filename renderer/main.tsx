// Starts the screen.

import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import './ui/tokens.css';
import './ui/forced-colors.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { noteFailedStyles } from './shell/failed-styles.ts';

for (const type of ['error', 'unhandledrejection']) {
  addEventListener(type, (event) => {
    import('./api/tell-error.ts')
      .then(({ tellError }) => tellError(event))
      // Where even that can't be loaded, a new error of it would only begin this again.
      .catch(() => {});
  });
}

noteFailedStyles();

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root.');
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// Only the desktop window has it, so no browser loads what answers to it.
if (window.ensemble !== undefined) {
  const bridge = window.ensemble;
  void import('./desktop/start.ts').then(({ startDesktop }) => startDesktop(bridge));
}
