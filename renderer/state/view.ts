// What is open on this page: the screen, the conversation, the panel beside it, the task that is
// selected. The address names screen and conversation, so that a reload and a second window find them.

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { TaskId } from '../../shared/plan.ts';
import type { SettingsSection } from '../settings/sections.ts';

export const PANEL_TABS = ['graph', 'timeline', 'list'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** What the middle of the page shows. */
type Screen = 'chat' | 'gallery' | 'models' | 'settings';

interface Panel {
  readonly runId: string;
  readonly task: TaskId | undefined;
}

interface ViewState {
  readonly screen: Screen;
  /** What follows the screen's address behind a question mark; each screen reads its own. */
  readonly query: string;
  /** None while another screen than the chat is open. */
  readonly conversation: string | undefined;
  /** The part of the screen that was asked for; another object each time that it is, if it is the same. */
  readonly section: { readonly name: string } | undefined;
  /** The run whose graph is open beside the chat. */
  readonly panel: Panel | undefined;
  readonly tab: PanelTab;
  /** Pixels. */
  readonly panelWidth: number;
  /** Runs that the person turned to among those that stand beside each other. */
  readonly chosen: readonly string[];
  /** The run that the chat is scrolled to as soon as it is there. */
  readonly sought: string | undefined;
  /** On a narrow page, the list of conversations lies over the chat. */
  readonly isSidebarOpen: boolean;
  readonly goTo: (conversation: string | undefined) => void;
  readonly openScreen: (screen: LaterScreen, place?: Place) => void;
  /** Goes to a section of the settings, and gives it the focus. */
  readonly openSettings: (section: SettingsSection) => void;
  /** Changes the query of the screen that is open, which going back does not undo. */
  readonly setQuery: (query: string) => void;
  /** Shows what an address names. */
  readonly follow: (hash: string) => void;
  readonly openPanel: (runId: string, task?: TaskId) => void;
  readonly closePanel: () => void;
  readonly setTab: (tab: PanelTab) => void;
  readonly setPanelWidth: (pixels: number) => void;
  /** Shows a run in place of those beside it. */
  readonly choose: (runId: string, siblings: readonly string[]) => void;
  readonly seek: (runId: string | undefined) => void;
  readonly setSidebarOpen: (isSidebarOpen: boolean) => void;
}

/** The screens that are not the chat; each has its own address. */
type LaterScreen = Exclude<Screen, 'chat'>;
export const ADDRESSES: Readonly<Record<LaterScreen, string>> = {
  gallery: '#/gallery',
  models: '#/models',
  settings: '#/settings',
};

export const useView = create<ViewState>()(
  persist(
    (set, get) => ({
      screen: screenIn(location.hash),
      query: queryIn(location.hash),
      conversation: conversationIn(location.hash),
      section: undefined,
      panel: undefined,
      tab: 'graph',
      panelWidth: 420,
      chosen: [],
      sought: undefined,
      isSidebarOpen: false,
      goTo: (conversation) => {
        moveTo(conversation === undefined ? '' : `#/c/${conversation}`);
        if (get().conversation !== conversation) {
          set({ conversation, panel: undefined });
        }
        set({ screen: 'chat', query: '', isSidebarOpen: false, sought: undefined });
      },
      openScreen: (screen, place = {}) => set(opened(screen, place)),
      setQuery: (query) => {
        const [address = ''] = location.hash.split('?');
        history.replaceState(null, '', withQuery(address, query));
        set({ query });
      },
      openSettings: (section) => set(opened('settings', { section })),
      follow: (hash) => {
        const screen = screenIn(hash);
        screen === 'chat'
          ? get().goTo(conversationIn(hash))
          : set(opened(screen, { section: sectionIn(hash), query: queryIn(hash) }));
      },
      openPanel: (runId, task) => set({ panel: { runId, task } }),
      closePanel: () => set({ panel: undefined }),
      setTab: (tab) => set({ tab }),
      setPanelWidth: (panelWidth) => set({ panelWidth }),
      choose: (runId, siblings) =>
        set(({ chosen }) => ({
          chosen: [...chosen.filter((id) => !siblings.includes(id)), runId].slice(-MAX_CHOSEN),
        })),
      seek: (sought) => set({ sought }),
      setSidebarOpen: (isSidebarOpen) => set({ isSidebarOpen }),
    }),
    {
      name: 'ensemble.view',
      partialize: ({ panel, tab, panelWidth, chosen }) => ({ panel, tab, panelWidth, chosen }),
    },
  ),
);

/** Choices remembered; older ones are forgotten, and the latest run is shown there. */
const MAX_CHOSEN = 500;

/** Where on a screen. */
interface Place {
  /** Of the settings. */
  readonly section?: string | undefined;
  readonly query?: string | undefined;
}

/** Moves to the address, too. */
function opened(screen: LaterScreen, { section: name, query = '' }: Place) {
  moveTo(withQuery(addressOf(screen, name), query));
  const section = name === undefined ? name : { name };
  const closed = { conversation: undefined, panel: undefined, isSidebarOpen: false };
  return { screen, section, query, ...closed };
}

/** Sections of the settings have addresses of their own, such as `#/settings/mode`. */
export function addressOf(screen: LaterScreen, section?: string): string {
  return section === undefined ? ADDRESSES[screen] : `${ADDRESSES[screen]}/${section}`;
}

function screenIn(hash: string): Screen {
  switch (hash.split('?')[0]?.replace(/^(#\/settings)\/[\w-]+$/, '$1')) {
    case ADDRESSES.gallery:
      return 'gallery';
    case ADDRESSES.models:
      return 'models';
    case ADDRESSES.settings:
      return 'settings';
    default:
      return 'chat';
  }
}

function conversationIn(hash: string): string | undefined {
  return /^#\/c\/([\w-]+)$/.exec(hash)?.[1];
}

function sectionIn(hash: string): string | undefined {
  return /^#\/settings\/([\w-]+)/.exec(hash)?.[1];
}

function queryIn(hash: string): string {
  return hash.split('?')[1] ?? '';
}

function withQuery(address: string, query: string): string {
  return query === '' ? address : `${address}?${query}`;
}

function moveTo(hash: string): void {
  if (location.hash !== hash) {
    history.pushState(null, '', hash === '' ? location.pathname : hash);
  }
}
