/** The way from the config file to a kernel that answers. */
export const hops = {};
