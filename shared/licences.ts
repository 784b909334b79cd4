// What a licence allows, as far as its name tells.

/** "cc-by-nc-4.0", "other non-commercial", "intel-research", by the words that the Hub's tags are made of. */
const NO_COMMERCE = /\bnc\b|\bnon[\s_-]?commercial|\bresearch\b/iu;
/** Tags whose words don't say it, though their texts allow research alone. */
const RESEARCH_LICENCES: ReadonlySet<string> = new Set(['apple-amlr', 'deepfloyd-if-license']);

/** Only where the licence says so: one that is not known is allowed, and the reason says that. */
export function forbidsCommerce(licence: string): boolean {
  const words = licence.replaceAll('_', '-');
  return NO_COMMERCE.test(words) || RESEARCH_LICENCES.has(words.trim().toLowerCase());
}

/** "other" is the Hub's word for a licence that only the model's page tells. */
export function isLicenceKnown(licence: string): boolean {
  return !['', 'unknown', 'other'].includes(licence.trim().toLowerCase());
}
