import type { Messages } from '../messages.ts';

export const graph: Messages['graph'] = {};
