/**
 * The commands by their paths, for the sentences that tell a person to type one (messages/command-line.ts). A test compares
 * them with the real command tree.
 */

declare module '../messages/command-line.ts' {
  interface CommandNames {
    init: true;
    doctor: true;
    close: true;
    renew: true;
    hash: true;
    undo: true;
    'config get': true;
    'config set': true;
    'config unset': true;
    'config show': true;
  }
}

/** features/tls */
declare module '../messages/command-line.ts' {
  interface CommandNames {
    'cert create': true;
    'cert import': true;
    'cert issue': true;
    'cert renew': true;
    'cert show': true;
    'cert trust': true;
  }
}

/** features/schedule */
declare module '../messages/command-line.ts' {
  interface CommandNames {
    'schedule install': true;
    'schedule remove': true;
    'schedule status': true;
  }
}

/** features/firewall */
declare module '../messages/command-line.ts' {
  interface CommandNames {
    'firewall status': true;
    'firewall open': true;
    'firewall close': true;
  }
}

/** features/router */
declare module '../messages/command-line.ts' {
  interface CommandNames {
    'router show': true;
    'router status': true;
    'router map': true;
    'router unmap': true;
  }
}

/** features/ddns */
declare module '../messages/command-line.ts' {
  interface CommandNames {
    'ddns status': true;
    'ddns update': true;
  }
}

/** features/tunnel */
declare module '../messages/command-line.ts' {
  interface CommandNames {
    'tunnel status': true;
    'tunnel start': true;
    'tunnel stop': true;
  }
}

export {};
