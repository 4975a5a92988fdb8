import { t } from '../../../messages/index.ts';
import type { CheckGroup } from '../../../situation/check.ts';
import { lookAtAuthority, lookAtAuthorityKey } from './authority.ts';
import { lookAtChain, lookAtDates, lookAtNames, lookAtStrength } from './certificate.ts';
import { lookAtContents } from './contents.ts';
import { lookAtFiles, lookAtKeyMode } from './files.ts';
import { lookAtNamesHere } from './names.ts';
import { lookAtClientCa, lookAtOptions } from './options.ts';
import { lookAtRenewal } from './renewal.ts';

/** Checks of the certificates and keys named in the config. */
export const tlsChecks: CheckGroup = {
  layer: 'encryption',
  checks: [
    { id: 'tls-files', needs: ['config-loads'], fine: () => t().tls.filesFine, look: lookAtFiles },
    { id: 'tls-contents', needs: ['tls-files'], fine: () => t().tls.contentsFine, look: lookAtContents },
    { id: 'tls-strength', needs: ['tls-contents'], fine: () => t().tls.strengthFine, look: lookAtStrength },
    { id: 'tls-options', needs: ['tls-files'], fine: () => t().tls.optionsFine, look: lookAtOptions },
    { id: 'tls-clients', needs: ['tls-files'], fine: () => t().tls.clientCaFine, look: lookAtClientCa },
    { id: 'tls-schedule', needs: ['tls-contents'], fine: () => t().tls.timerFine, look: lookAtRenewal },
    { id: 'tls-dates', needs: ['tls-contents'], fine: () => t().tls.datesFine, look: lookAtDates },
    { id: 'tls-names', needs: ['tls-contents'], fine: () => t().tls.namesFine, look: lookAtNames },
    { id: 'tls-issuer', needs: ['tls-contents'], fine: () => t().tls.chainFine, look: lookAtChain },
    { id: 'tls-key-privacy', needs: ['tls-files'], fine: () => t().tls.keyModeFine, look: lookAtKeyMode },
    { id: 'tls-ca-key', fine: () => t().tls.authorityKeyFine, look: lookAtAuthorityKey },
    {
      id: 'tls-authority',
      needs: ['tls-contents'],
      fine: () => t().tls.authorityFine,
      look: lookAtAuthority,
    },
    {
      id: 'tls-names-here',
      needs: ['tls-contents'],
      fine: () => t().tls.namesHereFine,
      look: lookAtNamesHere,
    },
  ],
};
