// The sections of the screen of settings that have an address of their own, in the order of the screen,
// with where their titles stand in the catalogues. The heading of one has the id `settings-<name>`.

export const SECTION_TITLES = {
  mode: 'machineSettings.mode.title',
  devices: 'machineSettings.devices.title',
  drawing: 'drawing.title',
  folders: 'machineSettings.folders.title',
  model: 'settings.model.title',
  connections: 'settings.connections.title',
  keys: 'keys.title',
  plans: 'settings.plans.title',
  prompts: 'settings.prompts.title',
  privacy: 'settings.privacy.title',
  appearance: 'appearance.title',
  storage: 'storage.title',
  shortcuts: 'commands.shortcuts.title',
  diagnostics: 'diagnostics.title',
  desktop: 'desktop.title',
} as const;

export type SettingsSection = keyof typeof SECTION_TITLES;

/** Those of this page: a browser has nothing of a desktop program. */
export function settingsSections(): readonly SettingsSection[] {
  const all = Object.keys(SECTION_TITLES) as readonly SettingsSection[]; // keys of a const table
  return all.filter((section) => section !== 'desktop' || 'ensemble' in window);
}

export function headingOf(section: string): HTMLElement | null {
  return document.getElementById(`settings-${section}`);
}
