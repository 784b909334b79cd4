// Types for the part of @echogarden/rnnoise-wasm that is used; the package has none.

declare module '@echogarden/rnnoise-wasm' {
  /** Addresses are byte offsets in the module's memory. */
  export interface RnnoiseModule {
    readonly HEAPF32: Float32Array;
    readonly _malloc: (bytes: number) => number;
    readonly _free: (address: number) => void;
    /** @param model the address of a model, or 0 for the one inside. */
    readonly _rnnoise_create: (model: number) => number;
    readonly _rnnoise_destroy: (state: number) => void;
    /** Gives the probability that the frame is speech. */
    readonly _rnnoise_process_frame: (state: number, output: number, input: number) => number;
  }
  const createRnnoise: () => Promise<RnnoiseModule>;

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it.
  export { createRnnoise as default };
}
