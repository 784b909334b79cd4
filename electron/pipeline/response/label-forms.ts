// The words under which a text speaks of a detector's label: singular and plural in English, and the
// Chinese names of the things that detectors are usually taught (the 80 of COCO). Other words for the
// same thing are not known here.

import { formsOf } from '../../controllers/rules/inflect.ts';

export interface LabelForms {
  readonly label: string;
  readonly singular: readonly string[];
  readonly plural: readonly string[];
  /** In Chinese characters; empty where it is not known. */
  readonly han: readonly string[];
}

const IRREGULAR: Readonly<Record<string, string>> = {
  ...{ person: 'people', man: 'men', woman: 'women', child: 'children', mouse: 'mice' },
  ...{ goose: 'geese', foot: 'feet', tooth: 'teeth', knife: 'knives', leaf: 'leaves' },
  ...{ wolf: 'wolves', loaf: 'loaves', shelf: 'shelves', scarf: 'scarves', calf: 'calves' },
  ...{ sheep: 'sheep', deer: 'deer', fish: 'fish', scissors: 'scissors', skis: 'skis' },
  ...{ bus: 'buses', potato: 'potatoes', tomato: 'tomatoes', aircraft: 'aircraft' },
};

const HAN_NAMES = `person 人|bicycle 自行车 单车|car 汽车 轿车 车|motorcycle 摩托车|airplane 飞机|bus 公交车 巴士 公共汽车|
train 火车 列车|truck 卡车 货车|boat 船|traffic light 红绿灯 交通灯|fire hydrant 消防栓|stop sign 停车标志|
parking meter 停车计时器|bench 长椅 长凳|bird 鸟|cat 猫|dog 狗|horse 马|sheep 羊 绵羊|cow 牛 奶牛|elephant 大象 象|
bear 熊|zebra 斑马|giraffe 长颈鹿|backpack 背包|umbrella 雨伞 伞|handbag 手提包|tie 领带|suitcase 行李箱 手提箱|
frisbee 飞盘|snowboard 滑雪板|kite 风筝|skateboard 滑板|surfboard 冲浪板|bottle 瓶子|wine glass 酒杯|cup 杯子|
fork 叉子|knife 刀|spoon 勺子|bowl 碗|banana 香蕉|apple 苹果|sandwich 三明治|orange 橙子 橘子|broccoli 西兰花|
carrot 胡萝卜|hot dog 热狗|pizza 披萨 比萨|donut 甜甜圈|cake 蛋糕|chair 椅子|couch 沙发|potted plant 盆栽|bed 床|
dining table 餐桌 桌子|toilet 马桶|tv 电视 电视机|laptop 笔记本电脑|mouse 鼠标|remote 遥控器|keyboard 键盘|
cell phone 手机|microwave 微波炉|oven 烤箱|toaster 烤面包机|sink 水槽|refrigerator 冰箱|book 书|clock 时钟 钟|
vase 花瓶|scissors 剪刀|teddy bear 泰迪熊|hair drier 吹风机|toothbrush 牙刷`;

const HAN_BY_LABEL: ReadonlyMap<string, readonly string[]> = new Map(
  HAN_NAMES.split(/\|\s*/u).map((entry) => {
    const [, label = '', names = ''] = /^([a-z ]+) (\S.*)$/u.exec(entry) ?? [];
    return [label, names.split(' ')];
  }),
);

export function labelForms(label: string): LabelForms {
  const singular = label
    .toLowerCase()
    .replace(/[_\s]+/gu, ' ')
    .trim();
  const regular = pluralOf(singular);
  return {
    label,
    singular: [singular],
    plural: singular === 'person' ? [regular, 'persons'] : [regular],
    han: /\p{Script=Han}/u.test(singular) ? [singular] : (HAN_BY_LABEL.get(singular) ?? []),
  };
}

/** "4 zebras", "1 zebra" */
export function countedLabel(label: string, count: number): string {
  return `${count} ${count === 1 || /\p{Script=Han}/u.test(label) ? label : pluralOf(label)}`;
}

/** A noun takes the ending of a verb's third person. */
function pluralOf(label: string): string {
  const [last = ''] = /\S+$/u.exec(label) ?? [];
  const start = label.slice(0, label.length - last.length);
  return (
    start + (IRREGULAR[last] ?? (last.endsWith('s') ? `${last}es` : (formsOf(last)[1] ?? last)))
  );
}
