// English and Chinese small talk, which asks for no task: rules that win their words and plan nothing, and
// the greetings that a longer request may open with. Data only; see rule.ts.

import type { Rule } from './rule.ts';

export const SMALL_TALK_RULES: readonly Rule[] = [
  {
    tasks: [],
    because: 'is small talk',
    weight: 6,
    phrases: [
      'how (are|is) (you|it going|things|everything) [doing] [today]',
      "(how's|hows) (it going|things|life|everything)",
      '(who|what) are you',
      "(what's|what is|whats) (up|your name)",
      '(nice|good|great|pleased) to (meet|see) you',
      '(thanks|thank you|thank|cheers|goodbye|bye|good morning|good evening|good night|good afternoon|see you|well done|good job)',
      '^ (hi|hello|hey|greetings|ok|okay|yes|no|great|nice|cool)',
      '你好吗?',
      '(您好|谢谢|再见|早上好|晚上好|你是谁|你叫什么)',
    ],
    examples: [],
  },
];
