/** The signs before a line: what they mean is also said in words. */
export interface Marks {
  readonly ok: string;
  readonly fail: string;
  readonly warn: string;
}

const UNICODE: Marks = { ok: '✔', fail: '✖', warn: '!' };
const ASCII: Marks = { ok: '+', fail: 'x', warn: '!' };

/** The signs that this terminal can show; each is one column wide. */
export function marks(unicode: boolean): Marks {
  return unicode ? UNICODE : ASCII;
}
