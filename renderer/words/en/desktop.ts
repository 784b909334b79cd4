// The section of the settings that only the desktop window has (all-messages.ts).

export const desktop = {
  title: 'Desktop',
  notify: 'Tell me about runs in the background',
  notifyHint:
    'While the window is behind others, the system shows when a run ends, fails or waits for you: with the title of its conversation, and nothing of its content.',
};
