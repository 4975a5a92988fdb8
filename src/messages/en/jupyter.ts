/** What Jupyter is: targets, config files that get in the way, what a Jupyter said about its settings. */
export const jupyter = {
  unknownApp: (name: string) => `'${name}' is no Jupyter application that can be configured here.`,
  unknownAppHint: 'Say notebook, lab or server, with a version if you like: notebook@5.7.',
  noVersion: (text: string) => `'${text}' is not a version.`,
  noVersionHint: (app: string) => `Write it as ${app}@4 or ${app}@4.2.`,
  tooOld: (app: string, version: string) => `${app} ${version} is too old to be configured here.`,
  tooOldHint: (app: string, oldest: string) => `The oldest version that works is ${app} ${oldest}.`,
};
