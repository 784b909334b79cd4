// The sections of the settings about mode, devices and folders, and the way between all sections. These
// words come with that screen, not with the first one (all-messages.ts).

export const machineSettings = {
  sections: 'Sections',
  reopening: 'Ensemble opens anew with this. It takes a moment.',
  runs: '{count, plural, one {# run goes on. A change interrupts it, and it is taken up again right after.} other {# runs go on. A change interrupts them, and they are taken up again right after.}}',
  unsaved: '{count, plural, one {# change is not saved.} other {# changes are not saved.}}',
  saved: 'Saved, and in use now.',
  discarded: 'Put back as it was.',
  discard: 'Discard',
  fault: 'It takes {range}, not {typed}.',
  ranges: {
    whole: 'a whole number from {least} to {most}',
    between: 'a number from {least} to {most}',
    from: 'a number from {least} on',
    above: 'a number above {least}',
  },
  typed: '“{text}”',
  nothingTyped: 'an empty field',
  mode: {
    title: 'Mode',
    hint: 'What may leave this machine',
    inUse: 'in use',
    meanings: {
      local:
        'Everything runs on this machine, and nothing leaves it. What is installed works, with language models that run here; nothing is fetched.',
      hybrid:
        'This machine first. What it can’t do may be asked of language models and hosted models elsewhere; before a model is fetched or a file is sent, you are asked. Hosted models need a Hugging Face token (HF_TOKEN).',
      remote:
        'Hosted models first, and none of the models of this machine; the built-in tools stay. Texts and files go to providers without a question. It needs a Hugging Face token (HF_TOKEN).',
    },
    questions: {
      hybrid: 'Switch to hybrid mode?',
      remote: 'Switch to remote mode?',
    },
    hosts: 'From then on these may be asked, where they are needed:',
    addresses: 'Addresses that stand in requests are asked, too, where they are public.',
    uploads: {
      hybrid:
        'Texts go with what is asked; before the first file goes to a provider, you are asked.',
      remote:
        'Texts and files go to providers without a question, except to those for which you said never under Privacy.',
    },
    yes: { hybrid: 'Switch to hybrid mode', remote: 'Switch to remote mode' },
    stay: 'Stay in {mode} mode',
    modeNames: { local: 'local', hybrid: 'hybrid', remote: 'remote' },
    changed: {
      local: 'Local mode is in use now. Nothing leaves this machine.',
      hybrid: 'Hybrid mode is in use now.',
      remote: 'Remote mode is in use now.',
    },
  },
  devices: {
    title: 'Devices',
    hint: '{cores, plural, one {# core} other {# cores}}, {memory} of memory',
    hintFree:
      '{cores, plural, one {# core} other {# cores}}, {memory} of memory, {free} of it free',
    where: 'Where models run',
    trying: 'Trying the devices of this machine',
    auto: 'Automatic',
    autoHint: 'The fastest that was found to work here',
    autoNow: 'The fastest that was found to work here: {device}',
    slots: 'Tasks at the same time',
    cpuSlots: 'Processor',
    cpuSlotsHint: '0 takes the number of cores ({cores}).',
    gpuSlots: 'GPU',
    gpuSlotsHint: 'More than one needs more of its memory.',
    networkSlots: 'Hosted models',
    networkSlotsHint: 'Tasks that wait for a provider.',
    memory: 'Memory and downloads',
    modelMemoryBytes: 'Memory for models, in GB',
    modelMemoryBytesHint: '0 takes half of what is free.',
    modelIdleMinutes: 'Unload after, in minutes',
    modelIdleMinutesHint: 'Models that no task uses.',
    downloadBytesPerSecond: 'Speed of downloads, in MB/s',
    downloadBytesPerSecondHint: '0 sets no limit.',
  },
  folders: {
    title: 'Folders and models',
    hint: 'Where things are kept',
    home: 'Data folder',
    homeHint:
      'Conversations, results and settings.json. ENSEMBLE_HOME names another one at the start.',
    modelCache: 'Models from the Hub',
    modelCacheHint:
      'Shared with the Hub’s own tools. HF_HOME or HF_HUB_CACHE name another one at the start.',
    copy: 'Copy the path: {name}',
    own: 'Folders with models of your own',
    ownNone: 'None yet. A model of your own is a folder with its config.json and ONNX files.',
    add: 'Add',
    path: 'Path of a folder',
    remove: 'Remove',
    removeOne: 'Remove {path}',
    added: '{path} was added.',
    removed: '{path} was removed from the list. Its files stay where they are.',
    pathFaults: {
      empty: 'The path of a folder is needed, not an empty field.',
      taken: 'This folder is in the list already.',
      many: 'There are {most} folders already, which is as many as there may be.',
    },
    kept: 'What is kept and taken',
    maxResultBytes: 'Kept results, in GB',
    maxResultBytesHint: 'Spare a task that was done before. What conversations show stays.',
    licences: 'Licences of models',
    licencesHint: 'Where a model is chosen or offered.',
    licenceChoices: { any: 'Any', commercial: 'Not those that forbid commercial use' },
    longSpeech: 'Speech that is longer than its video',
    longSpeechHint: 'Where speech is put into a video.',
    longSpeechChoices: { hold: 'Holds the last picture', cut: 'Is cut' },
  },
};
