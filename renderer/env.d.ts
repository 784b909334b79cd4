// What TypeScript has to be told: custom properties are allowed in a style.

import 'react';

declare module 'react' {
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}
