import { HASH, NOTEBOOK, notebook, PRIVATE, SERVER, STEP } from './habits.ts';
import { describeSituations, type Situation } from './situations.ts';

/** The hashes of `right horse battery 1` that a person may have got elsewhere. */
const ARGON2 = 'argon2:$argon2id$v=19$m=10240,t=10,p=8$K9+rH3XGmHYWZkLwFoi5qg$ljk8pe2hdYg/qqohHK95tg';
const BCRYPT = '$2b$04$.QvMglvzKWOSmIot31JZSOQAgZhwpDaxh/RiVCVGkMPw/VoKtPsa6';
const EMPTY = 'sha1:0123456789ab:2f2d205d5451d3256cf1c693982b40101e9989bf';
const LAN = "c.NotebookApp.ip = '0.0.0.0'";

const asked = (name: string, lines: readonly string[], more: Partial<Situation> = {}): Situation => ({
  name,
  jupyter: 'nb64',
  files: { [NOTEBOOK]: `${lines.join('\n')}\n` },
  before: [PRIVATE],
  typed: 'jupyter-expose doctor',
  ...more,
});
const hashed = (name: string, hash: string, more: Partial<Situation> = {}) =>
  asked(name, [`c.NotebookApp.password = ${JSON.stringify(hash)}`], more);

/** Who gets in, and who does not although it is the owner. */
describeSituations(
  'doctor-login',
  [
    asked('open-to-anyone', [LAN, "c.NotebookApp.token = ''"], { lan: true }),
    asked('open-on-this-computer', ["c.NotebookApp.token = ''"]),
    asked('no-password', [LAN], { lan: true }),
    asked('password-required', ['c.NotebookApp.password_required = True']),
    asked('password-required-not-set', [
      "c.NotebookApp.password = ''",
      'c.NotebookApp.password_required = True',
    ]),
    hashed('empty-password', EMPTY),
    asked('weak-token', [LAN, `c.NotebookApp.password = '${HASH}'`, "c.NotebookApp.token = 'CHANGE_ME'"]),
    asked(
      'other-sites',
      [
        `c.NotebookApp.password = '${HASH}'`,
        "c.NotebookApp.allow_origin = '*'",
        'c.NotebookApp.disable_check_xsrf = True',
        'c.NotebookApp.allow_root = True',
        'c.NotebookApp.trust_xheaders = True',
        LAN,
      ],
      { lan: true },
    ),
    asked('readable-by-all', [`c.NotebookApp.password = '${HASH}'`], {
      before: ['chmod 755 .jupyter && chmod 644 .jupyter/*.py'],
    }),
    hashed('hash-misspelt', HASH.replace('sha1', 'shad1')),
    hashed('hash-plaintext', 'right horse battery 1'),
    hashed('hash-mangled', ARGON2.replaceAll(/\$\w*/g, '')),
    hashed('hash-not-understood', ARGON2, { jupyter: 'nb60' }),
    hashed('hash-bcrypt', BCRYPT),
    hashed('hash-quoted', `'${HASH}'`),
    hashed('hash-edge-space', `${HASH} `),
    hashed('hash-uppercase-digest', HASH.slice(0, 18) + HASH.slice(18).toUpperCase()),
    hashed('hash-double-prefix', `argon2:${ARGON2}`),
    hashed('hash-no-prefix', ARGON2.slice('argon2:'.length)),
    hashed('hash-dollar-doubled', ARGON2.replaceAll('$', '$$$$')),
    hashed('hash-digest-shape', HASH.slice(0, -3)),
    asked('hash-for-another-class', [`c.ServerApp.password = '${HASH}'`]),
    {
      name: 'old-password-in-json',
      jupyter: 'nb64',
      files: {
        ...notebook(),
        '.jupyter/jupyter_notebook_config.json': '{"NotebookApp": {"password": ""}}\n',
      },
      before: [PRIVATE],
      typed: 'jupyter-expose doctor',
    },
    {
      name: 'password-frozen',
      jupyter: 'nb7',
      files: {
        [SERVER]: `c.ServerApp.password = '${HASH}'\n`,
        '.jupyter/jupyter_server_config.json': `{"IdentityProvider": {"hashed_password": "${ARGON2}"}}\n`,
      },
      before: [PRIVATE],
      typed: 'jupyter-expose doctor --target server',
    },
    hashed('fix', `'${HASH}'`, { typed: 'jupyter-expose doctor --fix --yes; cat .jupyter/*.py' }),
  ],
  STEP,
);
