import { ownVersion } from '../system/version.ts';

/** What we call ourselves: services refuse whoever does not say what it is, and want to know whom to write to. */
export function userAgent(): string {
  return `jupyter-expose/${ownVersion()} https://www.npmjs.com/package/jupyter-expose`;
}
