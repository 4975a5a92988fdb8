import { t } from '../../messages/index.ts';
import type { Check } from '../../situation/check.ts';
import { lookAtEncryption } from './encryption.ts';
import { lookAtLogin } from './login.ts';
import { lookAtOrigins, lookAtProxyHeaders, lookAtXsrf } from './protections.ts';
import { lookForRoot } from './root-config.ts';

/** Who may get in, and who is kept out. */
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

/** A risk that a person may accept: told after everything that keeps the owner out. */
export const encryptionChecks: readonly Check[] = [
  {
    id: 'encryption',
    needs: ['config-loads', 'ip'],
    fine: () => t().access.encryptionFine,
    look: lookAtEncryption,
  },
];
