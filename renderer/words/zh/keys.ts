// 设置页面的密钥部分。这些文字随该页面载入（见 all-messages.ts）。

import type { Messages } from '../messages.ts';

export const keys: Messages['keys'] = {
  title: '密钥',
  hint: '服务在回答之前要求的凭据',
  loading: '正在查看有哪些密钥',
  saving: {
    keyring: '保存在这里的密钥由系统钥匙串保护。',
    'plain-host':
      '只有桌面程序能使用系统钥匙串。保存在这里的密钥以明文形式存放在只有您能读取的文件中。',
    'plain-backend':
      '此桌面没有可用的钥匙串。保存在这里的密钥以明文形式存放在只有您能读取的文件中。',
  },
  environmentFirst: '环境变量中设置的密钥优先于保存在这里的密钥。',
  for: '用于 {names}',
  forNothing: '已没有连接使用它',
  hub: 'Hub 的模型',
  others: {
    title: '用于通常不需要密钥的程序',
    count: '{count, plural, other {# 个密钥}}',
  },
  states: {
    none: '未设置',
    environment: '在环境变量 {variable} 中设置',
    'token-file': '取自 Hub 工具的令牌文件',
    keyring: '保存于 {when}，由系统钥匙串保护',
    plain: '保存于 {when}，以明文形式存放在只有您能读取的文件中',
    locked: '保存于 {when}，在此处已锁定',
  },
  notes: {
    environment: '只能在那里更改，重新启动 Ensemble 后生效。',
    unused: '在此期间不使用保存在这里的密钥。',
    'locked-host': '只有桌面程序能打开它。可以保存另一个密钥来代替它。',
    'locked-desktop': '钥匙串无法打开它。请解锁钥匙串后重新查看，或再次保存密钥。',
  },
  look: '重新查看',
  set: '设置',
  setOne: '设置 {variable}',
  replace: '更换',
  replaceOne: '更换 {variable}',
  remove: '移除',
  removeOne: '移除 {variable}',
  sure: '移除此密钥？移除后无法恢复。',
  removeYes: '确认移除',
  keep: '保留',
  field: '{variable} 的密钥',
  fieldHint: '保存后不会再显示。',
  openWay:
    '此页面通过未加密的 HTTP 来自另一台机器，途经网络中的其他人可以读到发送的密钥。请在那台机器上设置，或通过 HTTPS 或 SSH 隧道访问。',
  plainWarning: {
    'plain-host': '它将以明文形式写入磁盘。桌面程序可以用系统钥匙串保护它。',
    'plain-backend': '此桌面没有可用的钥匙串，它将以明文形式写入磁盘。',
  },
  save: '保存',
  savePlain: '以明文保存',
  saved: '{variable} 的密钥已保存，现在开始使用。',
  removed: '{variable} 的密钥已移除。',
  faults: {
    empty: '请粘贴或输入密钥。',
    spaces: '密钥中不含空格。是否多复制了内容？',
    long: '密钥最多 10,000 个字符。',
    characters: '其中有密钥不会包含的字符。是否多复制了内容？',
  },
  lead: '在“密钥”中设置',
};
