// 仅桌面窗口才有的设置部分（见 all-messages.ts）。

import type { Messages } from '../messages.ts';

export const desktop: Messages['desktop'] = {
  title: '桌面',
  notify: '在后台时通知我运行情况',
  notifyHint:
    '窗口不在最前面时，运行完成、失败或等待你答复，系统会显示通知：只含对话的标题，不含任何内容。',
  updates: {
    version: 'Ensemble {version}',
    asksAtWish: '只有在你要求时，才会到 {host} 查找新版本。',
    local: '本地模式下任何内容都不会离开本机，因此不查找新版本。',
    fromSources: '它不是由安装包安装的，请用当初获取它的方式更新。',
    noHost: '安装包没有指明新版本的发布位置。',
    check: '检查更新',
    newest: '已是最新版本。',
    newer: '有新版本 {version}',
    fetch: '下载',
    stop: '停止',
    install: '安装并重新启动',
    progress: '版本 {version} 的下载进度',
    stages: {
      asking: '正在查询',
      fetching: '正在下载版本 {version}',
      checking: '正在校验',
    },
    installs: {
      appimage:
        '已完整下载。会先备份对话和设置，然后 Ensemble 关闭并重新启动。正在进行的运行之后可以继续。',
      deb: '已完整下载。会先备份对话和设置，然后 Ensemble 关闭，系统的安装程序会打开。',
      nsis: '已完整下载。会先备份对话和设置，然后 Ensemble 关闭，安装程序会打开。',
      dmg: '已完整下载。会先备份对话和设置，然后 Ensemble 关闭，磁盘映像会打开：把 Ensemble 拖到“应用程序”。',
    },
  },
};
