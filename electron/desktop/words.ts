// What the main process says itself, in the languages of the page: the menu, the notifications, its
// dialogs. What the page says has its catalogues in renderer/words/.

import type { DesktopCommand, DesktopLanguage } from '../../shared/desktop.ts';

const en = {
  menus: { file: '&File', edit: '&Edit', view: '&View', window: '&Window', help: '&Help' },
  commands: {
    new: 'New conversation',
    export: 'Export the conversation',
    settings: 'Settings',
    models: 'Models',
    gallery: 'Gallery',
    shortcuts: 'Keyboard shortcuts',
    updates: 'Check for updates…',
  } satisfies Record<DesktopCommand, string>,
  import: 'Import conversations…',
  conversations: 'Conversations',
  openDataFolder: 'Open the data folder',
  roles: {
    about: 'About Ensemble',
    services: 'Services',
    hide: 'Hide Ensemble',
    hideOthers: 'Hide others',
    unhide: 'Show all',
    quit: 'Quit Ensemble',
    close: 'Close the window',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pasteAndMatchStyle: 'Paste without its style',
    delete: 'Delete',
    selectAll: 'Select all',
    reload: 'Load the page again',
    toggleDevTools: 'Developer tools',
    resetZoom: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    togglefullscreen: 'Full screen',
    minimize: 'Minimise',
    zoom: 'Zoom',
    front: 'Bring all to the front',
  },
  notifications: {
    finished: 'Done.',
    failed: 'It could not be done.',
    interrupted: 'It was interrupted, and can go on.',
    asks: 'It waits for a word of yours.',
  },
  untitled: 'A conversation',
  unresponsive: {
    message: 'The window of Ensemble does not answer.',
    detail: 'What runs goes on. Loading the page again loses nothing that was sent.',
    wait: 'Wait',
    reload: 'Load it again',
  },
  gone: {
    message: 'The window of Ensemble broke off.',
    detail: 'What runs goes on and nothing is lost.',
    reload: 'Open it again',
    quit: 'Quit',
  },
};

export type DesktopWords = typeof en;

const zh: DesktopWords = {
  menus: {
    file: '文件(&F)',
    edit: '编辑(&E)',
    view: '视图(&V)',
    window: '窗口(&W)',
    help: '帮助(&H)',
  },
  commands: {
    new: '新对话',
    export: '导出对话',
    settings: '设置',
    models: '模型',
    gallery: '图库',
    shortcuts: '键盘快捷键',
    updates: '检查更新…',
  },
  import: '导入对话…',
  conversations: '对话',
  openDataFolder: '打开数据文件夹',
  roles: {
    about: '关于 Ensemble',
    services: '服务',
    hide: '隐藏 Ensemble',
    hideOthers: '隐藏其他',
    unhide: '全部显示',
    quit: '退出 Ensemble',
    close: '关闭窗口',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    pasteAndMatchStyle: '粘贴为纯文本',
    delete: '删除',
    selectAll: '全选',
    reload: '重新载入页面',
    toggleDevTools: '开发者工具',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    togglefullscreen: '全屏',
    minimize: '最小化',
    zoom: '缩放',
    front: '全部置于前面',
  },
  notifications: {
    finished: '已完成。',
    failed: '未能完成。',
    interrupted: '已中断，可以继续。',
    asks: '正在等你答复。',
  },
  untitled: '一个对话',
  unresponsive: {
    message: 'Ensemble 的窗口没有响应。',
    detail: '正在运行的任务会继续。重新载入页面不会丢失已发送的内容。',
    wait: '等待',
    reload: '重新载入',
  },
  gone: {
    message: 'Ensemble 的窗口意外关闭了。',
    detail: '正在运行的任务会继续，没有丢失任何内容。',
    reload: '重新打开',
    quit: '退出',
  },
};

const WORDS: Readonly<Record<DesktopLanguage, DesktopWords>> = { en, 'zh-CN': zh };

export function desktopWords(language: DesktopLanguage): DesktopWords {
  return WORDS[language];
}
