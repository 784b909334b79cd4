// 外框。

import type { Messages } from '../messages.ts';

export const app: Messages['app'] = {
  name: 'Ensemble',
  skipToChat: '跳到内容',
  commands: '命令',
  language: '语言',
  appearance: '外观',
  appearances: { system: '跟随系统', light: '浅色', dark: '深色' },
  closePanel: '关闭面板',
  openSidebar: '对话列表',
  closeSidebar: '关闭对话列表',
  resizePanel: '面板宽度',
  mode: { local: '本地', hybrid: '混合', remote: '远程' },
  modeHint: {
    local: '任何内容都不会离开这台电脑',
    hybrid: '优先使用这台电脑，做不到时使用托管模型',
    remote: '只使用托管模型',
  },
  connection: {
    lost: '与 Ensemble 的连接已断开，正在重试；运行中的任务不受影响。',
  },
  part: {
    notLoaded: '页面的这一部分没有载入成功。如果 Ensemble 已经关闭，请先重新启动它。',
    broken: '页面的这一部分出了问题。已经生成的内容都还在。',
  },
  tryAgain: '重试',
  close: '关闭',
  cancel: '取消',
  save: '保存',
};
