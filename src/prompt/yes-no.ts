/**
 * What counts as yes and as no. ㅛ and ㅜ are what the y and n keys type while the Korean layout is on;
 * true and false are what scripts and environment variables write.
 */
const YES = new Set(['y', 'yes', 'true', '예', '네', 'ㅛ']);
const NO = new Set(['n', 'no', 'false', '아니오', '아니요', 'ㅜ']);

/** A yes or a no in English or Korean, in any case, with spaces around it; undefined for anything else. */
export function yesOrNo(text: string): boolean | undefined {
  // Korean letters can arrive decomposed (macOS), and would then equal nothing in the table.
  const word = text.normalize('NFC').trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return undefined;
}
