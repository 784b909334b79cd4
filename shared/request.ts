// How much one request may hold; the same for the contract, the composer and the compatible endpoints.

export const REQUEST_LIMITS = { characters: 100_000, files: 100 } as const;
