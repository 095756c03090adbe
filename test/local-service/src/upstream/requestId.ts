import { randomUUID } from "node:crypto";

/** What all attempts of a call are known by (`Azure/azure-webpubsub`, tools/emulator). */
export const requestIdHeaders = (): Record<string, string> => ({ "x-ms-client-request-id": randomUUID() });
