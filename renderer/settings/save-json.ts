// Gives the person a file that the page made.

interface MadeFile {
  readonly name: string;
  readonly text: string;
}

export function saveJson(file: MadeFile): void {
  saveFile({ ...file, type: 'application/json' });
}

export function saveFile({ name, text, type }: MadeFile & { readonly type: string }): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
