// Chinese instructions for edits, the simple ones: a table of wordings like that of edit-rules.ts.

import { COLOUR_PATTERN, toHex } from './colour-names.ts';
import {
  brightness,
  cropPart,
  level,
  numberOf,
  type Rule,
  rotate,
  sidesOf,
  sigmaOf,
  strengthOf,
} from './edit-values.ts';

const HOW = '稍微|轻微|轻轻|有点|很|非常|大幅|强烈';
const MACROS: Readonly<Record<string, string>> = {
  before: `(?<before>${HOW})?`,
  after: '(?:(?:了)?(?<after>一点|很多|[0-9.]+ ?%))?',
  n: '(?<n>[0-9]+(?:\\.[0-9]+)?)',
  size: '(?<width>[0-9]+) ?(?:像素)? ?[x*乘] ?(?<height>[0-9]+)(?: ?像素)?',
  to: '(?:成|为|到|至)?',
  colour: `(?<colour>${COLOUR_PATTERN})`,
};

function chinese(wording: string, toEdit: Rule['toEdit']): Rule {
  const source = wording.replace(/\{([a-z]+)\}/g, (macro, name: string) => MACROS[name] ?? macro);
  return { pattern: new RegExp(source, 'y'), toEdit };
}

const to =
  (factor: number): Rule['toEdit'] =>
  () => ({ kind: 'resize', size: { by: 'factor', factor } });

export const CHINESE_RULES: readonly Rule[] = [
  chinese('灰度图?|黑白|灰色', () => ({ kind: 'greyscale' })),
  chinese('怀旧|复古|棕褐色', () => ({ kind: 'sepia' })),
  chinese('反色|反相|反转颜色|负片|底片', () => ({ kind: 'invert' })),
  chinese('{before}模糊{after}', (groups) => ({
    kind: 'blur',
    sigma: sigmaOf(strengthOf(groups)),
    unit: 'share',
  })),
  chinese('{before}锐化{after}', (groups) => ({ kind: 'sharpen', strength: strengthOf(groups) })),
  chinese('{before}(?:(?:调|变|更)亮|(?:提高|增加|增强)亮度){after}', brightness('up')),
  chinese('{before}(?:(?:调|变|更)暗|(?:降低|减少|减弱)亮度){after}', brightness('down')),
  chinese('{before}(?:提高|增加|增强)对比度?{after}', level('contrast', 'up')),
  chinese('{before}(?:降低|减少|减弱)对比度?{after}', level('contrast', 'down')),
  chinese('{before}(?:(?:提高|增加|增强)饱和度|更鲜艳){after}', level('saturation', 'up')),
  chinese('{before}(?:降低|减少|减弱)饱和度{after}', level('saturation', 'down')),
  chinese('(?:(?<left>向左|逆时针)|向右|顺时针)?旋转(?:{n} ?[度°])?', rotate),
  chinese('旋转{n} ?[度°]', rotate),
  chinese('上下颠倒|倒过来|倒置', () => ({ kind: 'rotate', degrees: 180 })),
  chinese('水平(?:翻转|镜像)|左右(?:翻转|镜像)|镜像|翻转', () => ({
    kind: 'flip',
    direction: 'horizontally',
  })),
  chinese('垂直(?:翻转|镜像)|上下(?:翻转|镜像)', () => ({ kind: 'flip', direction: 'vertically' })),
  chinese('(?:裁剪|裁切|裁){to}(?:一个)?正?方形', () => ({
    kind: 'crop',
    crop: { shape: 'square' },
  })),
  chinese('(?:裁剪|裁切|裁){to} ?{size}', (groups) => ({
    kind: 'crop',
    crop: { shape: 'size', ...sidesOf(groups) },
  })),
  chinese('(?:裁剪|裁切|裁|保留)(?:出)?{to}(?<part>左|右|上|下)(?:半(?:部分|边)?)', cropPart),
  chinese('(?:裁剪|裁切|裁|保留)(?:出)?{to}(?<part>中间|中心|中央)(?:部分)?', cropPart),
  chinese('(?:缩放|调整(?:大小|尺寸)?|放大|缩小){to} ?{size}', (groups) => ({
    kind: 'resize',
    size: { by: 'sides', ...sidesOf(groups) },
  })),
  chinese('(?:缩放|调整(?:大小|尺寸)?|放大|缩小)?{to}宽(?:度)?{to} ?{n} ?(?:像素)?', (groups) => ({
    kind: 'resize',
    size: { by: 'sides', width: numberOf(groups, 'n', 1) },
  })),
  chinese('(?:缩放|调整(?:大小|尺寸)?|放大|缩小)?{to}高(?:度)?{to} ?{n} ?(?:像素)?', (groups) => ({
    kind: 'resize',
    size: { by: 'sides', height: numberOf(groups, 'n', 1) },
  })),
  chinese('(?:缩放|调整(?:大小|尺寸)?|放大|缩小){to} ?{n} ?%', (groups) =>
    to(numberOf(groups, 'n', 100) / 100)(groups),
  ),
  chinese('放大{n} ?倍', (groups) => to(numberOf(groups, 'n', 1))(groups)),
  chinese('放大(?:一倍|[两二]倍)?', to(2)),
  chinese('缩小(?:{to}?一半)?', to(0.5)),
  chinese('缩略图', () => ({ kind: 'thumbnail', side: 256 })),
  chinese('(?:染|着色){to}{colour}色?', ({ colour = '' }) => ({
    kind: 'tint',
    colour: toHex(colour),
  })),
  chinese('{colour}色?色调', ({ colour = '' }) => ({ kind: 'tint', colour: toHex(colour) })),
];

/** Characters and words that ask for nothing by themselves. */
export const CHINESE_FILLER =
  /(?:请|帮我|帮忙|把|将|给|让|对|这张|这幅|这个|那张|我的|图片|图像|照片|相片|图|它|转换|转|变|做|改|处理|成|为|并且|并|然后|之后|接着|最后|再|和|一下|的|了|进行|使|谢谢)/y;
