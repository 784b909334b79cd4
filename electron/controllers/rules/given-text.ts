// A text that is given without quotation marks: behind a short instruction and a colon, up to the end of the
// request or to a last sentence that asks for more. "Summarise: It rained. We stayed in. Then say it in German."

/** Where the text stands in the request; UTF-16 code units, end exclusive. */
export interface GivenText {
  readonly start: number;
  readonly end: number;
}

const INSTRUCTED = /^[^\n.?!:：。？！]{2,100}[:：]\s*(?=\S)/u;
/** What only tells that there is a text; what is to be done with it has to come after it. */
const TELLS =
  /^\s*(?:(?:my|our|the|an?|here|this|these|there|it|i|we|text|sentence|paragraph|passage|review|message|context|note|question)\b(?!')|(?:以下|下面|这)是|我)/i;
/** What an instruction says that a text follows. */
const TAKES_TEXT =
  /\b(?:summari[sz]e|sum up|shorten|condense|translate|translation|say|speak|read|classify|rephrase|paraphrase|reword|rewrite|text|sentence|paragraph|passage|review|message|following|sentiment|mood|names|entities|keywords)\b|总结|概括|摘要|翻译|译成|朗读|念|改写|分析|以下|下面/i;
/** What begins so asks by itself: a list of things to do, or a question. */
const ASKS =
  /^(?:\d+[.)]|[-*•]|(?:what|who|whose|where|when|why|how|which|is|are|do|does|did|can|could|would|will|please|first|tell|read|find|describe|generate|create|make|draw|paint|translate|summari[sz]e|count|compare|extract|detect|say|classify|write)\b|请|帮|先)/i;
const VERBS = 'translate|say|speak|read|draw|paint|generate|create|make|summari[sz]e|classify|tell';
const CHINESE_VERBS = '翻译|译成|朗读|念|画|总结|概括';
const STARTS =
  '(?:and )?then|after that|afterwards|finally|also|please|can you|could you|would you|然后|接着|再|最后|请';
/** A last sentence that asks for work on what stands before it. */
const LAST = new RegExp(
  [
    `(?<=[.?!…。！？]["'”’」]?)\\s*(?:`,
    `(?:${STARTS})[ ,，]?[^.?!。！？\\n]{0,80}(?:${VERBS}|${CHINESE_VERBS})|`,
    `(?:${VERBS}) (?:it|this|that|them|the text)\\b|`,
    `(?:${CHINESE_VERBS})(?:一下|它|这|成))`,
    '[^.?!。！？\\n]{0,80}[.?!。！？]?\\s*$',
  ].join(''),
  'iu',
);

export function givenText(request: string): GivenText | undefined {
  const head = INSTRUCTED.exec(request)?.[0] ?? '';
  const body = request.slice(head.length);
  if (!TAKES_TEXT.test(head) || ASKS.test(body)) {
    return undefined;
  }
  const last = LAST.exec(body)?.index;
  if (last === undefined && TELLS.test(head)) {
    return undefined; // what is to be done with it is said in another way
  }
  const text = body.slice(0, last).trimEnd();
  return text === '' ? undefined : { start: head.length, end: head.length + text.length };
}
