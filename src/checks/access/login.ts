import { verifyPassword } from '../../jupyter/password/hash.ts';
import { keyOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { unsetInForce } from '../../situation/set-setting.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';

/** Neither a password nor a token, or a password of no letters. */
export async function lookAtLogin(context: CheckContext): Promise<readonly Finding[]> {
  const open = await withoutAnything(context);
  return open.length > 0 ? open : emptyPassword(context);
}

/** Neither a password nor a token: Jupyter only warns of it in its log, and lets everybody in. */
async function withoutAnything({ situation }: CheckContext): Promise<readonly Finding[]> {
  const [password, token, required, ip] = await Promise.all([
    inForce(situation, 'password'),
    inForce(situation, 'token'),
    inForce(situation, 'password_required'),
    inForce(situation, 'ip'),
  ]);
  const target = await situation.get('target');
  // Before there were tokens (notebook 4.0-4.2), a missing password alone opened the door.
  const hasNoToken = token.value === '' || keyOf(target, 'token') === undefined;
  // With password_required such a server does not even start.
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

/** The hash of an empty password: whoever presses Enter at the login page is in. */
async function emptyPassword({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { value, source } = await inForce(situation, 'password');
  // A hash in a form that nobody knows is not ours to judge.
  const opens =
    typeof value === 'string' && value !== '' && (await verifyPassword('', value).catch(() => false));
  if (!opens) return [];
  const m = t().access;
  return [{ id: 'empty-password', status: 'fail', message: m.empty, ...evidenceAt(source), fix: m.emptyFix }];
}
