// The parts of the settings that commands lead to, by the names that their addresses have.

import { useView } from '../state/view.ts';

export const SETTINGS_SECTIONS = [
  'mode',
  'model',
  'connections',
  'plans',
  'prompts',
  'privacy',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

export function openSettingsAt(section: SettingsSection): void {
  useView.getState().openScreen('settings');
  history.replaceState(null, '', `#/settings/${section}`);
}
