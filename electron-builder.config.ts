// What the installed program is made of, and what it tells each system of itself. Only the main process runs
// out of the archive; the engine, its experts and the runner are plain Node's, which reads files and not
// archives, so all of theirs lies unpacked beside it. tests/package/ holds the lists against what is opened.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AfterPackContext, Arch, type Configuration } from 'electron-builder';
import { FILE_TYPES, MIME_TYPES } from './build/file-types.ts';
import { PACKED, SHIPPED, UNPACKED_FOLDER } from './build/shipped-files.ts';

/** The parts that npm brought are this machine's, so a package is made on the system that it is for. */
function refuseOtherSystems({ electronPlatformName, arch }: AfterPackContext): void {
  const [wanted, here] = [
    `${electronPlatformName} ${Arch[arch]}`,
    `${process.platform} ${process.arch}`,
  ];
  if (wanted !== here) {
    throw new Error(`A package for ${wanted} is made on such a machine; this one is ${here}.`);
  }
}

/** Where newer versions are looked for, when a person asks for it; without an address they are not. */
const { ENSEMBLE_UPDATES: updates, ENSEMBLE_HOMEPAGE: homepage } = process.env;

/** Plain Node reads there what kind of modules they are, and the program what version it is. */
async function describeUnpacked({ packager, appOutDir }: AfterPackContext): Promise<void> {
  const { name, version, license } = packager.info.metadata;
  const file = join(packager.getResourcesDir(appOutDir), UNPACKED_FOLDER, 'package.json');
  await writeFile(file, `${JSON.stringify({ name, version, license, type: 'module', updates })}\n`);
}

const config: Configuration = {
  appId: 'ensemble.desktop',
  productName: 'Ensemble',
  copyright: 'Copyright © the authors of Ensemble',
  directories: { output: 'dist/package' },
  extraMetadata: {
    main: 'dist/desktop/main.js',
    desktopName: 'ensemble.desktop', // so that the window is known as that entry's
    ...(homepage !== undefined && { homepage }),
  },
  files: [...SHIPPED],
  extraResources: [{ from: 'dist/third-party-notices.txt', to: 'third-party-notices.txt' }],
  asar: true,
  asarUnpack: ['**/*', ...PACKED.map((file) => `!${file}`)],
  compression: 'normal',
  npmRebuild: false, // they are Node's, not Electron's, and come built
  allowMissingDependencies: false,
  beforePack: refuseOtherSystems,
  afterPack: describeUnpacked,
  electronLanguages: ['en', 'zh'],
  electronFuses: {
    runAsNode: false, // the engine and the runner have a Node of their own
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true, // macOS and Windows; of the archive alone
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  publish: updates === undefined ? null : { provider: 'generic', url: updates },
  protocols: [{ name: 'Ensemble', schemes: ['ensemble'] }],
  linux: {
    target: ['AppImage', 'deb'],
    executableName: 'ensemble',
    category: 'Science',
    synopsis: 'An ensemble of expert models, conducted by a language model',
    maintainer: 'The authors of Ensemble',
    mimeTypes: [...MIME_TYPES],
    desktop: { entry: { Keywords: 'AI;models;pictures;speech;text;' } },
    syncDesktopName: true,
  },
  deb: {
    packageCategory: 'science',
    depends: [
      ...[
        'libgtk-3-0 | libgtk-3-0t64',
        'libatspi2.0-0 | libatspi2.0-0t64',
        'libnotify4',
        'libnss3',
      ],
      ...['libxss1', 'libxtst6', 'libuuid1', 'libsecret-1-0', 'libgbm1', 'xdg-utils'],
      'libasound2 | libasound2t64',
    ],
    recommends: ['libvulkan1'], // models on a GPU
  },
  win: { target: ['nsis'] },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    include: 'build/installer.nsh',
  },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.productivity',
    fileAssociations: FILE_TYPES.map((type) => ({ ...type, role: 'Viewer', rank: 'Alternate' })),
  },
};

export default config;
