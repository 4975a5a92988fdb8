import { join, resolve } from 'node:path';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Question } from '../../prompt/question.ts';
import type { TlsNow } from './current.ts';

/** What the name of a file is seen from. */
export interface PathBase {
  readonly cwd: string;
  readonly home: string;
}

export function certQuestion(now: TlsNow, base: PathBase): Question<string> {
  const m = t().tlsStep;
  const current = filesNow(now)?.cert;
  return {
    ...pathQuestion(base),
    id: 'cert',
    label: m.certLabel,
    message: m.certMessage,
    why: m.certWhy,
    flag: '--cert FILE',
    ...(current !== undefined && { current: { value: current, shown: current } }),
  };
}

/** `cert`: the certificate that was named just now. */
export function keyQuestion(now: TlsNow, base: PathBase, cert: string | undefined): Question<string> {
  const m = t().tlsStep;
  const files = filesNow(now);
  // The key of another certificate is no default for this one.
  const current = files !== undefined && (cert === undefined || cert === files.cert) ? files.key : undefined;
  return {
    ...pathQuestion(base),
    id: 'key',
    label: m.keyLabel,
    message: m.keyMessage,
    flag: '--key FILE',
    ...(current !== undefined && { current: { value: current, shown: current } }),
    ...(cert !== undefined && { fallback: { value: cert, shown: cert } }),
  };
}

/** The files of the certificate that the person brought along; undefined where there is none. */
export function filesNow({
  kind,
  certfile,
  keyfile,
  record,
}: TlsNow): { cert: string; key: string } | undefined {
  if (kind !== 'own') return undefined;
  return record?.own !== undefined && record.kind === 'own' && keyfile === ''
    ? record.own
    : { cert: certfile, key: keyfile || certfile };
}

function pathQuestion({
  cwd,
  home,
}: PathBase): Pick<Question<string>, 'kind' | 'piped' | 'parse' | 'parseJson' | 'show'> {
  const m = t().tlsStep;
  const parse = (text: string) => {
    const path = text.trim();
    if (path === '') throw new ExposeError('answer', m.pathEmpty, m.noFileHint);
    // A prompt has no shell that would know what ~ is.
    return path.startsWith('~/') ? join(home, path.slice(2)) : resolve(cwd, path);
  };
  return {
    kind: 'text',
    piped: false,
    parse,
    parseJson(value) {
      if (typeof value !== 'string') throw new ExposeError('answer', m.pathType);
      return parse(value);
    },
    show: String,
  };
}
