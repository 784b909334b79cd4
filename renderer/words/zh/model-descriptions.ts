// 目录中的模型和内置模型的说明，以其英文原文为键；没有译文的按英文显示。

export const MODEL_DESCRIPTIONS: Readonly<Record<string, string>> = {
  // 文字
  'Says whether an English text is positive or negative.': '判断英文文本是正面还是负面。',
  'Gives a review in one of six languages one to five stars.': '为六种语言的评论打一到五星。',
  'Tells negative, neutral and positive short messages apart.':
    '区分短消息的负面、中性和正面情绪。',
  'Marks people, organisations and places in several widely spoken languages.':
    '标出多种常用语言中的人名、机构名和地名。',
  'Marks people, organisations, places and other names in English text.':
    '标出英文文本中的人名、机构名、地名和其他名称。',
  'Marks people, organisations and places in ten widely spoken languages.':
    '标出十种常用语言中的人名、机构名和地名。',
  'Points to the words of an English passage that answer a question.':
    '在英文文段中指出回答问题的词句。',
  'Answers from an English passage, and can tell when the answer is not in it.':
    '根据英文文段回答问题，并能看出文段中没有答案。',
  'Answers from a passage with a larger reader that also knows unanswerable questions.':
    '用更大的阅读模型根据文段回答，也能识别无法回答的问题。',
  'Fills a masked word with a very small encoder.': '用很小的编码器填入被遮住的词。',
  'Fills a masked word in English, in long texts too.': '填入英文中被遮住的词，也适用于长文本。',
  'Fills a masked word in English with the larger encoder of its family.':
    '用同系列中较大的编码器填入英文中被遮住的词。',
  'Shortens English news and articles with six layers on either side.':
    '概括英文新闻和文章，编码器和解码器各六层。',
  'Shortens articles with the full encoder and half of the decoder.':
    '概括文章，使用完整的编码器和一半的解码器。',
  'Shortens English news and articles with the undistilled model.':
    '用未经蒸馏的模型概括英文新闻和文章。',
  'Translates from English into a few European languages.': '把英文翻译成几种欧洲语言。',
  'Translates directly between any two of about a hundred languages.':
    '在约一百种语言中的任意两种之间直接翻译。',
  'Translates between two hundred languages; its licence excludes commercial use.':
    '在两百种语言之间翻译；许可证不允许商业使用。',
  'Follows short instructions on a text with a small T5.': '用小型 T5 按简短的指令处理文本。',
  'Follows instructions on a text with a middle-sized T5.': '用中型 T5 按指令处理文本。',
  'Follows instructions and answers questions with a large T5.': '用大型 T5 执行指令并回答问题。',
  'Writes short English texts where memory is scarce.': '在内存紧张时撰写简短的英文文本。',
  'Converses and can think before it answers, in a small space.':
    '可以对话，能先思考再回答，占用空间小。',
  'Writes and converses with a good balance of size and sense, and can think first.':
    '撰写和对话，大小与能力较为均衡，能先思考。',
  'Writes and converses with the most sense of the three, and can think first.':
    '撰写和对话，三者中能力最强，能先思考。',
  'Turns an English sentence into 384 numbers that can be compared.':
    '把英文句子变成 384 个可以比较的数。',
  'Compares texts across about a hundred languages; each text wants the prefix query: or passage:.':
    '比较约一百种语言的文本；每段文本需加前缀 query: 或 passage:。',
  'Compares texts in many languages with the strongest small embedding model of the three.':
    '比较多种语言的文本，是三个小型嵌入模型中最强的。',
  'Scores how well each passage answers a query, fast.': '快速为各文段与查询的相符程度打分。',
  'Scores how well each passage answers a query, with twice the layers.':
    '用两倍的层数为各文段与查询的相符程度打分。',
  'Reranks passages for a query with a larger cross-encoder.':
    '用更大的交叉编码器按查询为文段重新排序。',
  'Chooses among labels given in the request, with the smallest of its family.':
    '在请求给出的标签中选择，是同系列中最小的模型。',
  'Chooses among labels given in the request, more reliably than the smallest.':
    '在请求给出的标签中选择，比最小的模型更可靠。',
  'Chooses among labels given in the request, trained for nothing else.':
    '专为在请求给出的标签中选择而训练。',

  // 图片
  'Names what a picture shows, among the thousand ImageNet classes, in a few megabytes.':
    '在 ImageNet 的一千个类别中说出图片的内容，只有几兆字节。',
  'Names what a picture shows, among the thousand ImageNet classes.':
    '在 ImageNet 的一千个类别中说出图片的内容。',
  'Names what a picture shows, with a large network.': '用大型网络说出图片的内容。',
  'Chooses which of the given labels fits a picture.': '选出给定标签中适合图片的一个。',
  'Judges each given label for a picture by itself, so that none may fit.':
    '对每个给定的标签单独判断，因此可能一个也不适合。',
  'Chooses which of the given labels fits a picture, with a larger eye.':
    '用更大的视觉模型选出给定标签中适合图片的一个。',
  'Finds everyday things in a picture with a tiny network.': '用很小的网络找出图片中的日常物品。',
  'Finds everyday things in a picture and where they are.': '找出图片中的日常物品及其位置。',
  'Finds everyday things in a picture with a recent, quick and exact network.':
    '用较新、快速而准确的网络找出图片中的日常物品。',
  'Finds the things that the request names.': '找出请求所说的物品。',
  'Finds the things that the request names, better trained and in finer detail.':
    '找出请求所说的物品，训练更充分，更为细致。',
  'Finds what a phrase describes; each label should be lower case and end with a full stop.':
    '找出短语所描述的物品；每个标签应为小写并以英文句点结尾。',
  "Labels every pixel of a scene with one of 150 classes, in a few megabytes; NVIDIA's licence excludes commercial use.":
    '为场景的每个像素标上 150 个类别之一，只有几兆字节；NVIDIA 的许可证不允许商业使用。',
  'Outlines each thing of a picture by itself, and the ground around them.':
    '分别勾勒图片中的每个物体以及周围的背景。',
  "Labels every pixel of a scene with one of 150 classes, with fine borders; NVIDIA's licence excludes commercial use.":
    '为场景的每个像素标上 150 个类别之一，边界细致；NVIDIA 的许可证不允许商业使用。',
  'Cuts people out of a portrait.': '从人像中抠出人物。',
  'Cuts out whatever stands in front, not only people.': '抠出前景中的任何东西，不限于人物。',
  'Cuts out whatever stands in front with fine edges such as hair.':
    '抠出前景中的任何东西，头发等边缘也很细致。',
  'Estimates how far each point of a picture is, quickly.': '快速估计图片中各点的距离。',
  'Estimates how far each point of a picture is; its licence excludes commercial use.':
    '估计图片中各点的距离；许可证不允许商业使用。',
  'Estimates distance in the finest detail of the three; its licence excludes commercial use.':
    '估计距离，三者中最细致；许可证不允许商业使用。',
  'Finds the 17 joints of each person that a detector has found.':
    '为检测到的每个人找出 17 个关节点。',
  'Draws soft edges by DexiNed, in place of HED itself.': '用 DexiNed 画出柔和边缘，代替 HED。',
  'Doubles the size of a picture with a light network.': '用轻量网络把图片放大一倍。',
  'Doubles the size of a clean picture.': '把清晰的图片放大一倍。',
  'Makes a worn photograph four times as large and cleaner.': '把旧照片放大到四倍并变得更清晰。',
  'Describes a picture in one short English sentence; it does not read text.':
    '用一句简短的英文描述图片，不识别文字。',
  'Describes a picture at three lengths, or reads the text in it, as its prompt asks.':
    '按提示以三种长度描述图片，或识别其中的文字。',
  'Describes or reads a picture as its prompt asks, with the larger model.':
    '用更大的模型按提示描述图片或识别文字。',
  'Answers a question from a pictured document without a separate reader of text.':
    '直接根据文档图片回答问题，无需另外识别文字。',
  'Answers English questions about a picture where memory is scarce.':
    '在内存紧张时回答关于图片的英文问题。',
  'Answers English questions about pictures and documents.': '回答关于图片和文档的英文问题。',
  'Answers English questions about pictures and documents with the full-sized model.':
    '用完整大小的模型回答关于图片和文档的英文问题。',
  'Makes a small square picture from a description, token by token.':
    '按描述逐个词元地生成一张小的方形图片。',
  'Makes a small square picture from a description, better trained than its forerunner.':
    '按描述生成一张小的方形图片，训练比前一代更充分。',
  'Makes a picture of 512 × 512 pixels from a description, in a few steps; for research and private use.':
    '按描述用几步生成 512 × 512 像素的图片；仅供研究和个人使用。',

  // 声音
  'Writes down speech in many languages, quickly.': '快速把多种语言的语音转成文字。',
  'Writes down speech in many languages with fewer mistakes.':
    '把多种语言的语音转成文字，错误更少。',
  'Writes down speech in many languages with the largest encoder and a short decoder.':
    '用最大的编码器和较短的解码器把多种语言的语音转成文字。',
  'Recognises a dozen short spoken commands.': '识别十几个简短的语音命令。',
  'Names the sounds of a recording, among 527 classes such as rain, dog or piano.':
    '在雨声、狗叫、钢琴等 527 个类别中说出录音里的声音。',
  'Speaks English in one voice; its licence excludes commercial use.':
    '用一种声音朗读英文；许可证不允许商业使用。',
  'Speaks English quickly, in a voice that is a file of its own.':
    '快速朗读英文，声音是单独的文件。',
  'Speaks English with the most natural voice of the three, from phonemes.':
    '根据音素朗读英文，三者中声音最自然。',

  // 内置
  'Takes the noise out of a recorded voice with a small recurrent network.':
    '用小型循环网络去除录音中的噪声。',
  'Draws edges with the Canny detector of OpenCV, its thresholds set by the picture.':
    '用 OpenCV 的 Canny 检测器画出边缘，阈值由图片决定。',
  'Reads a printed English document with Tesseract and picks the field or sentence that fits the question.':
    '用 Tesseract 识别印刷的英文文档，选出与问题相符的字段或句子。',
  'Edits a picture without a model, as a text says: greyscale, sepia, invert, blur, sharpen, brighten or darken, more or less contrast or saturation, rotate, flip or mirror, crop, resize, thumbnail, and tint with a colour.':
    '不用模型，按文字编辑图片：灰度、棕褐色、反色、模糊、锐化、调亮或调暗、调整对比度或饱和度、旋转、翻转或镜像、裁剪、缩放、缩略图、染色。',
  'Reads printed English text in a picture with Tesseract; it describes no scenes.':
    '用 Tesseract 识别图片中印刷的英文文字，不描述场景。',
  'Finds straight lines with the Hough transform of OpenCV, standing in for M-LSD.':
    '用 OpenCV 的霍夫变换检测直线，代替 M-LSD。',
  'Finds the words of an English passage that fit the question, by shared words and the kind of answer asked for.':
    '按共有的词和所问答案的类型，在英文文段中找出与问题相符的词句。',
  'Compares two texts by their words and letters; it measures wording, not meaning, so synonyms count as different.':
    '按词和字母比较两段文字；比较的是用词而非意思，因此同义词算作不同。',
  'Chooses the sentences that say most of what the others say, in any language.':
    '选出最能概括其他句子的句子，适用于任何语言。',
  'Learns from the filled rows of a table and fills the gaps of its label column.':
    '从表格中已填的行学习，补全标签列的空格。',
  'Tells praise from complaint in English by the words that are used.':
    '根据用词区分英文中的称赞和抱怨。',
  'Speaks English text with four voices: slt, rms, awb and kal.':
    '用四种声音朗读英文：slt、rms、awb 和 kal。',
  'Finds people, places, organisations, dates, amounts and addresses in English with a dictionary and grammar rules.':
    '用词典和语法规则找出英文中的人名、地名、机构名、日期、金额和地址。',
  'Writes, shortens, translates and answers in most languages, as it is told.':
    '按要求用大多数语言撰写、概括、翻译和回答。',
};
