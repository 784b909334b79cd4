// English instructions for edits: a table of wordings and the edits they stand for. How a text is
// taken through the tables is in edit-instructions.ts.

import { COLOUR_PATTERN, toHex } from './colour-names.ts';
import {
  brightness,
  cropPart,
  type Groups,
  level,
  numberOf,
  type Rule,
  rotate,
  sidesOf,
  sigmaOf,
  strengthOf,
} from './edit-values.ts';

const HOW =
  'a (?:little )?bit|a little|slight(?:ly)?|light(?:ly)?|somewhat|gently|subtly|subtle|a lot|much|strong(?:ly)?|heav(?:y|ily)|very|really|extremely|(?:by )?[0-9.]+ ?(?:%|percent)';
/** What stands in a wording for something else; a space is any white space. */
const MACROS: Readonly<Record<string, string>> = {
  before: `(?:(?<before>${HOW}) )?`,
  after: `(?:{it} (?<after>${HOW}))?`,
  it: '(?: (?:it|this|that|(?:(?:the|this|that|my|whole) )*(?:image|picture|photo|photograph|pic)))?',
  n: '(?<n>-?[0-9]+(?:\\.[0-9]+)?)',
  size: '(?<width>[0-9]+) ?(?:px|pixels)? ?(?:x|\\*|by) ?(?<height>[0-9]+)(?: ?(?:px|pixels))?',
  px: '(?: ?(?:px|pixels?))?',
  degrees: '(?: ?(?:degrees?|deg|°))?',
  direction:
    '(?:(?:to|towards) the )?(?:(?<left>left|counter-?clockwise|anti-?clockwise|ccw)|right|clockwise|cw)',
  crop: 'crop(?:ped)?{it}(?: (?:down|out))?(?: (?:in)?to)?(?: (?:only|just))?(?: (?:a|the|its))?',
  resize: '(?:re(?:size|scale)|scale)d?{it}(?: (?:up|down))?',
  thesize: '(?:(?:of )?(?:the|its) (?:original )?size|as (?:big|large))',
  colour: `(?<colour>${COLOUR_PATTERN})`,
  more: '(?:increase|raise|boost|enhance|more|higher|high|add|stronger)(?: the)?(?: colou?r)?',
  less: '(?:decrease|reduce|lower|low|less|weaker)(?: the)?(?: colou?r)?',
};

function english(wording: string, toEdit: Rule['toEdit']): Rule {
  let source = wording;
  // Macros may hold macros, two deep.
  for (let depth = 0; depth < 3; depth += 1) {
    source = source.replace(/\{([a-z]+)\}/g, (macro, name: string) => MACROS[name] ?? macro);
  }
  source = source.replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+');
  // Nothing may go on in the middle of a word or number.
  return { pattern: new RegExp(`(?:${source})(?![a-z0-9%])`, 'y'), toEdit };
}

const to =
  (factor: number): Rule['toEdit'] =>
  () => ({ kind: 'resize', size: { by: 'factor', factor } });
const byFactor: Rule['toEdit'] = (groups) => to(numberOf(groups, 'n', 1))(groups);
const flip = (direction: 'horizontally' | 'vertically'): Rule['toEdit'] => {
  return () => ({ kind: 'flip', direction });
};
const percent = (groups: Groups) => numberOf(groups, 'n', 100) / 100;

