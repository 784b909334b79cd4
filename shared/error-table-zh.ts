// The sentences of error-table.ts in Chinese, for the screen and for answers to Chinese requests.

import type { ErrorCode } from './errors.ts';

export const ERRORS_ZH: Readonly<Record<ErrorCode, string>> = {
  FILE_NOT_FOUND: '找不到 {name}。请重新添加，或选择其他文件。',
  FILE_EMPTY: '{name} 是空文件（0 字节）。请选择其他文件。',
  FILE_TOO_LARGE: '{name} 太大：{actual}，最多接受 {limit}。{advice}',
  FILE_UNREADABLE: '无法读取 {name}：{why}。请选择其他文件。',
  VIDEO_UNUSABLE: '视频 {name} 无法用于此处：{why}。',
  FRAME_MISSING: '没有视频 {name} 的画面。把视频拖放到这里时，只要能够播放，就会截取一张。',
  FILE_MISLABELLED:
    '{name} 与其名称不符：名称表示{claimed}，内容却是{actual}。请重命名，或选择其他文件。',
  FILE_UNSUPPORTED: '不支持 {name} 的类型（{mime}）。请选择图片、录音、文本或 CSV。',
  HOME_UNUSABLE: '无法使用数据文件夹 {home}：{why}。请授予写入权限，或选择其他文件夹。',
  HOME_IN_USE: '数据文件夹 {home} 正被另一个 Ensemble 使用（进程 {pid}）。',
  STORE_DAMAGED: '{home} 中的数据库已损坏：{why}。它已保存为 {backup}，下次启动时会新建一个。',
  STORE_NEWER:
    '{home} 中的数据库由更新版本的 Ensemble 写入（版本 {found}，当前支持 {known}）。请更新 Ensemble。',
  DISK_FULL: '空间不足，无法写入 {what}。请释放空间后重试。',
  RUN_NOT_FOUND: '此运行已不存在。',
  CONVERSATION_NOT_FOUND: '此对话不存在，可能已被删除。',
  RUN_NOT_OPEN: '此运行已结束；只有被中断、停止或失败的运行才能继续。',
  PLAN_FILE_INVALID: '{name} 中的计划无法使用：{why}。',
  PLAN_FILES_MISSING: '{name} 中的计划需要尚未添加的文件：{files}。请先添加这些文件，再重新导入。',
  IMPORT_INVALID: '{name} 不是 Ensemble 导出的对话：{why}。请选择其他文件。',
  PLAN_INVALID: '无法把请求变成相互衔接的任务：{problems}。',
  NO_MODEL: '这台电脑还不能完成“{task}”。需要：{needed}。',
  INPUT_INVALID: '“{task}”无法使用给定的内容：{why}。',
  EXPERT_FAILED: '{model} 未能完成“{task}”：{why}。',
  HOST_BUSY: '{model} 无法开始“{task}”：{why}。请稍后重试。',
  ENGINE_SILENT: 'Ensemble 没有响应。如果它已经关闭，请重新启动，然后重试。',
  NETWORK_FAILED: '无法连接 {host}：{why}。请检查连接后重试。',
  MODEL_NOT_INSTALLED: '本机没有 {model}。可在“模型”中安装。',
  MODEL_UNUSABLE: '{model} 无法使用：{why}。',
  MODEL_CRASHED:
    '{model} 在 {device} 上以 {dtype} 执行“{task}”时进程终止：{why}。其他内容均未丢失。',
  OUT_OF_MEMORY:
    '{model} 执行“{task}”所需的内存超过了 {device} 以 {dtype} 可用的内存：{why}。请选择更小的模型或数字格式。',
  DEVICE_MISSING: '此处无法使用 {device}：{why}。{advice}',
  HUB_NOT_FOUND: 'Hub 上没有 {what}。请在 {link} 核对名称和修订版本。',
  HUB_TOKEN_NEEDED:
    '{model} 只对已登录的用户可见，或者不存在。请在设置的“密钥”中设置 HF_TOKEN，参见 {link}。',
  HUB_LICENCE_NEEDED: '{model} 的所有者要求先接受其条款。请在 {link} 接受后重试。',
  HUB_OFFLINE: '需要下载 {what}，但{why}。',
  HUB_VARIABLE_SET:
    '需要下载 {what}，但环境变量 {variable} 已设置。请在不设置该变量的情况下启动 Ensemble 后再下载。',
  QUESTION_NOT_ASKED: '此运行不再等待这个回答。',
  INSTALL_REFUSED: '“{task}”需要 {model}，但未允许下载。请选择其他模型，或重新运行并允许下载。',
  NETWORK_REFUSED: '不会访问 {what}：{why}。',
  HUB_TOKEN_REFUSED:
    '{provider} 不接受令牌：{why}。请在设置的“密钥”中将 HF_TOKEN 设为可使用推理服务的令牌，参见 {link}。',
  HUB_PAYMENT_NEEDED:
    '{provider} 对 {model} 要求付费：{why}。请充值或选择其他服务商，参见 {link}。',
  HUB_NOT_SERVED: '目前没有服务商为“{task}”提供 {model}：{why}。请选择其他模型。',
  HUB_RATE_LIMITED: '{provider} 暂时不再接受对 {model} 的请求：{why}。请稍后重试。',
  HUB_MODEL_COLD: '{provider} 尚未加载 {model}：{why}。请几分钟后重试。',
  HUB_PROVIDER_DOWN: '{provider} 出现故障：{why}。请稍后重试，或选择其他服务商。',
  UPLOAD_REFUSED:
    '{file} 未发送给 {provider}：{why}。请选择本机的模型，或在“设置”中更改允许发送的内容。',
  UPDATE_FAILED: 'Ensemble 未能更新：{why}。',
  BACKUP_NOT_FOUND: '没有备份 {backup}。`ensemble backups` 会列出现有的备份。',
  DOWNLOAD_DAMAGED: '{model} 的 {file} 未能完整下载：{why}。该文件已被丢弃。',
  CONTROLLER_UNREACHABLE: '无法在 {address} 连接 {controller}：{why}。请确认它正在运行且地址正确。',
  CONTROLLER_KEY_NEEDED:
    '{controller} 不接受密钥（{source}）：{why}。请在设置的“密钥”中设置 {variable}。',
  CONTROLLER_FORBIDDEN: '{controller} 不允许此操作：{why}。',
  CONTROLLER_QUOTA: '{controller} 的账户额度已用完：{why}。请提高额度，或选择其他语言模型。',
  CONTROLLER_MODEL_UNKNOWN: '{controller} 没有模型 {model}：{why}。请选择它列出的模型。',
  CONTROLLER_CONTEXT_FULL:
    '请求对 {controller} 来说太长：{why}。请缩短请求，或选择上下文更长的模型。',
  CONTROLLER_BUSY: '{controller} 目前过载或出现故障：{why}。请稍后重试。',
  CONTROLLER_REFUSED: '{controller} 拒绝了请求：{why}。',
  CONTROLLER_STALLED: '{controller} 在 {seconds} 秒内没有发送任何内容，已放弃。',
  CONTROLLER_UNINTELLIGIBLE:
    '{controller} 的响应不是有效的回答：{why}。请确认地址属于兼容 OpenAI 的服务器，并带有版本（/v1）。',
  CONTROLLER_NOT_ALLOWED: '不会询问 {controller}：{why}。',
  CONTROLLER_UNKNOWN: '没有名为 {connection} 的连接。已知的有：{known}。',
  REVIEW_NOT_ASKED: '此运行不再等待对其计划的确认。',
  PROMPT_INVALID: '无法使用此提示词：{why}。',
  TIMED_OUT: '{model} 未能在 {seconds} 秒内完成“{task}”，已被停止。',
  UNAUTHORISED: 'Ensemble 已重新启动，不再认识此页面。请打开它显示的新地址。',
  FOLDER_UNUSABLE: '无法使用文件夹 {folder}：{why}。请给出一个存在的文件夹的路径。',
  CANCELLED: '它在结束之前被停止了。',
  KEY_REFUSED: '未保存 {variable} 的密钥：{why}。',
  KEYRING_FAILED: '系统钥匙串未能完成操作：{why}。',
  USAGE: '{why}',
  INTERNAL: 'Ensemble 内部出错：{why}。这是一个程序错误，请反馈给我们。',
};
