// 设置中关于绘图的部分；与设置页面一同加载（all-messages.ts）。

import type { Messages } from '../messages.ts';

export const drawing: Messages['drawing'] = {
  title: '绘图',
  hint: '由本机模型完成',
  own: '由模型决定',
  every: '所有图片',
  steps: '步数',
  stepsHint: '步数越多耗时越长，细节可能更丰富。快速模型只需 1 到 8 步。',
  guidance: '引导强度',
  guidanceHint: '图片贴合描述的程度。过高会显得生硬。',
  scheduler: '调度器',
  schedulerHint: '从噪声到图片的走法。有些所需步数更少。',
  schedulers: {
    ddim: 'DDIM',
    euler: 'Euler',
    'euler-ancestral': 'Euler ancestral',
    'dpm-solver-2m': 'DPM-Solver++ 2M',
    lcm: 'LCM',
    unipc: 'UniPC',
  },
  new: '新图片的尺寸',
  width: '宽度（像素）',
  widthHint: '修改已有图片时保持其形状。',
  height: '高度（像素）',
  heightHint: '越大所需内存和时间越多。',
  given: '由已有图片生成',
  strength: '修改强度',
  strengthHint: '接近 0 时改动很小；为 1 时全部重画。',
  controlScale: '控制图的权重',
  controlScaleHint: '边缘、深度或姿势被遵循的程度。通常为 1。',
  alone: '宽度和高度须同时填写，或都留空。',
  side: ' {least} 的倍数，从 {least} 到 {most}',
  share: '大于 {least} 且不超过 {most} 的数',
};
