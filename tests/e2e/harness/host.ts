// What a host must give so that the same tests run against it: the server host (server-host.ts), and the
// desktop host behind a stand-in for Electron (tests/desktop/).

/** A way to run the program, in a process of its own. */
export interface Host {
  /** Starts it on this data folder, which is there; resolves when its page can be opened. */
  readonly start: (home: string) => Promise<RunningHost>;
}

export interface RunningHost {
  /** The address that a browser opens, with whatever admits it. Another one after a restart. */
  readonly url: string;
  /** What it wrote where bugs and warnings go, by line; tests take each for a fault. */
  readonly complaints: readonly string[];
  /** Resolves when the process has ended. */
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Starts it again on the same data folder, after it has ended; on the same port where it has one. */
  readonly restart: () => Promise<void>;
  /** Ends it as a person would, and exactly this process; resolves when it has ended. */
  readonly close: () => Promise<void>;
}
