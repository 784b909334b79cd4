// Gives the person a file that the page made.

interface MadeFile {
  readonly name: string;
  readonly text: string;
}

export function saveJson({ name, text }: MadeFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