export const ENGLISH_RULES: readonly Rule[] = [
  english('gr[ea]y ?-?scaled?|black(?: and | & |-and-)white|b ?& ?w|bw|monochrome|gr[ea]y', () => ({
    kind: 'greyscale',
  })),
  english('sepia(?: toned?)?', () => ({ kind: 'sepia' })),
  english('invert(?:ed)?{it}(?: (?:the )?colou?rs)?|(?:a )?negative|negated?', () => ({
    kind: 'invert',
  })),

  english('{before}(?:gaussian )?blur(?:red|ry|rier)?{after}', (groups) => ({
    kind: 'blur',
    sigma: sigmaOf(strengthOf(groups)),
    unit: 'share',
  })),
  english('blur{it} (?:by |with (?:a )?)?(?:radius (?:of )?)?{n}{px}', (groups) => ({
    kind: 'blur',
    sigma: numberOf(groups, 'n', 1),
    unit: 'pixels',
  })),
  english('{before}sharp(?:en|ened|er)?{after}', (groups) => ({
    kind: 'sharpen',
    strength: strengthOf(groups),
  })),

  english('{before}(?:bright(?:en|ened|er)?|light(?:en|er)){after}', brightness('up')),
  english('{before}(?:dark(?:en|ened|er)?|dim(?:med|mer)?){after}', brightness('down')),
  english('{before}{more} brightness{after}', brightness('up')),
  english('{before}{less} brightness{after}', brightness('down')),
  english('{before}{more} contrast{after}', level('contrast', 'up')),
  english('{before}{less} contrast{after}', level('contrast', 'down')),
  english('{before}(?:{more} saturation|saturate){after}', level('saturation', 'up')),
  english('{before}(?:more )?(?:saturated|vivid|vibrant|colou?rful)', level('saturation', 'up')),
  english('{before}{less} saturation{after}', level('saturation', 'down')),
  english('{before}less (?:saturated|vivid|vibrant|colou?rful)', level('saturation', 'down')),
  english('desaturated?{it}(?: by)? (?<after>[0-9.]+ ?%)', level('saturation', 'down')),
  english('desaturated?', () => ({ kind: 'saturation', factor: 0 })),

  english('(?:rotated?|turn|spin){it}(?: by)? {n}{degrees}(?: {direction})?', rotate),
  english('(?:rotated?|turn|spin){it} {direction}(?:(?: by)? {n}{degrees})?', rotate),
  english('{n}{degrees} (?:rotation|turn)(?: {direction})?', rotate),
  english('rotated?', rotate),
  english('(?:(?:turn|rotate)d?{it} )?upside[ -]?down', () => ({
    kind: 'rotate',
    degrees: 180,
  })),
  english('(?:flip|mirror|reflect)(?:ped|ed)?{it}', flip('horizontally')),
  english(
    '(?:flip|mirror|reflect)(?:ped|ed)?{it} (?:horizontally|sideways|left to right|left-right)',
    flip('horizontally'),
  ),
  english('(?:a )?horizontal(?:ly)? (?:flip|mirror)(?:ped|ed)?', flip('horizontally')),
  english(
    '(?:flip|mirror|reflect)(?:ped|ed)?{it} (?:vertically|top to bottom|upside[ -]?down)',
    flip('vertically'),
  ),
  english('(?:a )?vertical(?:ly)? (?:flip|mirror)(?:ped|ed)?', flip('vertically')),

  english('{crop} square|square crop', () => ({ kind: 'crop', crop: { shape: 'square' } })),
  english('{crop} {size}', (groups) => ({
    kind: 'crop',
    crop: { shape: 'size', ...sidesOf(groups) },
  })),
  english('{crop} (?<width>[0-9]+) ?: ?(?<height>[0-9]+)', (groups) => ({
    kind: 'crop',
    crop: { shape: 'ratio', ...sidesOf(groups) },
  })),
  english(
    '(?:{crop}|keep(?: only)?(?: the)?) (?<part>left|right|top|upper|bottom|lower) half(?: only)?',
    cropPart,
  ),
  english(
    '(?:{crop}|keep(?: only)?(?: the)?) (?<part>(?:top|upper|bottom|lower) (?:left|right)) (?:quarter|corner)',
    cropPart,
  ),
  english('{crop} (?<part>centre|center|middle)', cropPart),

  english('(?:{resize}(?: to)? )?{size}', (groups) => ({
    kind: 'resize',
    size: { by: 'sides', ...sidesOf(groups) },
  })),
  english(
    '(?:{resize} to )?(?:a width of )?{n}{px} (?:wide|in width)|{resize} to a width of (?<m>[0-9]+){px}',
    (groups) => ({
      kind: 'resize',
      size: { by: 'sides', width: numberOf(groups, groups.n === undefined ? 'm' : 'n', 1) },
    }),
  ),
  english(
    '(?:{resize} to )?{n}{px} (?:high|tall|in height)|{resize} to a height of (?<m>[0-9]+){px}',
    (groups) => ({
      kind: 'resize',
      size: { by: 'sides', height: numberOf(groups, groups.n === undefined ? 'm' : 'n', 1) },
    }),
  ),
  english(
    '(?:{resize}(?: to| by)?|(?:shrink|reduce|enlarge){it}(?: to)?) {n} ?(?:%|percent)',
    (groups) => to(percent(groups))(groups),
  ),
  english('(?:shrink|reduce){it} by {n} ?(?:%|percent)', (groups) =>
    to(1 - percent(groups))(groups),
  ),
  english('(?:enlarge){it} by {n} ?(?:%|percent)', (groups) => to(1 + percent(groups))(groups)),
  english('{resize} to {n}{px}', (groups) => ({
    kind: 'resize',
    size: { by: 'sides', width: numberOf(groups, 'n', 1) },
  })),
  english('(?:{resize}|(?:enlarge|upscale)d?{it}) by (?:a factor of )?{n}', byFactor),
  english(
    '(?:(?:{resize}|(?:enlarge|upscale)d?{it})(?: to| by)? )?{n} ?(?:x|times)(?: {thesize}| bigger| larger)?',
    byFactor,
  ),
  english('(?:(?:{resize}|(?:shrink|reduce){it})(?: to)? )?half(?: {thesize})?', to(0.5)),
  english('(?:(?:{resize}|enlarge{it})(?: to)? )?(?:twice|double)(?: {thesize})?', to(2)),
  english('(?:shrink|reduce|halve) (?:the|its) size(?: (?:by|to) half)?|halve{it}', to(0.5)),
  english('{n} ?(?:%|percent) smaller', (groups) => to(1 - percent(groups))(groups)),
  english('{n} ?(?:%|percent) (?:bigger|larger)', (groups) => to(1 + percent(groups))(groups)),
  english('enlarged?|upscaled?|bigger|larger', to(2)),
  english('shrink|downscaled?|smaller', to(0.5)),
  english('thumb(?:nail)?s?', () => ({ kind: 'thumbnail', side: 256 })),
  english('thumb(?:nail)? (?:of )?{n}{px}', (groups) => ({
    kind: 'thumbnail',
    side: numberOf(groups, 'n', 256),
  })),

  english('tint(?:ed)?{it}(?: (?:with|in|to))?(?: a)? {colour}', ({ colour = '' }) => ({
    kind: 'tint',
    colour: toHex(colour),
  })),
  english('(?:a )?{colour} (?:tint|tone|hue)', ({ colour = '' }) => ({
    kind: 'tint',
    colour: toHex(colour),
  })),
];

/** Words that ask for nothing by themselves. */
export const ENGLISH_FILLER =
  /(?:please|kindly|thanks?(?: you)?|can you|could you|would you|i(?:'d| would) like(?: you)?(?: to)?|i want(?: you)?(?: to)?|let(?:'s| us)|make|turn|convert|change|edit|transform|apply|give|do|with|into|to|in|as|the|an?|my|this|that|it|its|them|image|picture|photo|photograph|pic|copy|version|effect|filter|and|then|also|next|finally|first(?:ly)?|second(?:ly)?|after that|afterwards|too|so that|is|be|of|colou?rs?)(?![a-z0-9])/y;
