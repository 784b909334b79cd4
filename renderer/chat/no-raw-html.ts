// Stands in the build for the parser that would turn markup in an answer into elements: here markup is
// text (markup-as-text.ts), and nothing may call it.

// biome-ignore lint/style/noDefaultExport: what the import asks for
export default function noRawHtml(): never {
  throw new Error('Markup in answers is never parsed.');
}
