import { verifyPassword } from '../../jupyter/password/hash.ts';
import { keyOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { Check } from '../../situation/check.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { unsetInForce } from '../../situation/set-setting.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import { lookAtOrigins, lookAtProxyHeaders, lookAtXsrf } from './protections.ts';

/** Login, allowed origins, the XSRF check, proxy headers, and root. */
export const accessChecks: readonly Check[] = [
  { id: 'login', needs: ['config-loads'], fine: () => t().access.loginFine, look: lookAtLogin },
  { id: 'origins', needs: ['config-loads'], fine: () => t().access.originsFine, look: lookAtOrigins },
  { id: 'xsrf', needs: ['config-loads'], fine: () => t().access.xsrfFine, look: lookAtXsrf },
  {
    id: 'proxy-headers',
    needs: ['config-loads'],
    fine: () => t().access.headersFine,
    look: lookAtProxyHeaders,
  },
  { id: 'root-config', needs: ['config-loads'], fine: () => t().access.rootConfigFine, look: lookForRoot },
];

/** A risk that the user may accept: reported after all problems that lock the user out. */
export const encryptionChecks: readonly Check[] = [
  {
    id: 'encryption',
    needs: ['config-loads', 'ip'],
    fine: () => t().access.encryptionFine,
    look: lookAtEncryption,
  },
];

/** Warns if other devices can connect and no certificate is configured. */
async function lookAtEncryption({
  situation,
}: CheckContext): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const [ip, certfile] = await Promise.all([inForce(situation, 'ip'), inForce(situation, 'certfile')]);
  if (isLoopback(String(ip.value))) return NOTHING_TO_CHECK;
  if (typeof certfile.value === 'string' && certfile.value !== '') return [];
  const { plainHttp, plainHttpFix } = t().address;
  return [
    { id: 'plain-http', status: 'warn', message: plainHttp, ...evidenceAt(ip.source), fix: plainHttpFix },
  ];
}

/** Neither a password nor a token, or an empty password. */
async function lookAtLogin(context: CheckContext): Promise<readonly Finding[]> {
  const open = await withoutAnything(context);
  return open.length > 0 ? open : emptyPassword(context);
}

/** Neither a password nor a token: Jupyter lets every client in, with only a warning in its log. */
async function withoutAnything({ situation }: CheckContext): Promise<readonly Finding[]> {
  const [password, token, required, ip] = await Promise.all([
    inForce(situation, 'password'),
    inForce(situation, 'token'),
    inForce(situation, 'password_required'),
    inForce(situation, 'ip'),
  ]);
  const target = await situation.get('target');
  // notebook 4.0-4.2 has no tokens: a missing password alone lets every client in.
  const hasNoToken = token.value === '' || keyOf(target, 'token') === undefined;
  // With password_required, a server without a password does not start.
  if (password.value !== '' || !hasNoToken || required.value === true) return [];
  const m = t().access;
  const others = !isLoopback(String(ip.value));
  return [
    {
      id: 'open-to-anyone',
      status: others ? 'fail' : 'warn',
      message: others ? m.open : m.openHere,
      ...evidenceAt(token.source ?? password.source),
      why: m.openWhy,
      fix: m.openFix,
      ...(await unsetInForce(situation, 'token', (value) => value === '')),
    },
  ];
}

/** The hash of an empty password: pressing Enter on the login page logs in. */
async function emptyPassword({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { value, source } = await inForce(situation, 'password');
  // A hash of unknown format is left to other checks.
  const opens =
    typeof value === 'string' && value !== '' && (await verifyPassword('', value).catch(() => false));
  if (!opens) return [];
  const m = t().access;
  return [{ id: 'empty-password', status: 'fail', message: m.empty, ...evidenceAt(source), fix: m.emptyFix }];
}

/** With allow_root in the config, `sudo jupyter lab` starts without a message. */
async function lookForRoot({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { value, source } = await inForce(situation, 'allow_root');
  if (value !== true) return [];
  const m = t().access;
  return [
    {
      id: 'allow-root-config',
      status: 'warn',
      message: m.allowRoot,
      ...evidenceAt(source),
      fix: m.allowRootFix,
      ...(await unsetInForce(situation, 'allow_root', (one) => one === true)),
    },
  ];
}
