// The section on keys of the screen of settings. These words come with that screen (all-messages.ts).

export const keys = {
  title: 'Keys',
  hint: 'What services ask for before they answer',
  loading: 'Looking which keys there are',
  saving: {
    keyring: 'What is saved here is protected by the keyring of this system.',
    'plain-host':
      'Only the desktop program reaches the keyring of the system. What is saved here is kept as plain text, in a file that only you may read.',
    'plain-backend':
      'No keyring of this desktop answers. What is saved here is kept as plain text, in a file that only you may read.',
  },
  environmentFirst: 'A key that is set in the environment counts before one that is saved here.',
  for: 'For {names}',
  forNothing: 'No connection reads it any more',
  hub: 'models of the Hub',
  others: {
    title: 'For programs that mostly need none',
    count: '{count, plural, one {# key} other {# keys}}',
  },
  states: {
    none: 'Not set',
    environment: 'Set in the environment, as {variable}',
    'token-file': 'Taken from the token file of the Hub’s tools',
    keyring: 'Saved on {when}, protected by the keyring of this system',
    plain: 'Saved on {when} as plain text, in a file that only you may read',
    locked: 'Saved on {when} and locked here',
  },
  notes: {
    environment: 'It can be changed only there, and counts after a new start of Ensemble.',
    unused: 'What was saved here is not used as long as that is so.',
    'locked-host': 'Only the desktop program opens it. Another key can be saved in its place.',
    'locked-desktop':
      'The keyring does not open it. Unlock the keyring and look again, or save the key once more.',
  },
  look: 'Look again',
  set: 'Set',
  setOne: 'Set {variable}',
  replace: 'Replace',
  replaceOne: 'Replace {variable}',
  remove: 'Remove',
  removeOne: 'Remove {variable}',
  sure: 'Remove the key? It can’t be brought back.',
  removeYes: 'Remove',
  keep: 'Keep it',
  field: 'Key for {variable}',
  fieldHint: 'It is not shown again after it is saved.',
  openWay:
    'This page came over plain HTTP from another machine, so others in the networks between can read the key on its way. Set it on that machine itself, or reach it over HTTPS or an SSH tunnel.',
  plainWarning: {
    'plain-host':
      'This will be plain text on the disk. The desktop program could protect it by the keyring of the system.',
    'plain-backend':
      'This will be plain text on the disk, since no keyring of this desktop answers.',
  },
  save: 'Save',
  savePlain: 'Save as plain text',
  saved: 'The key for {variable} is saved and used from now on.',
  removed: 'The key for {variable} was removed.',
  faults: {
    empty: 'Paste or type the key.',
    spaces: 'A key has no spaces in it. Was more than the key copied?',
    long: 'A key has 10,000 characters at most.',
    characters: 'There are characters in it that no key has. Was more than the key copied?',
  },
  lead: 'Set it under Keys',
};
