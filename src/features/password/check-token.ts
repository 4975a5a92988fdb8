import { t } from '../../messages/index.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import { isExposed } from './exposed.ts';

/** Jupyter's own random tokens have 48 hex digits; a third of that is still beyond guessing. */
const SHORTEST = 16;
/** What tutorials write in the place of a token, and what everybody tries first. */
const WELL_KNOWN = /^[<[{"']*(?:change[-_ ]?(?:me|this|it).*|your[-_ ]?(?:secret|token|own).*|(.)\1+)$/i;

/** A token that can be guessed, where others can reach the server; undefined where there is no token of one's own. */
export async function findWeakToken({ situation }: CheckContext): Promise<Finding[] | undefined> {
  const { value: token, source: line } = await inForce(situation, 'token');
  if (typeof token !== 'string' || token === '' || !(await isExposed(situation))) return undefined;
  const wellKnown = WELL_KNOWN.test(token);
  if (token.length >= SHORTEST && !wellKnown) return [];
  const m = t().password.checks;
  const withPassword = Boolean((await inForce(situation, 'password')).value);
  const changes =
    line === undefined || line.conditional || !line.writable || line.value !== token || !withPassword
      ? []
      : [
          {
            kind: 'edit-settings' as const,
            path: line.file,
            format: line.format,
            settings: {},
            remove: [line.key],
            secret: [line.key],
          },
        ];
  return [
    {
      id: 'token-weak',
      status: 'fail',
      message: wellKnown ? m.tokenKnown : m.tokenShort(token.length),
      ...evidenceAt(line),
      why: withPassword ? m.tokenBeside : m.tokenAlone,
      fix: line === undefined ? m.tokenFromOutside : m.tokenFix(line.key),
      ...(changes.length > 0 && { repair: { changes } }),
    },
  ];
}
