import { isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";

/** Whether a host stands for every address of this machine. */
export const isEveryAddress = (host: string): boolean => /^(0\.0\.0\.0|::|0:0:0:0:0:0:0:0)$/.test(host);

/** The host as clients on this machine write it: no client takes `0.0.0.0` for an address to connect to. */
export function hostForThisMachine(host: string): string {
  if (isEveryAddress(host)) return "localhost";
  return isIPv6(host) ? `[${host}]` : host;
}

/** The addresses that other machines may reach a service at which listens on a host: none unless it is every address. */
export function hostsForOthers(host: string): string[] {
  if (!isEveryAddress(host)) return [];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  // Addresses that hold for one link only need the link's name, which differs from machine to machine.
  const external = all.filter(({ internal, address }) => !internal && !address.toLowerCase().startsWith("fe80:"));
  const family = host === "0.0.0.0" ? external.filter((one) => one.family === "IPv4") : external;
  return family.map(({ address }) => (isIPv6(address) ? `[${address}]` : address));
}
