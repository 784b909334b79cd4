// The three columns: conversations, chat or another screen, and the panel of one run.

import { lazy, Suspense, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Chat } from '../chat/chat.tsx';
import { loadLayer } from '../commands/run-command.ts';
import { useCommandKeys } from '../commands/use-command-keys.ts';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { useCommandLayer } from '../state/command-layer.ts';
import { useOverview } from '../state/overview.ts';
import { useView } from '../state/view.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { PanelResizer } from './panel-resizer.tsx';
import classes from './shell.module.css';
import { useAddress } from './use-address.ts';
import { useEngineNews } from './use-engine-news.ts';

const RunPanel = lazy(() =>
  import('../graph/run-panel.tsx').then(({ RunPanel }) => ({ default: RunPanel })),
);
const GalleryScreen = lazy(() =>
  import('../gallery/gallery-screen.tsx').then(({ GalleryScreen }) => ({ default: GalleryScreen })),
);
const ModelsScreen = lazy(() =>
  import('../models/models-screen.tsx').then(({ ModelsScreen }) => ({ default: ModelsScreen })),
);
const SettingsScreen = lazy(() =>
  import('../settings/settings-screen.tsx').then(({ SettingsScreen }) => ({
    default: SettingsScreen,
  })),
);
const CommandLayer = lazy(() =>
  loadLayer().then(({ CommandLayer }) => ({ default: CommandLayer })),
);

const BrokeOffNotice = lazy(() =>
  import('./broke-off-notice.tsx').then(({ BrokeOffNotice }) => ({ default: BrokeOffNotice })),
);

export function Shell() {
  const t = useTranslations('app');
  const connection = useEngineNews();
  useAddress();
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
          <Suspense>
            <BrokeOffNotice brokeOff={brokeOff} />
          </Suspense>
        )}
        {screen === 'chat' ? (
          <Chat />
        ) : (
          <Suspense>
            {screen === 'gallery' && <GalleryScreen />}
            {screen === 'models' && <ModelsScreen />}
            {screen === 'settings' && <SettingsScreen />}
          </Suspense>
        )}
      </main>
      {screen === 'chat' && panel !== undefined && (
        <aside className={classes.panel}>
          <PanelResizer />
          <Suspense>
            <RunPanel />
          </Suspense>
        </aside>
      )}
      {isLayerOpen && (
        <Suspense>
          <CommandLayer />
        </Suspense>
      )}
    </div>
  );
}
