import { cmd } from '../command-line.ts';

/** Password, token and access control. */
export const access = {
  loginFine: 'Nobody gets in without a password or a token.',
  open: 'There is neither a password nor a token: everybody who reaches this server gets in.',
  openHere: 'There is neither a password nor a token: every user and every program of this computer gets in.',
  openWhy: 'Whoever is in can run any program as you, and read and delete your files.',
  get openFix() {
    return `Set a password with ${cmd('init')}, and take the empty token out.`;
  },
  empty: 'The password is empty: whoever presses Enter on the login page gets in.',
  get emptyFix() {
    return `Set a password: ${cmd('init')}`;
  },
  originsFine: 'Other web sites may not talk to Jupyter.',
  anyOrigin: (trait: string) => `With ${trait} as it is, every web site may talk to Jupyter.`,
  anyOriginWhy:
    'A page that you open in the browser in which you are logged in could run code on this computer.',
  anyOriginFix:
    "Take the line out, or name the one site that needs it, such as 'https://jupyter.example.com'.",
  xsrfFine: 'Jupyter checks that requests come from its own pages.',
  xsrfOff: 'disable_check_xsrf is on: Jupyter does not check that a request comes from its own pages.',
  xsrfOffWhy: 'A page that you open in the browser in which you are logged in could act in your name.',
  xsrfOffFix: 'Take the line out; a script that needs it can log in with a token instead.',
  headersFine: 'Only this computer, and so only a proxy on it, can say from where a visitor comes.',
  xheaders:
    'trust_xheaders is on while other devices reach Jupyter directly: whoever connects can pretend to come from any address, also in the log.',
  xheadersFix:
    'Take the line out, or let Jupyter listen on 127.0.0.1 and others come in through the proxy only.',
  rootConfigFine: 'Jupyter does not start as root by mistake.',
  allowRoot: 'allow_root is on: started with sudo, Jupyter runs every notebook as root without asking.',
  allowRootFix: 'Take the line out; who really needs it once can add --allow-root to the command.',
  encryptionFine: 'What goes over the network is encrypted.',
};
