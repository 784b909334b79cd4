// A probe whose driver crashes.
process.abort();
