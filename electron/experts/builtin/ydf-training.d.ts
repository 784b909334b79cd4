// Types for the part of ydf-training that is used; the package has none.

declare module 'ydf-training' {
  /** Column name → values, one for each row. */
  export type YdfColumns = Readonly<Record<string, readonly number[] | readonly string[]>>;

  export interface YdfModel {
    readonly getLabelClasses: () => string[];
    /** Probability of the second class for each row where there are two; row after row of all classes otherwise. */
    readonly predict: (examples: YdfColumns) => number[];
    /** Frees its memory. */
    readonly unload: () => void;
  }

  export interface Ydf {
    readonly RandomForestLearner: new (
      label: string,
      task: 'CLASSIFICATION',
    ) => { readonly train: (data: YdfColumns) => YdfModel };
  }

  const createYdf: (options: {
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }) => Promise<Ydf>;

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it.
  export { createYdf as default };
}
