import { verifyPassword } from '../../jupyter/password/hash.ts';
import { keyOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { mergeSettings } from '../../plan/merge.ts';
import { resetSetting } from '../../situation/change-setting.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting, evidenceAt } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import { closeOpenings, findOpenings } from './close-doors.ts';
import { checkCookieSecret } from './cookie-secret.ts';
import { KEEPING_OUT } from './doors.ts';
import { isKnownPassword } from './known-password.ts';
import { checkOrigins, checkProxyHeaders, checkRoot, checkXsrf } from './protections.ts';

/** Login, allowed origins, the XSRF check, proxy headers, and root. */
export const accessChecks: readonly Check[] = [
  { id: 'login', needs: ['config-loads'], fine: () => t().access.loginFine, run: checkLogin },
  { id: 'origins', needs: ['config-loads'], fine: () => t().access.originsFine, run: checkOrigins },
  { id: 'xsrf', needs: ['config-loads'], fine: () => t().access.xsrfFine, run: checkXsrf },
  {
    id: 'proxy-headers',
    needs: ['config-loads'],
    fine: () => t().access.headersFine,
    run: checkProxyHeaders,
  },
  { id: 'doors', needs: ['config-loads'], fine: () => t().access.doorsFine, run: checkDoors },
  { id: 'cookie-secret', fine: () => t().access.cookieSecretFine, run: checkCookieSecret },
  { id: 'root-config', needs: ['config-loads'], fine: () => t().access.rootConfigFine, run: checkRoot },
];

/** Reported by checks of their own where a line of a file sets them. */
const ELSEWHERE = [
  'open-to-anyone',
  'token-weak',
  'allow-origin-any',
  'xsrf-off',
  'allow-root-config',
  'trust-xheaders-exposed',
  ...KEEPING_OUT,
];

/** Everything beside password and token that lets people in, and what command lines and units set. */
async function checkDoors({ situation }: CheckContext): Promise<readonly Finding[]> {
  const [openings, ip] = await Promise.all([findOpenings(situation), effectiveSetting(situation, 'ip')]);
  const own = openings.filter(
    ({ id, status, setting: { key, lines, where, within } }) =>
      id !== 'password-known' &&
      (lines.length === 0
        ? status !== 'remark' && !(KEEPING_OUT.includes(id) && where === key)
        : within !== undefined || !ELSEWHERE.includes(id)),
  );
  const isHere = await listensHereOnly(situation, ip.value);
  return Promise.all(
    own.map(async (opening) => {
      const { id, status, words, setting } = opening;
      const { parts, chosen } = await closeOpenings(situation, [opening]);
      const isPlain = parts.length > 0 && Object.keys(chosen).length === 0;
      const repair = isPlain ? { repair: { changes: mergeSettings(parts) } } : {};
      const isUnsafe = status === 'unsafe' && !(isHere && setting.lines.length > 0);
      const level = isUnsafe || status === 'running' ? 'fail' : 'warn';
      return finding(level, id, words, { evidence: setting.evidence, ...repair });
    }),
  );
}

/** A risk that the user may accept: reported after all problems that lock the user out. */
export const encryptionChecks: readonly Check[] = [
  {
    id: 'encryption',
    needs: ['config-loads', 'ip'],
    fine: () => t().access.encryptionFine,
    run: checkEncryption,
  },
];

/** Warns if other devices can connect and no certificate is configured. */
async function checkEncryption({ situation }: CheckContext): Promise<CheckFindings> {
  const [ip, certfile] = await Promise.all([
    effectiveSetting(situation, 'ip'),
    effectiveSetting(situation, 'certfile'),
  ]);
  if (await listensHereOnly(situation, ip.value)) return NOTHING_TO_CHECK;
  if (typeof certfile.value === 'string' && certfile.value !== '') return [];
  const { plainHttp: message, plainHttpFix: fix } = t().address;
  return [finding('warn', 'plain-http', { message, fix }, evidenceAt(ip.source))];
}

/** Neither a password nor a token, or an empty password. */
async function checkLogin(context: CheckContext): Promise<readonly Finding[]> {
  const open = await withoutAnything(context);
  return open.length > 0 ? open : emptyPassword(context);
}

/** Neither a password nor a token: Jupyter lets every client in, with only a warning in its log. */
async function withoutAnything({ situation }: CheckContext): Promise<readonly Finding[]> {
  const [password, token, required, ip] = await Promise.all([
    effectiveSetting(situation, 'password'),
    effectiveSetting(situation, 'token'),
    effectiveSetting(situation, 'password_required'),
    effectiveSetting(situation, 'ip'),
  ]);
  const target = await situation.get('target');
  // notebook 4.0-4.2 has no tokens: a missing password alone lets every client in.
  const hasNoToken = token.value === '' || keyOf(target, 'token') === undefined;
  // With password_required, a server without a password does not start.
  if (password.value !== '' || !hasNoToken || required.value === true) return [];
  const m = t().access;
  const others = !(await listensHereOnly(situation, ip.value));
  const words = { message: others ? m.open : m.openHere, why: m.openWhy, fix: m.openFix };
  const evidence = evidenceAt(token.source ?? password.source);
  const repair = await resetSetting(situation, 'token', (value) => value === '');
  return [finding(others ? 'fail' : 'warn', 'open-to-anyone', words, { ...evidence, ...repair })];
}

/** The hash of an empty password, with which Enter on the login page logs in, or of one that is guessed first. */
async function emptyPassword({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { value, source } = await effectiveSetting(situation, 'password');
  // A hash of unknown format is left to other checks.
  const opens =
    typeof value === 'string' && value !== '' && (await verifyPassword('', value).catch(() => false));
  const m = t().access;
  if (opens)
    return [finding('fail', 'empty-password', { message: m.empty, fix: m.emptyFix }, evidenceAt(source))];
  if (typeof value !== 'string' || !(await isKnownPassword(value, situation))) return [];
  const isHere = await listensHereOnly(situation, (await effectiveSetting(situation, 'ip')).value);
  return [finding(isHere ? 'warn' : 'fail', 'password-known', m.doors.knownPassword, evidenceAt(source))];
}
