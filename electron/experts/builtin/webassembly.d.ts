// Types for the part of WebAssembly that is used here. TypeScript keeps them with the browser's, which
// this program is not to see.

declare namespace WebAssembly {
  /** Compiled code, as yet without memory; opaque. */
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(
    module: Module,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<Instance>;
}
