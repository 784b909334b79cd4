// The section of the settings that only the desktop window has (all-messages.ts).

export const desktop = {
  title: 'Desktop',
  notify: 'Tell me about runs in the background',
  notifyHint:
    'While the window is behind others, the system shows when a run ends, fails or waits for you: with the title of its conversation, and nothing of its content.',
  updates: {
    version: 'Ensemble {version}',
    asksAtWish: 'Newer versions are looked for at {host}, and only when you ask.',
    local: 'In local mode nothing leaves this machine, so no newer version is looked for.',
    fromSources: 'It was not installed from a package, so it is updated the way it came here.',
    noHost: 'Its package names no place where newer versions are published.',
    check: 'Check for updates',
    newest: 'This is the newest version.',
    newer: 'Version {version} is available',
    fetch: 'Fetch',
    stop: 'Stop',
    install: 'Install and restart',
    progress: 'Progress of version {version}',
    stages: {
      asking: 'Asking for it',
      fetching: 'Fetching version {version}',
      checking: 'Checking what came',
    },
    installs: {
      appimage:
        'It is here and whole. A backup of your conversations and settings is made first; then Ensemble closes and starts anew. Runs that go on can be continued.',
      deb: 'It is here and whole. A backup of your conversations and settings is made first; then Ensemble closes and the system’s installer opens.',
      nsis: 'It is here and whole. A backup of your conversations and settings is made first; then Ensemble closes and its installer opens.',
      dmg: 'It is here and whole. A backup of your conversations and settings is made first; then Ensemble closes and the disk image opens: drag Ensemble to Applications.',
    },
  },
};
