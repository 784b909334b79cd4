// Word lists that the English phrases share, by name: {image} in a phrase is any of these. Data only.

import type { WordLists } from './pattern.ts';

export const ENGLISH_WORDS = {
  // Things
  picture:
    'image|images|imagery|picture|pictures|photo|photos|photograph|photographs|pic|pics|snapshot|snapshots|screenshot|screenshots|illustration|illustrations|graphic|graphics|drawing|artwork|painting|visual|visuals|visualization|visualisation|jpg|png|selfie|portrait|scan|scene',
  pictures:
    'images|pictures|photos|photographs|pics|snapshots|illustrations|graphics|drawings|paintings|artworks|sketches|portraits',
  number: 'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve',
  image: '@image|{picture}',
  audio:
    '@audio|audio|recording|recordings|sound|sounds|clip|speech|voice|podcast|voicemail|song|music|wav|mp3|track|soundtrack|interview|lecture|noise',
  speechform:
    'audio|speech|spoken|voice|audible|audibly|verbal|verbally|vocal|voiceover|voice-over|narration|audiobook|sound|aloud|auditory|oral|orally',
  text: '@text|text|texts|passage|paragraph|paragraphs|article|articles|sentence|sentences|statement|statements|content|contents|document|documents|essay|report|message|note|notes|letter|email|story|speech|transcript|transcription|description|caption|phrase|phrases|quote|quotes|words|information|answer|response|review|book|chapter|script|blog|post|data|excerpt|summary|translation|result|results|output|@quote|it|this|them|that',
  writing:
    'text|texts|words|writing|writings|lettering|letters|characters|sentence|sentences|quote|quotes|message|inscription|textual content|written content|textual information|textual data|handwriting|wording|print',
  document:
    'document|documents|invoice|receipt|form|contract|letter|bill|certificate|statement|pdf|page|report|paper|article|menu|ticket|memo|brochure|manual|scan|passport|agreement|policy|study',
  table: '@table|table|tables|tabular|tabulated|spreadsheet|csv|chart|columns|rows',
  objects:
    'object|objects|item|items|element|elements|thing|things|component|components|entity|{plurals}|figures|signs|trees|buildings|flowers|furniture|logos|ingredients|landmarks|animal',
  plurals:
    'objects|items|elements|things|components|entities|animals|people|persons|faces|fruits|products|vehicles|cars|plants|figures|individuals|creatures|species|bicycles|zebras|cats|dogs|birds|tools|buildings|signs|trees|boats|ships|insects|toys',
  language:
    'english|french|spanish|german|italian|chinese|mandarin|japanese|korean|russian|portuguese|arabic|hindi|dutch|swedish|polish|turkish|greek|hebrew|latin|vietnamese|thai|ukrainian|danish|norwegian|finnish|czech|romanian|hungarian|indonesian|bengali|urdu|persian|malay|swahili|catalan|bulgarian|croatian|serbian|slovak|irish|welsh|icelandic|cantonese|tamil',
  shade:
    'red|blue|green|yellow|black|white|orange|purple|pink|brown|gray|grey|golden|gold|silver|turquoise|violet|beige|greener|redder|bluer',
  colour: 'color|colors|colour|colours|coloring|colouring|hue|tint|{shade}',
  quality: 'quality|clarity|resolution|sharpness|clearness|sharper|clearer|crisper|intelligibility',
  noise:
    'noise|noises|noisy|static|hiss|hissing|hum|hums|humming|crackle|crackles|crackling|buzz|buzzing|interference|background sounds|echo|echoes|muffled|distorted|distortion|rustling',
  emotion:
    'emotion|emotions|emotional|mood|moods|tone|tones|sentiment|sentiments|feeling|feelings|mental state|attitude',
  feels:
    'positive|negative|neutral|favourable|favorable|unfavourable|friendly|hostile|angry|happy|sad|sarcastic|spam|offensive|pleased|annoyed|satisfied|dissatisfied|upset|unhappy|polite|rude|optimistic|pessimistic',
  class:
    'category|categories|class|classes|label|classification|type|kind|genre|sort|categorization|categorisation|group',
  genre:
    'story|stories|tale|tales|narrative|essay|poem|poems|haiku|limerick|rhyme|article|script|screenplay|blog|blog post|post|recipe|toast|riddle|plot|review|letter|email|headline|slogan|report|lyrics|verse|verses|ending|beginning|chapter|sequel|tagline|title|tweet|advert|advertisement|ad|bio|biography|product description|novel|fable|monologue|paragraph|paragraphs',
  region:
    'region|regions|segment|segments|part|parts|area|areas|section|sections|zone|zones|piece|pieces|layer|layers|foreground|background',
  divide:
    '(divide+|split|splits|splitting|separate+|separation|isolate+|partition+|cut|cuts|cutting|break|breaking|outline+|delineate+)',
  recognise: '(recognise+|recognition|identify+|detect+|determine+|tell|which|what|name+)',
  voiced: '(speak|speaks|speaking|spoken|voice+|narrate+|read|pronounce+|recite+|vocalise+)',

  // Actions, in every form that follows "can you", "by", "to" or "I would like it"
  make: 'make|makes|making|made|create+|generate+|produce+|craft+|design+|build|building|built|compose+|develop+|come up with|coming up with|construct+|prepare+|form+|formulate+|give|giving|have|having|get|getting|need|want|like|see|turn+|put together|putting together|assemble+|provide+|record+|output',
  create:
    'make|makes|making|made|create+|generate+|produce+|craft+|design+|render+|draw|draws|drawing|drawn|paint+|sketch+|illustrate+|compose+|develop+|come up with|coming up with|construct+|build|building|built|form+|conjure+|imagine|synthesise+|do',
  convert:
    'convert+|turn+|transform+|change+|transfer|transferring|transferred|adapt+|bring|bringing|put|putting|render+|morph+|make|making|made|express+|present+|deliver+|provide+|transition+|transcribe+|translate+|switch+|recast|rework+',
  change:
    'change+|alter+|modify+|edit+|adjust+|recolor+|recolour+|swap+|replace+|switch+|update+|tweak+|convert+|turn+|manipulate+|revise+|paint+|make|making|made|shift+|repaint+|set|setting|color+|colour+|tint+|dye+|modification|customise+|redesign+|rework+',
  improve:
    'improve+|improvement|enhance+|enhancement|better|upscale+|sharpen+|deblur+|restore+|restoration|refine+|refinement|upgrade+|boost+|clean+|clear up|clearing up|clear|cleared up|fix+|polish+|optimise+|increase+|raise+|denoise+|retouch+|remaster+|brighten+|colourise+|clarify+|perfect+',
  find: 'find|finds|finding|found|find out|finding out|identify+|determine+|detect+|recognise+|figure out|figuring out|discover+|spot+|pinpoint+|tell|know|knowing|name|naming|list|listing|listed|learn+|pick out|picking out|uncover+|discern+|distinguish+|specify+|understand|understanding|label|labeling|labelling|labelled|unravel|unravelling|unveil+|establish+|work out|working out|single out|recognition|identification|determination',
  locate:
    'locate+|detect+|spot+|pinpoint+|find|finding|search+ for|look for|looking for|mark+|localise+|point out|pointing out',
  identify:
    'identify+|identification|recognise+|detect+|detection|spot+|find|finding|found|locate+|localise+|list|listing|listed|label|labeling|labelling|labelled|name+|determine+|discover+|pick out|picking out|uncover+|distinguish+|recognition|unravel|unveil+|pinpoint+|tag+|point out|pointing out|mark+|single out|singling out|highlight+|outline|enumerate+|catalogue+|annotate+|box+|see',
  classify:
    'classify+|classification|categorise+|categorisation|categorization|label|labeling|labelling|labelled|sort+|group+',
  analyse:
    'analyse+|analysis|examine+|examination|inspect+|interpret+|interpretation|study|studying|process+|understand|understanding|explore+|evaluate+|evaluation|assess+|assessment|make sense of|making sense of|decipher+|dissect+|look at|looking at|comprehend+|investigate+|review|reviewing|scan+',
  extract:
    'extract+|extraction|pull+|get|gets|getting|obtain+|read|reading|recognise+|transcribe+|transcription|decode+|decipher+|retrieve+|capture+|copy+|digitise+|grab+|gather+|interpret+|fetch+|collect+|lift+|detect+|understand|understanding|make out|take|taking|need|want|scrape+|convert+|isolate+|turn+|identify+|recognition',
  describe:
    'describe+|description|descriptions|caption|captions|captioning|captioned|depict+|narrate+|portray|portraying',
  write:
    'write|writes|writing|written|wrote|generate+|compose+|create+|craft+|draft+|produce+|develop+|formulate+|come up with|coming up with|prepare+|pen|build|suggest+|construct+|invent+|devise+|weave|think up|make up|make|making|dream up',
  speak:
    'read|reads|reading|speak|speaks|speaking|say|saying|recite+|narrate+|vocalise+|pronounce+|utter+|voice+|dictate+|tell|announce+',
  compare:
    'compare+|comparison|match+|measure+|check+|evaluate+|assess+|determine+|calculate+|analyse+|find|finding|gauge+',
  similar:
    'similar|similarity|similarities|alike|identical|related|close|closely|closeness|resemble+|resemblance|semantically|equivalent|match+|relate+|relation|comparable|correlate+|align+|correspond+|near',
  know: 'know|knowing|understand|understanding|find out|finding out|figure out|figuring out|learn|learning|determine+|tell me|telling me|tell us|identify+|discover+|deduce+|curious about|curious to know|wondering about|wondering|wonder|clarify|confirm+|ask+|query|answer|answering|explain+|decipher|deciphering|establish+|discern|work out|let me know|see|check|say|look up',
  wh: "what|what's|who's|where's|which|who|whom|whose|when|where|why|how many|how much|how often|how old|how long|how",
  a: 'a|an|some|the|this|that|its|it|your|my|another|one',
} as const satisfies WordLists;
