// The frame around everything.

export const app = {
  name: 'Ensemble',
  skipToChat: 'Skip to the content',
  commands: 'Commands',
  language: 'Language',
  appearance: 'Appearance',
  appearances: { system: 'As the system', light: 'Light', dark: 'Dark' },
  closePanel: 'Close the panel',
  openSidebar: 'Conversations',
  closeSidebar: 'Close the list of conversations',
  resizePanel: 'Width of the panel',
  mode: { local: 'Local', hybrid: 'Hybrid', remote: 'Remote' },
  modeHint: {
    local: 'Nothing leaves this machine',
    hybrid: 'This machine first, hosted models where it can’t',
    remote: 'Hosted models only',
  },
  connection: {
    lost: 'The connection to Ensemble was lost. Trying again; runs go on meanwhile.',
  },
  part: {
    notLoaded:
      'This part of the page could not be loaded. If Ensemble has been closed, start it again first.',
    broken: 'Something went wrong in this part of the page. What you have made is kept.',
  },
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
};
