// The three columns: conversations, chat or another screen, and the panel of one run.

import { Suspense, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Chat } from '../chat/chat.tsx';
import { loadLayer } from '../commands/run-command.ts';
import { TypeAhead } from '../commands/type-ahead.tsx';
import { useCommandKeys } from '../commands/use-command-keys.ts';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { useCommandLayer } from '../state/command-layer.ts';
import { useOverview } from '../state/overview.ts';
import { useView } from '../state/view.ts';
import { useLook } from '../ui/use-look.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { latePart } from './late-part.tsx';
import { PanelResizer } from './panel-resizer.tsx';
import { PartBoundary } from './part-boundary.tsx';
import { inLayer, inPanel, inScreen } from './part-failure.tsx';
import classes from './shell.module.css';
import { useAddress } from './use-address.ts';
import { useEngineNews } from './use-engine-news.ts';

const RunPanel = latePart(() => import('../graph/run-panel.tsx').then((part) => part.RunPanel));
const CommandLayer = latePart(() => loadLayer().then((part) => part.CommandLayer));
const BrokeOffNotice = latePart(() =>
  import('./broke-off-notice.tsx').then((part) => part.BrokeOffNotice),
);
const SCREENS = {
  gallery: latePart(() =>
    import('../gallery/gallery-screen.tsx').then((part) => part.GalleryScreen),
  ),
  models: latePart(() => import('../models/models-screen.tsx').then((part) => part.ModelsScreen)),
  settings: latePart(() =>
    import('../settings/settings-screen.tsx').then((part) => part.SettingsScreen),
  ),
};

export function Shell() {
  const t = useTranslations('app');
  const connection = useEngineNews();
  useAddress();
  useLook();
  useCommandKeys();
  const isLayerOpen = useCommandLayer(({ open }) => open !== undefined);
  const screen = useView((view) => view.screen);
  const panel = useView((view) => view.panel);
  const panelWidth = useView((view) => view.panelWidth);
  const isSidebarOpen = useView((view) => view.isSidebarOpen);
  const setSidebarOpen = useView((view) => view.setSidebarOpen);
  const brokeOff = useOverview(({ overview }) => overview?.brokeOff);
  const main = useRef<HTMLElement>(null);
  return (
    <div className={classes.shell} style={{ '--panel-width': `${panelWidth}px` }}>
      <button
        type="button"
        className={classes.skip}
        // A link's address would take the place of the one that names what is open.
        onClick={() => main.current?.focus()}
      >
        {t('skipToChat')}
      </button>
      <div className={classes.sidebar} data-open={isSidebarOpen}>
        <Sidebar />
      </div>
      {isSidebarOpen && (
        <button
          type="button"
          className={classes.scrim}
          aria-label={t('closeSidebar')}
          onClick={() => setSidebarOpen(false)}
        />
      )}
      <main id="chat" ref={main} tabIndex={-1} className={classes.chat}>
        <ConnectionNotice connection={connection} />
        {brokeOff !== undefined && (
          <PartBoundary>
            <Suspense>
              <BrokeOffNotice brokeOff={brokeOff} />
            </Suspense>
          </PartBoundary>
        )}
        <OpenScreen />
      </main>
      {screen === 'chat' && panel !== undefined && (
        <aside className={classes.panel}>
          <PanelResizer />
          <PartBoundary key={panel.runId} frame={inPanel}>
            <Suspense>
              <RunPanel />
            </Suspense>
          </PartBoundary>
        </aside>
      )}
      {isLayerOpen && (
        <PartBoundary frame={inLayer(t('commands'))}>
          <Suspense fallback={<TypeAhead />}>
            <CommandLayer />
          </Suspense>
        </PartBoundary>
      )}
    </div>
  );
}

function OpenScreen() {
  const t = useTranslations();
  const screen = useView((view) => view.screen);
  if (screen === 'chat') {
    return (
      <PartBoundary key={screen} frame={inScreen(t('app.name'))}>
        <Chat />
      </PartBoundary>
    );
  }
  const Screen = SCREENS[screen];
  return (
    <PartBoundary key={screen} frame={inScreen(t(`sidebar.${screen}`))}>
      <Suspense>
        <Screen />
      </Suspense>
    </PartBoundary>
  );
}
