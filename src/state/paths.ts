import { join } from 'node:path';

/** Every file that the tool creates in `expose/`, except the journal and its lock (plan/journal.ts). */
export function statePaths(exposeDir: string) {
  const at = (...names: string[]) => join(exposeDir, ...names);
  return {
    /** Key, leaf and chain in one file, mode 0600. Jupyter's certfile setting names it. */
    server: at('server.pem'),
    /** The certificate of our local CA, for devices; mode 0644. */
    authority: at('ca.pem'),
    /** The key of the local CA; mode 0600. */
    authorityKey: at('ca-key.pem'),
    /** The key of the ACME account; mode 0600. */
    accountKey: at('account-key.pem'),
    /** Tokens of DNS providers; mode 0600. */
    tokens: at('tokens.json'),
    /** Records of what was set up, without secrets; mode 0600. */
    answers: at('answers.json'),
    certificate: at('certificate.json'),
    ddns: at('ddns.json'),
    firewall: at('firewall.json'),
    mapping: at('mapping.json'),
    renewal: at('renewal.json'),
    schedule: at('schedule.json'),
    tunnel: at('tunnel.json'),
    /** The program that the schedule runs, the manifest that marks it as a module for Node, and the Windows task. */
    programDirectory: at('program'),
    program: at('program', 'jupyter-expose.js'),
    programManifest: at('program', 'package.json'),
    windowsTask: at('program', 'task.xml'),
  };
}
