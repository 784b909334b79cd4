// Export-details.ts in Chinese: a part of error-details-zh.ts.

import type { EXPORT_DETAILS } from './export-details.ts';

export const EXPORT_DETAILS_ZH: Readonly<Record<keyof typeof EXPORT_DETAILS, string>> = {
  'export-lacks': '缺少 {path}',
  'export-no-weights': '其 ONNX 文件的名称都不是 Transformers.js 会加载的',
  'export-no-json': '其 {file} 不是 JSON',
  'export-odd-file': '其 {file} 与 diffusers 写出的不同：{error}',
  'export-unreadable': '无法读取其 {file}：{error}',
  'export-pipeline': '其 model_index.json 指定的流水线 {pipeline} 不在此运行',
  'export-refiner': '其 model_index.json 像精修模型那样要求美学评分，不在此运行',
  'export-no-text': '其 model_index.json 没有指定 text_encoder',
  'export-scheduler': '其 scheduler_config.json 指定的 {scheduler} 未知',
  'export-option': '其 scheduler_config.json 要求 {option}，此处不支持',
  'export-option-other':
    '其 scheduler_config.json 要求 {option}，{scheduler} 在此不支持；可以选择其他采样器',
  'export-betas': '其 scheduler_config.json 为 {timesteps} 个时间步给出了 {betas} 个 trained_betas',
  'export-variance':
    '其 scheduler_config.json 说明由模型给出方差（variance_type {variance}），此处不支持',
  'export-zero-snr':
    '其 scheduler_config.json 同时要求 rescale_betas_zero_snr 和 prediction_type epsilon，而仅凭噪声得不到图片',
  'export-shift': '其自编码器会平移潜变量，此处不支持',
  'export-no-control': '没有用于 {control} 的控制网络，例如 controlnet_{control}/model.onnx',
  'export-control-alone': '其 {part} 需要 cnet/model.onnx（带有相应输入的 U-Net），但该文件不存在',
  'export-control-unnamed':
    '其 {part}/config.json 没有说明保留什么；请把文件夹重命名为 controlnet_canny 之类的名称',
  'export-no-input': '其 {part} 缺少输入 {input}；现有 {inputs}',
  'export-odd-input': '其 {part} 要求未知的 {input}',
  'export-odd-type': '其 {part} 的 {port} 是 {type}，此处只支持 {known}',
  'export-no-state': '其 {part} 没有给出 {state}；需要带有隐藏状态的导出',
  'export-widths': '其文本编码器为每个词给出 {width} 个数，而其 {part} 接受 {taken} 个',
  'export-inputs': '其 {part} 有 {inputs} 个输入，而应为一个',
  'export-channels': '其 {part} 接受 {taken} 个通道，而其 vae_decoder 给出 {channels} 个',
  'export-blind': '它在给定的图片上作画，却没有用来读取图片的 vae_encoder',
  'export-states': '其 {part} 给出 {states} 个内部状态，而其 {network} 接受 {taken} 个',
};
