/** The computer: processes, ports, users, containers, services. */
export const machine = {};
