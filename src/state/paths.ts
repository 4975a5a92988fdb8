import { join } from 'node:path';

/** Every file that the tool makes in `expose/`, but for the journal and its lock (plan/journal.ts). */
export function statePaths(exposeDir: string) {
  const at = (...names: string[]) => join(exposeDir, ...names);
  return {
    /** Key, leaf, chain in one; 0600. What Jupyter's certfile names. */
    server: at('server.pem'),
    /** Our own authority's certificate, for devices; 0644. */
    authority: at('ca.pem'),
    /** Its key; 0600. */
    authorityKey: at('ca-key.pem'),
    /** The key of the ACME account; 0600. */
    accountKey: at('account-key.pem'),
    /** Tokens of DNS providers; 0600. */
    tokens: at('tokens.json'),
    /** Records of what was made, without secrets; 0600. */
    answers: at('answers.json'),
    certificate: at('certificate.json'),
    ddns: at('ddns.json'),
    firewall: at('firewall.json'),
    mapping: at('mapping.json'),
    renewal: at('renewal.json'),
    schedule: at('schedule.json'),
    tunnel: at('tunnel.json'),
    /** The program that the schedule runs, with what tells Node that it is a module, and what Windows reads. */
    programDirectory: at('program'),
    program: at('program', 'jupyter-expose.js'),
    programManifest: at('program', 'package.json'),
    windowsTask: at('program', 'task.xml'),
  };
}
