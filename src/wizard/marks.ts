/** The signs before a line: what they mean is also said in words. */
export interface Marks {
  readonly ok: string;
  readonly fail: string;
  readonly warn: string;
  readonly item: string;
}

const UNICODE: Marks = { ok: '✔', fail: '✖', warn: '!', item: '•' };
const ASCII: Marks = { ok: '+', fail: 'x', warn: '!', item: '-' };

/** The signs that this terminal can show; each is one column wide. */
export function marks(unicode: boolean): Marks {
  return unicode ? UNICODE : ASCII;
}
