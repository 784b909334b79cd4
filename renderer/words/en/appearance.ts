// How the screen looks, in the settings.

export const appearance = {
  title: 'Appearance',
  where: 'Kept in this browser',
  colours: 'Colours',
  contrast: {
    title: 'Contrast',
    hint: 'High contrast has a light and a dark form.',
    choices: { system: 'As the system', normal: 'Normal', high: 'High' },
    asked: 'The system asks for more contrast.',
    notAsked: 'The system does not ask for more contrast.',
    forced: 'The system sets all colours itself at the moment, so these choices change little.',
  },
  textSize: {
    title: 'Text size',
    hint: 'Everything grows with the text. Wide windows then lay out as narrow ones do.',
    choice: '{size, number, percent}',
  },
  preview: {
    title: 'This is how it looks',
    request: 'Read invoice.png for me',
    answer: 'The invoice is number 18301. It is due on the first of June.',
    aside: 'Read in 0.3 s on this machine',
  },
  language: 'Language',
  motion: {
    title: 'Motion',
    reduced: 'The system asks for less motion, so nothing moves here.',
    full: 'Follows the system. Where that asks for less motion, nothing moves here.',
  },
};
