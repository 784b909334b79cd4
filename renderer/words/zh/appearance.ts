// 设置中的外观。

import type { Messages } from '../messages.ts';

export const appearance: Messages['appearance'] = {
  title: '外观',
  where: '保存在这个浏览器里',
  colours: '颜色',
  contrast: {
    title: '对比度',
    hint: '高对比度有浅色和深色两种。',
    choices: { system: '跟随系统', normal: '普通', high: '高' },
    asked: '系统要求更高的对比度。',
    notAsked: '系统没有要求更高的对比度。',
    forced: '系统正在自行设定所有颜色，因此这些选项作用不大。',
  },
  textSize: {
    title: '文字大小',
    hint: '所有内容都随文字一起变大，宽窗口会像窄窗口那样排布。',
    choice: '{size, number, percent}',
  },
  preview: {
    title: '看起来是这样',
    request: '读一下 invoice.png',
    answer: '发票号码是 18301，六月一日到期。',
    aside: '在这台电脑上用 0.3 秒读出',
  },
  language: '语言',
  motion: {
    title: '动画',
    reduced: '系统要求减少动画，因此这里没有任何移动。',
    full: '跟随系统。系统要求减少动画时，这里就没有任何移动。',
  },
};
