import { t } from '../../../messages/index.ts';
import type { CheckGroup } from '../../../situation/check.ts';
import { checkAuthority, checkAuthorityKey } from './authority.ts';
import { checkChain, checkDates, checkNames, checkStrength } from './certificate.ts';
import { checkContents } from './contents.ts';
import { checkFiles, checkKeyMode } from './files.ts';
import { checkNamesHere } from './names.ts';
import { checkClientCa, checkOptions } from './options.ts';
import { checkRenewal } from './renewal.ts';

/** Checks of the certificates and keys named in the config. */
export const tlsChecks: CheckGroup = {
  layer: 'encryption',
  checks: [
    { id: 'tls-files', needs: ['config-loads'], fine: () => t().tlsChecks.filesFine, run: checkFiles },
    { id: 'tls-contents', needs: ['tls-files'], fine: () => t().tlsChecks.contentsFine, run: checkContents },
    {
      id: 'tls-strength',
      needs: ['tls-contents'],
      fine: () => t().tlsChecks.strengthFine,
      run: checkStrength,
    },
    { id: 'tls-options', needs: ['tls-files'], fine: () => t().tlsChecks.optionsFine, run: checkOptions },
    { id: 'tls-clients', needs: ['tls-files'], fine: () => t().tlsChecks.clientCaFine, run: checkClientCa },
    { id: 'tls-schedule', needs: ['tls-contents'], fine: () => t().tlsChecks.timerFine, run: checkRenewal },
    { id: 'tls-dates', needs: ['tls-contents'], fine: () => t().tlsChecks.datesFine, run: checkDates },
    { id: 'tls-names', needs: ['tls-contents'], fine: () => t().tlsChecks.namesFine, run: checkNames },
    { id: 'tls-issuer', needs: ['tls-contents'], fine: () => t().tlsChecks.chainFine, run: checkChain },
    { id: 'tls-key-privacy', needs: ['tls-files'], fine: () => t().tlsChecks.keyModeFine, run: checkKeyMode },
    { id: 'tls-ca-key', fine: () => t().tlsChecks.authorityKeyFine, run: checkAuthorityKey },
    {
      id: 'tls-authority',
      needs: ['tls-contents'],
      fine: () => t().tlsChecks.authorityFine,
      run: checkAuthority,
    },
    {
      id: 'tls-names-here',
      needs: ['tls-contents'],
      fine: () => t().tlsChecks.namesHereFine,
      run: checkNamesHere,
    },
  ],
};
