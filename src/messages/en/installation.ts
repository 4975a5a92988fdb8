/** Is there a Jupyter that can run? */
export const installation = {
  fine: 'A Jupyter is installed.',
  runs: (command: string, version: string) => `${command} is installed (${version}).`,
  another: (names: string) => `The Jupyter that is meant is not installed here; there is: ${names}.`,
  anotherFix: 'Name the one you start with --target, or install the other.',
  none: 'No Jupyter was found on the PATH.',
  noneFix: 'In a virtual or conda environment? Activate it, then run this again. Else: pip install notebook.',
  broken: {
    'dangling-link': (path: string, wants: string) => `${path} is a link to ${wants}, which is gone.`,
    'interpreter-gone': (path: string, wants: string) => `${path} wants the Python ${wants}, which is gone.`,
    'interpreter-broken': (path: string, wants: string) =>
      `${path} wants the Python ${wants}, which does not run.`,
    'package-gone': (path: string, wants: string) =>
      `${path} is still there, but its Python has no package ${wants} any more.`,
  },
  brokenWhy: 'The command ends with an error before it reads any config file.',
  brokenFix: (app: string) =>
    `Make the environment anew, or install into it: python -m pip install --force-reinstall ${
      { notebook: 'notebook', lab: 'jupyterlab', server: 'jupyter_server' }[app] ?? 'notebook'
    }`,
};
