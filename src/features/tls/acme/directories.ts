/** Let's Encrypt's directory, and the one for rehearsals, whose certificates no browser accepts. */
export const DIRECTORY = 'https://acme-v02.api.letsencrypt.org/directory';
export const STAGING = 'https://acme-staging-v02.api.letsencrypt.org/directory';
