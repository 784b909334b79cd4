// Word lists that the English phrases share, by name: {image} in a phrase is any of these. Data only.

import type { WordLists } from './pattern.ts';

export const ENGLISH_WORDS = {
  // Things
  picture:
    'image|images|picture|pictures|photo|photos|photograph|photographs|pic|pics|snapshot|snapshots|screenshot|screenshots|illustration|illustrations|graphic|graphics|drawing|artwork|painting|visual|visuals|visualization|visualisation|jpg|png',
  image: '@image|{picture}',
  audio:
    '@audio|audio|recording|recordings|sound|sounds|clip|speech|voice|podcast|voicemail|song|music|wav|mp3',
  speechform:
    'audio|speech|spoken|voice|audible|audibly|verbal|verbally|vocal|voiceover|voice-over|narration|audiobook|sound|aloud',
  text: '@text|text|texts|passage|paragraph|paragraphs|article|articles|sentence|sentences|statement|statements|content|contents|document|documents|essay|report|message|note|notes|letter|email|story|speech|transcript|transcription|description|caption|phrase|phrases|quote|quotes|words|information|answer|response|review|book|chapter|script|blog|post|data|@quote|it|this|them|that',
  writing:
    'text|texts|words|writing|writings|lettering|letters|characters|sentence|sentences|quote|quotes|message|inscription|textual content|written content|textual information|textual data|handwriting',
  document:
    'document|documents|invoice|receipt|form|contract|letter|bill|certificate|statement|pdf|page|report|paper|article|menu|ticket|memo|brochure|manual|scan',
  table: '@table|table|tables|tabular|tabulated|spreadsheet|csv|chart|columns|rows',
  objects:
    'object|objects|item|items|element|elements|thing|things|component|components|entity|animals|animal|cars|vehicles|people|persons|faces|fruits|products|zebras|cats|dogs|birds|figures|signs|trees|buildings|plants|flowers|furniture|logos|ingredients|landmarks',
  plurals:
    'objects|items|elements|things|components|entities|animals|people|persons|faces|fruits|products|vehicles|cars|plants|figures|individuals|creatures',
  language:
    'english|french|spanish|german|italian|chinese|mandarin|japanese|korean|russian|portuguese|arabic|hindi|dutch|swedish|polish|turkish|greek|hebrew|latin|vietnamese|thai|ukrainian|danish|norwegian|finnish|czech|romanian|hungarian|indonesian',
  colour:
    'color|colors|colour|colours|coloring|colouring|hue|tint|red|blue|green|yellow|black|white|orange|purple|pink|brown|gray|grey',
  quality: 'quality|clarity|resolution|sharpness|clearness|sharper|clearer|crisper',
  noise:
    'noise|noises|noisy|static|hiss|hissing|hum|crackle|crackling|buzz|buzzing|interference|background sounds|echo|muffled|distorted|distortion',
  emotion:
    'emotion|emotions|emotional|mood|moods|tone|tones|sentiment|sentiments|feeling|feelings|mental state',
  class:
    'category|categories|class|classes|label|classification|type|kind|genre|sort|categorization|categorisation',

  // Actions, in every form that follows "can you", "by", "to" or "I would like it"
  make: 'make|makes|making|made|create|creates|creating|created|generate|generates|generating|generated|produce|produces|producing|produced|craft|crafting|design|designing|build|building|compose|composing|develop|developing|come up with|coming up with|construct|constructing|prepare|preparing|form|forming|formulate|formulating|give|giving|have|having|get|getting|need|want|like|see|turn|turning|put together|putting together|assemble|assembling',
  create:
    'make|makes|making|made|create|creates|creating|created|generate|generates|generating|generated|produce|produces|producing|produced|craft|crafting|design|designing|render|rendering|draw|drawing|drawn|paint|painting|sketch|sketching|illustrate|illustrating|compose|composing|develop|developing|come up with|coming up with|construct|constructing|build|building|form|forming|conjure|conjuring|imagine',
  convert:
    'convert|converts|converting|converted|conversion|turn|turns|turning|turned|transform|transforms|transforming|transformed|change|changing|transfer|transferring|adapt|adapting|bring|put|render|rendering|morph|morphing|make|making|express|present|deliver|provide|transition|transcribe|translating|translate',
  change:
    'change|changes|changing|changed|alter|alters|altering|altered|modify|modifies|modifying|modified|edit|edits|editing|edited|adjust|adjusting|adjusted|recolor|recoloring|recolour|swap|swapping|replace|replacing|switch|switching|update|updating|tweak|tweaking|convert|converting|turn|turning|manipulate|manipulating|revise|revising|paint|make|making|shift|shifting|repaint|set|setting',
  improve:
    'improve|improves|improving|improved|enhance|enhances|enhancing|enhanced|enhancement|better|upscale|upscaling|sharpen|sharpening|deblur|deblurring|restore|restoring|refine|refining|upgrade|upgrading|boost|boosting|clean|cleans|cleaning|clear up|clearing up|fix|fixing|polish|polishing|optimize|optimise|increase|increasing|raise|denoise|denoising',
  find: 'find|finding|find out|finding out|identify|identifies|identifying|identified|determine|determines|determining|detect|detects|detecting|recognize|recognizing|recognise|recognising|figure out|figuring out|discover|discovering|spot|spotting|pinpoint|pinpointing|tell|know|knowing|name|naming|list|listing|learn|pick out|uncover|discern|discerning|distinguish|specify|understand|understanding|label|labeling|labelling|unravel|unravelling|unveil',
  locate:
    'locate|locates|locating|detect|detects|detecting|detected|spot|spotting|pinpoint|pinpointing|find|finding|search for|searching for|look for',
  identify:
    'identify|identifies|identifying|identified|identification|recognize|recognizing|recognise|recognising|detect|detects|detecting|detected|detection|spot|spotting|find|finding|locate|locating|list|listing|label|labeling|labelling|name|naming|determine|determining|discover|discovering|pick out|uncover|uncovering|distinguish|distinguishing|recognition|unravel|unveil|pinpoint|pinpointing|tag|tagging|point out|mark|spot',
  classify:
    'classify|classifies|classifying|classified|classification|categorize|categorizes|categorizing|categorized|categorise|categorising|categorization|label|labeling|labelling|sort|sorting',
  analyse:
    'analyze|analyzing|analyse|analysing|analysis|examine|examining|inspect|inspecting|interpret|interpreting|interpretation|study|studying|process|processing|understand|understanding|explore|exploring|evaluate|evaluating|assess|assessing|make sense of|making sense of|decipher|deciphering|dissect|look at|looking at|comprehend',
  extract:
    'extract|extracts|extracting|extracted|extraction|pull|pulling|get|getting|obtain|obtaining|read|reading|recognize|recognizing|recognise|transcribe|transcribing|transcription|decode|decoding|decipher|deciphering|retrieve|retrieving|capture|capturing|copy|digitize|digitizing|digitise|grab|gather|interpret|interpreting|fetch|collect|lift|detect|detecting|understand|understanding|make out',
  describe:
    'describe|describes|describing|described|description|descriptions|caption|captions|captioning|depict|narrate',
  write:
    'write|writes|writing|written|generate|generates|generating|generated|compose|composing|composed|create|creates|creating|created|craft|crafting|draft|drafting|produce|producing|develop|developing|formulate|formulating|come up with|coming up with|prepare|preparing|pen|build|suggest|suggesting|construct|constructing|invent|devise|weave',
  speak:
    'read|reads|reading|speak|speaks|speaking|say|saying|recite|reciting|narrate|narrating|vocalize|vocalizing|vocalise|vocalising|pronounce|pronouncing|utter|voice|dictate',
  compare:
    'compare|compares|comparing|compared|comparison|match|matching|measure|measuring|check|checking|evaluate|evaluating|assess|assessing|determine|determining|calculate|calculating|analyze|analyse|find|finding|gauge',
  similar:
    'similar|similarity|similarities|alike|identical|related|close|closely|closeness|resemble|resembles|resemblance|semantically|equivalent|match|matches|relate|relates|relation|comparable|correlate|align|aligns|correspond|corresponds',
  know: 'know|knowing|understand|understanding|find out|finding out|figure out|figuring out|learn|learning|determine|determining|tell me|telling me|tell us|identify|identifying|discover|discovering|deduce|deducing|curious about|curious to know|wondering about|wondering|wonder|clarify|confirm|ask|asking|query|answer|answering|explain|explaining|decipher|deciphering|establish|discern|work out',
  wh: "what|what's|who's|where's|which|who|whom|whose|when|where|why|how many|how much|how old|how long|how",
  a: 'a|an|some|the|this|that|its|it|your|my|another|one',
} as const satisfies WordLists;
